"""Windows that ask for something, or say something at length."""
