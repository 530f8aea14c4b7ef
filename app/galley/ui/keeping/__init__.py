"""Keeping the library safe, from the window: backups restored, the library checked."""
