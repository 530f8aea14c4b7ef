"""What run.py does: gets Galley ready on a machine that has only Python. Standard library only."""
