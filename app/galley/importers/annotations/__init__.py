"""Annotations that other programs wrote: one file a format, one registry."""
