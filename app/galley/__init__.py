"""Galley: read a news article closely, mark its quotes and figures, check them, report."""

__version__ = "0.1.0"
