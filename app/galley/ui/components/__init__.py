"""Controls the whole window is built from; they know the theme and nothing of articles."""
