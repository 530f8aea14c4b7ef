"""Captured bytes to a parsed article: one file a format, one registry."""
