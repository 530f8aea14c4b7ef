"""What a person can do with Galley, without a window: the use cases."""
