"""Finding in the whole library: what is asked, the page of results, and the way into an article."""
