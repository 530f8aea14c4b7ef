"""Links between notes, articles and marks: written, followed, shown from both ends."""
