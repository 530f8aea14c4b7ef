"""Captures on their way into the library: found, fetched, parsed, told from what is there."""
