"""The import sheet, and how captures come to it."""
