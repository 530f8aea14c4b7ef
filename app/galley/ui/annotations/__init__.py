"""All annotations of the library as one table: to filter, sort, group, edit and export."""
