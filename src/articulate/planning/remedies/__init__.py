"""What to change so that there is a plan: small changes, each tried out before it is told."""

from articulate.planning.remedies.search import remedies

__all__ = ["remedies"]
