"""The annotations panel: cards in reading order, filters, and what is known of the capture."""
