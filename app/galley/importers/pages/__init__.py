"""Saved web pages: their structure, and what each part of one is."""
