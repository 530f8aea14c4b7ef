"""The library pane: a list of articles with search, sorting and the way to the trash."""
