"""Later captures of an article: compared, and its marks and corrections carried over."""
