"""What keeps a library safe: backups, checks, restores, and where it lies."""
