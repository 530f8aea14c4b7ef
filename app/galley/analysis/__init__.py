"""Finding quotes and statistics in a text. Empty for now: its first room comes with detection."""
