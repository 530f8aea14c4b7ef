"""What leaves the house: reports, annotations, quotations."""
