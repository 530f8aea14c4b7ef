"""How a capture was read, and what a person corrects of it."""
