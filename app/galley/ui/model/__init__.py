"""What a window knows and does, without a widget: the desk, edits on their way, the library."""
