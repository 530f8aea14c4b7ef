"""The source check: an article beside its capture, and the correction of how it was read."""
