"""The window itself: the reader first, and everything around it."""
