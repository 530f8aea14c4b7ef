"""Comparing two captures: what became of each mark, and both texts side by side."""
