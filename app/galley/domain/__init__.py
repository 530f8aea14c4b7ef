"""What an article, an annotation and a change are: frozen values and pure rules."""
