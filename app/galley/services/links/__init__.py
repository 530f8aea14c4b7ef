"""Links between notes, articles and marks."""
