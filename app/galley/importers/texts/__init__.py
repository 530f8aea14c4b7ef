"""Plain-text captures: what each line of one is."""
