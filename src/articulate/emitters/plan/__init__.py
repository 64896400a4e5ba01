"""The parts of the teaching plan as it is filed, one table or list in each file."""
