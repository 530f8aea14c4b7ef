"""What is found in a library: by words, by likeness, as a table."""
