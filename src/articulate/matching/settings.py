"""The limits by which outcomes and courses are compared, with their defaults."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class SimilarityWeights:
    """What each sign adds to the log-odds that two outcomes are the same point.

    Fitted by logistic regression to outcome pairs that experts had matched by hand in six majors of
    three styles of writing; each major was predicted from the other five before the weights were kept.
    """

    bias: float = -9.3
    topic: float = 1.9
    """Cosine of the topics."""
    text: float = 2.9
    """Cosine of topics and sentences together."""
    rarest: float = 2.3
    """Rarity of the rarest pair of characters (or synonym) that both have."""
    company: float = 3.1
    """Likeness relative to the best partner either has in that stage, once for each of the two."""
    within_stage: float = -1.9
    """Inside one stage, where the courses of one school share their phrases."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of matching. Shares are of outcomes; similarities run from 0 to 1.

    Four fifths is where transfer offices speak of an equivalent course, two thirds where most of a
    course is meant; both are conventions and may be changed.
    """

    similar: float = 0.2
    """Two outcomes this similar are the same point."""
    in_company: float = 0.04
    """As ``similar``, for what is left at equal levels once half of a course is matched without rise."""
    likely: float = 0.4
    """Mean similarity that the matches of two courses must have to make a relation."""
    sure: float = 0.6
    """Mean similarity from which two rising matches are a progression without any other sign."""
    rival: float = 0.5
    """In a small overlap, a match less than this part as sure as a rival course's does not count."""
    weights: SimilarityWeights = SimilarityWeights()
    share: Fraction = Fraction(4, 5)
    """A later course of which this share was taught before is a duplicate …"""
    cover: Fraction = Fraction(3, 5)
    """… if that was at least this share of the earlier course."""
    rise: Fraction = Fraction(1, 2)
    """Mean gain of level from which a relation is a progression, and below minus which inverted."""
    supply: float = 0.76
    """How much of a requirement's wording a topic must cover to answer it."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of a school's own synonyms, stronger than the shipped ones."""
