"""From the first paint to an orderly end: sessions, their windows, and other starts of Galley."""
