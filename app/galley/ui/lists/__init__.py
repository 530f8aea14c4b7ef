"""Lists that stay quick with a hundred thousand rows; they know nothing of what rows show."""
