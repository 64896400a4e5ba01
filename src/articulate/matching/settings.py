"""The limits by which outcomes and courses are compared, with their defaults."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from articulate.model.pathway import Pathway


@dataclass(frozen=True, slots=True)
class SimilarityWeights:
    """What each sign adds to the log-odds that two outcomes are the same point.

    Fitted by logistic regression to outcome pairs that people had matched by reading, in majors of three
    styles of writing; ``benchmarks/detection.py --loo`` fits them again without the major it judges.
    """

    bias: float = -18.02
    words: float = 2.68
    """Cosine of topics and sentences together."""
    company: float = 0.7
    """That, relative to the best partner either has in that stage, once for each of them."""
    told: float = 2.97
    """Which share of either may be told by the other, in words that stand for each other."""
    told_company: float = 3.84
    """That, relative to the best partner either has in that stage."""
    meant: float = 3.48
    """Likeness of meaning."""
    meant_company: float = 2.7
    """That, relative to the best partner either has in that stage."""
    others: float = 5.4
    """Mean likeness of meaning of the other outcomes of the two courses."""
    within_stage: float = -2.99
    """Inside one stage, where the courses of one school share their phrases."""
    purpose: float = -0.6
    """The titles name different things done with a subject: to build it, to maintain it, to cost it."""
    parallel: float = -1.79
    """They name different things of one kind: 液压 and 气动."""


@dataclass(frozen=True, slots=True)
class CompanyWeights:
    """What a second look adds, once it is known what the other outcomes of two courses are to each other.

    Fitted like ``SimilarityWeights``, to what these give.
    """

    bias: float = -0.71
    first: float = 0.93
    """Log-odds of the first look."""
    even: float = 1.75
    """Part of the other outcomes matched at equal levels, where these two are at equal levels too."""
    rival: float = -3.67
    """Similarity of the best other partner that either has in the other course."""
    within_stage: float = 0.39
    unlike: float = -1.06
    """The two have no word in common and only their company speaks for them."""
    others: float = 0.83
    """Number of other outcomes matched, up to 2."""
    elsewhere: float = -0.17
    """Similarity of the best partner that either has in another course of that stage."""
    linked: float = 0.87
    """One of the two courses requires something that the other teaches."""


@dataclass(frozen=True, slots=True)
class RequirementWeights:
    """What each sign adds to the log-odds that an outcome answers a requirement.

    Fitted like ``SimilarityWeights`` to requirements that are met, as people had found, and to gaps.
    """

    bias: float = -1.07
    covered: float = 3.53
    """Part of its pairs of characters, the rarer the weightier, found in the outcome or its course's name."""
    topic: float = 1.74
    """Cosine with the topic."""
    text: float = 1.96
    """Cosine with topic and sentence together."""


@dataclass(frozen=True, slots=True)
class MeaningWeights:
    """The same where what may be told in other words and what is meant count too, to ask about it."""

    bias: float = -4.17
    covered: float = 2.82
    told: float = 2.38
    """Part of it that the outcome may tell in other words."""
    topic: float = 3.0
    """Likeness of meaning to the topic."""
    text: float = 2.62
    """Likeness of meaning to the sentence."""
    name: float = 1.58
    """Likeness of meaning to the name of its course."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of matching. Shares are of outcomes; similarities run from 0 to 1.

    Four fifths is where transfer offices speak of an equivalent course, two thirds where most of a
    course is meant; both are conventions and may be changed.
    """

    similar: float = 0.3
    """Two outcomes this similar are the same point."""
    in_company: float = 0.008
    """As ``similar``, for what is left at equal levels once half of a course is matched without rise …"""
    short: int = 20
    """… if one of the two takes no more characters than this, topic and sentence together: a phrase may
    name a point by quite other words, sentences that share none say different things."""
    likely: float = 0.5
    """Mean similarity that the matches of two courses must have to make a relation."""
    sure: float = 0.4
    """Mean similarity from which two rising matches are a progression without any other sign."""
    rival: float = 0.5
    """In a small overlap, a match less than this part as sure as a rival course's does not count."""
    weights: SimilarityWeights = SimilarityWeights()
    second: CompanyWeights = CompanyWeights()
    requirement: RequirementWeights = RequirementWeights()
    in_meaning: MeaningWeights = MeaningWeights()
    margin: float = 0.2
    """Log-odds by which the likeness of two outcomes may be off for nothing that they say: a course more in
    the pathway moves 98 in 100 by less. A verdict that they would change stands at its limit."""
    share: Fraction = Fraction(4, 5)
    """A later course of which this share was taught before is a duplicate …"""
    cover: Fraction = Fraction(3, 5)
    """… if that was at least this share of the earlier course."""
    rise: Fraction = Fraction(1, 2)
    """Mean gain of level from which a relation is a progression, and below minus which inverted."""
    supply: float = 0.76
    """How much of a requirement's wording a topic must cover to answer it, or how likely it does."""
    possible: float = 0.5
    """As ``supply``, for what may be meant and is asked about."""
    meant: float = 0.55
    """As ``possible``, for what may tell it in other words, or mean it."""
    usual: float = 0.7
    """How sure the matches of two public basic courses, or of two internships, must be on average to say
    anything of the two: these speak of the same in both stages, and in the same words."""
    known: float = 0.4
    """How sure it must be that an outcome was taught before, by any course, to count for a flat one …"""
    trace: float = 0.05
    """… and from where it may have been: schools tell much in words that have little in common."""
    doubtful: Fraction = Fraction(3, 4)
    """What an outcome counts that may have been."""
    flat: Fraction = Fraction(2, 3)
    """A higher course of which this share was taught before, by whatever courses, does not rise."""
    drift: Fraction = Fraction(1, 5)
    """Change of the share since a relation was accepted, beyond which it is reported again."""
    jump: int = 3
    """Levels between what was taught and what comes next that are too many in one step; progressions
    rarely rise by more than two."""
    high: int = 4
    """The level from which a course on new ground needs something that leads up to it."""
    heavy: Fraction = Fraction(3, 5)
    """Share of a later course from which a partial overlap weighs as much as a duplicate."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of a school's own synonyms, each joined with the shipped groups that hold one of its words."""
    kinds: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """A school's own broader words, each with its members, besides the shipped ones."""

    @classmethod
    def of(cls, pathway: Pathway) -> Settings:
        """Return the usual settings with the words and limits that a pathway sets under ``matching``."""
        own, usual = pathway.matching, cls()
        limits = {name: x for name in _LIMITS if (x := getattr(own, name)) is not None}
        return replace(
            usual,
            synonyms=own.synonyms,
            kinds=tuple(sorted(own.kinds.items())),
            # Numbers in the types that they usually have: shares exact, similarities not.
            **{name: type(getattr(usual, name))(x) for name, x in limits.items()},
        )

    def moved(self, by: float) -> Settings:
        """Return these settings with every limit of likeness so many log-odds higher."""
        limits: dict[str, Any] = {name: _moved(getattr(self, name), by) for name in _OF_LIKENESS}
        return replace(self, **limits)


def _moved(limit: float, by: float) -> float:
    """Return a likelihood with so many log-odds more; 0 and 1 stay what they are."""
    return limit if limit in (0.0, 1.0) else 1 / (1 + (1 / limit - 1) * math.exp(-by))


_OF_LIKENESS = ("similar", "in_company", "likely", "sure", "usual", "known", "trace")

_LIMITS = ("similar", "share", "cover", "flat", "rise", "supply", "drift", "jump", "high", "heavy")
"""What a pathway may set, of the limits above."""
