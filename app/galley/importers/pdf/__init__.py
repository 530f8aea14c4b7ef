"""PDF documents: what is drawn where, and the article that it makes."""
