"""How a mark finds its words: selectors, and looking them up. Knows nothing of files or windows."""
