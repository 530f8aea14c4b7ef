"""Every edit that a person makes, as change sets, and what became of them."""
