"""Files in, values out; every problem of the input in one list."""

from articulate.readers.criteria import read_criteria
from articulate.readers.pathways import read, read_bare
from articulate.readers.plans import read_plan
from articulate.readers.quality import read_quality
from articulate.readers.results import read_results
from articulate.readers.schools import read_school

__all__ = ["read", "read_bare", "read_criteria", "read_plan", "read_quality", "read_results", "read_school"]
