"""Files in, values out; every problem of the input in one list."""

from articulate.readers.pathways import read, read_bare
from articulate.readers.plans import read_plan

__all__ = ["read", "read_bare", "read_plan"]
