"""Annotations from elsewhere: matched to articles, placed at their words, taken in."""
