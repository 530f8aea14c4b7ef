"""The steps. A revision's name is the number that it leaves in the file's ``user_version``."""
