"""The library on disk. The only part of Galley that knows SQL."""
