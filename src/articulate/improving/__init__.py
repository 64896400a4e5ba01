"""Decisions proposed for what a check finds, each tried out before it is proposed."""

from articulate.improving.improvement import Improvement, improve
from articulate.improving.mending import Mended, mend
from articulate.improving.proposal import Left, Proposal

__all__ = ["Improvement", "Left", "Mended", "Proposal", "improve", "mend"]
