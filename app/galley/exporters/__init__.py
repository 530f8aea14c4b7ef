"""A report tree to bytes, one file a format. Knows nothing of the library or the window."""
