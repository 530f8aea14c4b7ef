"""The window. The only part of Galley that knows Qt."""
