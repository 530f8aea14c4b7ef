"""Annotations of other programs on their way into the window's library."""
