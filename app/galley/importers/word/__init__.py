"""Word documents: their parts, styles and text."""
