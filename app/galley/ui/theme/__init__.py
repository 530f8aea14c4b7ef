"""The look of the window: colours, type, icons, words for kinds and statuses, painting."""
