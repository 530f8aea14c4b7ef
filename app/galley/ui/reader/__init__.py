"""The reader: the article set as a page, its marks, its margin and the page's own sidebar."""
