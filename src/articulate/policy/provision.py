"""One clause of a regulation, and how it is put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, PlainValidator, TypeAdapter

from articulate.findings import Severity
from articulate.i18n import Lang, Phrase, fill, show
from articulate.model.programme import Stage
from articulate.model.value import SOURCE_KEY, Id

Number = int | Fraction


def _number(value: Any) -> Number | None:
    """Read ``3000``, ``1/3`` or ``0.1`` exactly; whole numbers become ``int``."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | str | float | Fraction):
        raise ValueError("not_a_number")
    made = Fraction(str(value))
    return int(made) if made.denominator == 1 else made


def _day(value: Any) -> Any:
    """Read a bare year as its first day."""
    return date(value, 1, 1) if isinstance(value, int) and not isinstance(value, bool) else value


_Figure = Annotated[Number | None, PlainValidator(_number)]
_Day = Annotated[date | None, BeforeValidator(_day)]


@dataclass(frozen=True, kw_only=True)
class Provision:
    """One clause of a regulation: what it asks of which stage, with how much force, how sure we are.

    ``stage`` names the stage it speaks of; without one it speaks of each stage by itself, or, where
    ``whole`` is true, of the five years together. Bounds are in ``unit``; shares are fractions.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: Id
    pack: str = ""
    document: str = ""
    """Document number (文号); empty where the document has none."""
    short: str = ""
    """What the document is called where it has no number and a long title."""
    title: str = ""
    title_en: str = ""
    issuer: str = ""
    year: int | None = None
    """Year of the document."""
    article: str = ""
    topic: str = ""
    stage: Stage | None = None
    whole: bool = False
    years: int | None = None
    """Length of stage, in years, that the figure was written for."""
    only_for: tuple[str, ...] = ()
    """Beginnings of the codes of majors that it speaks of; empty for all."""
    not_for: tuple[str, ...] = ()
    """Beginnings of the codes of majors for which a rule of their own goes before."""
    measure: str | None = None
    course: str | None = None
    """The public basic course it speaks of, by the name regulations use."""
    at_least: _Figure = None
    at_most: _Figure = None
    about: _Figure = None
    tolerance: _Figure = None
    """How far a bound may be missed before it counts, for what the text calls 一般 or 约."""
    credits: _Figure = None
    """Credits that the document gives the course, where it does."""
    value: Any = None
    """What is asked where it is no number: a list of names, parts of a document, days."""
    unit: str = ""
    either_stage: bool = False
    """What the other stage teaches counts as well."""
    force: Literal["required", "expected", "may"] = "required"
    verified: bool = True
    """Whether figure and wording were read in a public text."""
    since: _Day = None
    until: _Day = None
    scope: str = "national"
    rests_on: tuple[Id, ...] = ()
    """Provisions from which this one was derived."""
    basis: tuple[str, ...] = ()
    """Documents of those provisions."""
    zh: str = ""
    en: str = ""

    @classmethod
    def of(cls, mapping: Mapping[str, Any]) -> Provision:
        """Return the provision that a mapping describes. Raises ``ValueError`` where it describes none."""
        return _PROVISION.validate_python({k: v for k, v in mapping.items() if k != SOURCE_KEY})

    def __str__(self) -> str:
        return self.cite()

    @property
    def severity(self) -> Severity:
        """What missing it amounts to; what is unverified or for reference is never more than advice."""
        if self.force == "may" or not self.verified:
            return Severity.ADVICE
        return Severity.ERROR if self.force == "required" else Severity.WARNING

    @property
    def floor(self) -> Number | None:
        """The least value that passes."""
        if self.at_least is None:
            return self.about - self.tolerance if self.about is not None and self.tolerance else None
        return self.at_least - (self.tolerance or 0)

    @property
    def ceiling(self) -> Number | None:
        """The greatest value that passes."""
        if self.at_most is None:
            return self.about + self.tolerance if self.about is not None and self.tolerance else None
        return self.at_most + (self.tolerance or 0)

    def in_force(self, day: date) -> bool:
        """Whether it holds on a day; ``until`` is the last day on which it does."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def speaks_of(self, stage: Stage | None) -> bool:
        """Whether it speaks of a stage, or, for ``None``, of the five years as a whole."""
        if stage is None or self.whole:
            return stage is None and self.whole
        return self.stage in (None, stage)

    def fits(self, stage: Stage | None) -> bool:
        """Whether its figure was written for a stage of that length (中职三年，高职两年)."""
        return self.years is None or stage is None or self.years == years_of(stage)

    def concerns(self, *codes: str) -> bool:
        """Whether it speaks of a pathway whose majors have these codes."""

        def among(beginnings: tuple[str, ...]) -> bool:
            return any(code.startswith(beginnings) for code in codes)

        return not among(self.not_for) and (not self.only_for or among(self.only_for))

    @property
    def citation(self) -> Phrase:
        """The document in a few characters, with the word that it is unverified where it is."""
        if self.rests_on and not self.verified:
            return Phrase("policy.cite.derived", {"document": self.basis or self.rests_on})
        if self.scope == "practice" and not self.document and not self.verified:
            return Phrase("policy.cite.practice")
        name = self.document or self.short or Phrase("policy.cite.title", {"title": self.title or self.id})
        return Phrase(f"policy.cite.{'plain' if self.verified else 'unverified'}", {"document": name})

    def cite(self, lang: Lang = "zh") -> str:
        """Return the citation as text: ``教职成〔2019〕13号``, with 未核实 where it is unverified."""
        return show(self.citation, lang)

    def cite_in_full(self, lang: Lang = "zh") -> str:
        """Return number, title and article of the document, with 未核实 where it is unverified."""
        if not self.document and self.citation.key in ("policy.cite.derived", "policy.cite.practice"):
            return self.cite(lang)
        kind = "_number" if self.article.startswith("第") else "_article"
        key = ("full" if self.document else "title") + (kind if self.article else "")
        title = (self.title or self.id).translate(_INNER)
        parts = {"document": self.document, "title": title, "article": self.article}
        name = Phrase(f"policy.cite.{key}", parts)
        return show(
            Phrase(f"policy.cite.{'plain' if self.verified else 'unverified'}", {"document": name}), lang
        )

    def text(self, lang: Lang = "zh") -> str:
        """Return what it asks, in our own words."""
        figures = {
            name: amount(figure, self.unit)
            for name in ("at_least", "at_most", "about")
            if (figure := getattr(self, name)) is not None
        }
        if self.at_least is not None and self.at_most is not None:
            figures["range"] = between(self.at_least, self.at_most, self.unit)
        return fill(self.zh if lang == "zh" else self.en, {"value": self.value, **figures}, lang)

    @property
    def bound(self) -> Phrase:
        """Its bounds in words: 应不少于3000学时."""
        low, high = self.at_least, self.at_most
        words: dict[str, Any] = {"must": Phrase(f"policy.must.{self.force}")}
        if low is not None and low == high:
            return Phrase("policy.bound.exactly", words | {"low": amount(low, self.unit)})
        if self.about is not None and self.floor is not None and self.ceiling is not None:
            words |= {"about": amount(self.about, self.unit)}
            return Phrase(
                "policy.bound.about", words | {"range": between(self.floor, self.ceiling, self.unit)}
            )
        if low is not None and high is not None:
            words |= {"range": between(low, high, self.unit)}
            if not self.tolerance:
                return Phrase("policy.bound.between", words)
            # The range is the document's, the tolerance our reading of 一般: the verdict rests on both.
            accepted = between(low - self.tolerance, high + self.tolerance, "")
            return Phrase("policy.bound.around", words | {"accepted": accepted})
        if low is not None:
            return Phrase("policy.bound.at_least", words | {"low": amount(low, self.unit)})
        if high is not None:
            return Phrase("policy.bound.at_most", words | {"high": amount(high, self.unit)})
        return Phrase("policy.bound.none")


_PROVISION = TypeAdapter(Provision)
_INNER = str.maketrans("《》", "〈〉")
"""A title inside a title takes single marks."""


def years_of(stage: Stage) -> int:
    """Return the length of a stage of a pathway in years: three and two."""
    return len(stage.terms) // 2


def amount(number: Number, unit: str) -> Fraction | Phrase:
    """Return a figure with its unit, ready for a message: shares in percent, the rest to one decimal."""
    if unit == "ratio":
        return Fraction(number)
    return _with_unit(spell(number), unit, one=number == 1)


def between(low: Number, high: Number, unit: str) -> Phrase:
    """Return a range with its unit, said once: 16至18学时."""
    if unit == "ratio":
        return Phrase("policy.range", {"low": Fraction(low), "high": Fraction(high)})
    return _with_unit(Phrase("policy.range", {"low": spell(low), "high": spell(high)}), unit)


def _with_unit(number: str | Phrase, unit: str, *, one: bool = False) -> Phrase:
    return Phrase(f"policy.{'one' if one else 'unit'}.{unit or 'none'}", {"n": number})


def spell(number: Number) -> str:
    """Return a number with at most one decimal, rounded half up: ``28``, ``6.9``."""
    whole, tenth = divmod(int((abs(Fraction(number)) * 20 + 1) // 2), 10)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole}.{tenth}" if tenth else f"{sign}{whole}"


def place(stage: Stage | None, year: int | None = None) -> Stage | Phrase:
    """Return the words for a stage, for a school year of it, or for the five years together."""
    if stage is None:
        return Phrase("policy.five_years")
    return Phrase("policy.school_year", {"stage": stage, "year": year}) if year else stage
