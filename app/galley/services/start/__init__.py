"""What a start can show before the library is open."""
