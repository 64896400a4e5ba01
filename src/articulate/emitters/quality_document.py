"""The quality report: what the years show, what is to be done, by when, and how it was worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from articulate.emitters.document import (
    Block,
    Column,
    Document,
    Figure,
    Heading,
    KeyValues,
    Listing,
    PageSetup,
    Paragraph,
    Row,
    Scalar,
    Table,
    row,
)
from articulate.emitters.markup import Markup
from articulate.emitters.trend_chart import grade_chart, series_chart
from articulate.emitters.words import begun, day_text, numbered, pair_name, parties, rounded
from articulate.findings import Finding
from articulate.i18n import Lang, label, show
from articulate.model.pathway import Pathway
from articulate.model.quality import QualityYear
from articulate.policy import load, packs
from articulate.quality import FEWEST, INDICATORS, Due, Indicator, Series, Watch

TRANSFER_AFTER, GRADUATION_AFTER = 3, 5
"""Years from entry to the transfer assessment and to graduation."""


def quality_document(
    pathway: Pathway, watch: Watch, findings: Sequence[Finding], lang: Lang = "zh", *, prefix: str = ""
) -> Document:
    """Return the report on the years of a pathway; ``findings`` are those of the family QLT.

    ``prefix`` is what the names of its figures begin with, for formats that keep figures in files.
    """
    paper = _Paper(pathway, watch, tuple(findings), lang, prefix)
    blocks: list[Block] = [PageSetup(paper.say("sheet")), KeyValues(tuple(paper.facts()))]
    if watch.record.origin.status == "draft":
        basis = watch.record.origin.basis
        blocks.append(
            Paragraph(paper.say("draft", basis=basis) if basis else paper.say("draft_bare"), "lead")
        )
    chapters: tuple[tuple[str, Callable[[], Iterable[Block]]], ...] = (
        ("summary", paper.summary),
        ("to_do", paper.to_do),
        ("figures", paper.figures),
        ("indicators", paper.indicators),
        ("college", paper.college),
        ("next", paper.next_days),
        ("methods", paper.methods),
    )
    for number, (name, chapter) in enumerate(chapters, start=1):
        blocks.append(Heading(numbered(number, paper.say(f"chapter.{name}"), lang)))
        blocks += chapter()
    return Document(
        title=paper.say("title"),
        subtitle=paper.say("subtitle", pair=pair_name(pathway, lang)),
        blocks=tuple(blocks),
        lang=lang,
        open_points=tuple(f.text(lang) for f in findings if f.code in ("QLT003", "QLT004", "QLT007")),
    )


def figures(watch: Watch, lang: Lang = "zh") -> dict[str, Markup]:
    """Return every figure by the name of its indicator, that of the assessments last."""
    years = [y.year for y in watch.record.years]
    made: dict[str, Markup] = {s.indicator.name: series_chart(s, years, lang) for s in watch.series}
    return {**made, "grade": grade_chart(watch.record, lang)}


def trend_text(series: Series, lang: Lang) -> str:
    """Return which way an indicator goes in one sentence, and how sure that is."""
    trend = series.trend
    values = {
        "indicator": label(f"quality.indicator.{series.indicator.name}", lang),
        "count": trend.count,
        "fewest": FEWEST,
        "slope": rounded(abs(trend.slope or Fraction(0)) * 100),
        "chance": trend.chance,
    }
    key = "alone" if trend.direction == "few" and trend.count < 2 else trend.direction
    return label(f"quality.trend.{key}", lang, **values)


def latest_text(series: Series, lang: Lang) -> str:
    """Return the latest value of an indicator in one sentence, beside the target."""
    last = series.last
    name = label(f"quality.indicator.{series.indicator.name}", lang)
    if last is None:
        return label("quality.latest.none", lang, indicator=name)
    counts = (
        label("quality.latest.counts", lang, hits=last.counts[0], total=last.counts[1]) if last.counts else ""
    )
    values = {"indicator": name, "year": last.year, "value": last.value, "counts": counts}
    if series.target is None:
        return label("quality.latest.plain", lang, **values)
    key = "reached" if last.value >= series.target else "short"
    return label(f"quality.latest.{key}", lang, target=series.target, **values)


def failures_text(watch: Watch, lang: Lang) -> str:
    """Return how the assessments of the specialist college stand, in one sentence."""
    seen = watch.failures
    graded = [y for y in watch.record.ordered if y.grade is not None]
    if not graded:
        return label("quality.standing.none", lang)
    last = graded[-1]
    values = {
        "year": last.year,
        "grade": last.grade,
        "years": seen.years,
        "count": len(seen.years),
        "limit": seen.limit,
    }
    if len(seen.years) >= seen.limit:
        return label("quality.standing.lost", lang, **values)
    if seen.years:
        return label("quality.standing.failed", lang, **values)
    return label("quality.standing.fine", lang, **values)


def due_day(due: Due, lang: Lang) -> str:
    """Return the day of something that comes next, as a table says it."""
    if due.day is None:
        return label("quality.day.none", lang)
    if due.window:
        return label("quality.day.month", lang, year=due.day.year, month=due.day.month)
    return label("quality.day.guide" if due.guide else "quality.day.plain", lang, day=day_text(due.day, lang))


@dataclass(frozen=True)
class _Paper:
    pathway: Pathway
    watch: Watch
    findings: tuple[Finding, ...]
    lang: Lang
    prefix: str

    def say(self, key: str, **values: object) -> str:
        return label(f"quality.report.{key}", self.lang, **values)

    def head(self, *keys: str) -> Row:
        return row(*(self.say(f"column.{k}") for k in keys))

    def facts(self) -> Iterable[tuple[str, Scalar]]:
        record, years = self.watch.record, self.watch.record.ordered
        yield self.say("fact.schools"), parties(self.pathway, self.lang)
        if record.college:
            yield self.say("fact.college"), record.college
        yield (
            self.say("fact.years"),
            self.say("span", first=years[0].year, last=years[-1].year, count=len(years)),
        )
        yield self.say("fact.day"), day_text(self.watch.day, self.lang)
        yield self.say("fact.origin"), self.say(f"origin.{record.origin.status}")

    # ---- chapters

    def summary(self) -> Iterable[Block]:
        lines = [
            begun(f"{latest_text(s, self.lang)}{trend_text(s, self.lang) if s.points else ''}")
            for s in self.watch.series
        ]
        yield Listing((*lines, begun(failures_text(self.watch, self.lang))))
        cohort = self.pathway.cohort
        if cohort and self.watch.record.ordered[-1].year < cohort + GRADUATION_AFTER:
            values = {
                "cohort": cohort,
                "transfer": cohort + TRANSFER_AFTER,
                "graduation": cohort + GRADUATION_AFTER,
            }
            yield Paragraph(self.say("first_years", **values), "note")

    def to_do(self) -> Iterable[Block]:
        if not self.findings:
            yield Paragraph(self.say("nothing_found"))
            return
        yield Table(
            columns=(Column(12), Column(20), Column(74, "left"), Column(52, "left")),
            head=(self.head("number", "severity", "found", "to_do"),),
            rows=tuple(
                row(
                    n,
                    f"{show(f.severity, self.lang)}\n{f.code}",
                    begun(self._found(f)),
                    begun(f.to_do(self.lang)),
                )
                for n, f in enumerate(self.findings, start=1)
            ),
            size=10,
        )

    def _found(self, finding: Finding) -> str:
        settled = finding.settled
        text = finding.text(self.lang)
        return f"{text}\n{self.say('settled', reason=settled.reason, by=settled.by)}" if settled else text

    def figures(self) -> Iterable[Block]:
        fields = [i for i in INDICATORS if any(i.value(y) is not None for y in self.watch.record.years)]
        widths = (16, *(26 for _ in fields), 22, 32)
        yield Table(
            columns=tuple(
                Column(w, "left" if k == len(widths) - 1 else "center") for k, w in enumerate(widths)
            ),
            head=(
                row(
                    self.say("column.year"),
                    *(label(f"quality.indicator.{i.name}", self.lang) for i in fields),
                    label("quality.indicator.grade", self.lang),
                    self.say("column.note"),
                ),
            ),
            rows=(*(self._year(y, fields) for y in self.watch.record.ordered), *self._targets(fields)),
            notes=(self.say("counts_note"),),
            size=10,
        )

    def _year(self, year: QualityYear, fields: Sequence[Indicator]) -> Row:
        notes = [self.say("incident")] if year.incident else []
        if year.surveyed is not None:
            notes.append(self.say("surveyed", count=year.surveyed))
        return row(
            year.year,
            *(self._value(i, year) for i in fields),
            show(year.grade, self.lang) if year.grade else None,
            "\n".join([*notes, *([year.note] if year.note else [])]) or None,
        )

    def _value(self, indicator: Indicator, year: QualityYear) -> Scalar:
        value, counts = indicator.value(year), indicator.counts(year)
        if value is None or counts is None:
            return value
        return f"{show(value, self.lang)}\n{self.say('counts', hits=counts[0], total=counts[1])}"

    def _targets(self, fields: Sequence[Indicator]) -> Iterable[Row]:
        targets = {s.indicator.name: s.target for s in self.watch.series}
        if any(t is not None for t in targets.values()):
            yield row(self.say("target"), *(targets[i.name] for i in fields), None, None, kind="total")

    def indicators(self) -> Iterable[Block]:
        drawn = figures(self.watch, self.lang)
        for number, series in enumerate(self.watch.series, start=1):
            name = series.indicator.name
            title = label(f"quality.indicator.{name}", self.lang)
            yield Heading(begun(title), 2)
            yield self._figure(number, name, drawn[name], title)
            trend = trend_text(series, self.lang) if series.points else ""
            yield Paragraph(begun(f"{latest_text(series, self.lang)}{trend}"))
            method = self.watch.record.methods.get(name, "").strip()
            if method:
                yield Paragraph(self.say("method", method=method), "note")

    def college(self) -> Iterable[Block]:
        seen = self.watch.failures
        title = label("quality.indicator.grade", self.lang)
        yield Paragraph(begun(failures_text(self.watch, self.lang)))
        if any(y.grade for y in self.watch.record.years):
            yield self._figure(
                len(self.watch.series) + 1, "grade", figures(self.watch, self.lang)["grade"], title
            )
        if seen.provision is not None:
            values = {
                "document": seen.provision.cite_in_full(self.lang),
                "text": seen.provision.text(self.lang),
            }
            yield Paragraph(self.say("rule", **values), "note")

    def _figure(self, number: int, name: str, svg: Markup, title: str) -> Figure:
        caption = self.say("caption", number=number, indicator=title)
        return Figure(f"{self.prefix}{name}.svg", svg, caption, 150)

    def next_days(self) -> Iterable[Block]:
        yield Paragraph(self.say("next_intro", day=day_text(self.watch.day, self.lang)))
        yield Table(
            columns=(Column(30), Column(70, "left"), Column(30, "left"), Column(30, "left")),
            head=(self.head("day", "what", "lead", "basis"),),
            rows=tuple(
                row(
                    due_day(d, self.lang),
                    show(d.what, self.lang),
                    d.lead or None,
                    show(d.basis, self.lang) if d.basis else None,
                )
                for d in self.watch.dues
            ),
            size=10,
        )

    def methods(self) -> Iterable[Block]:
        yield Paragraph(self.say("method_trend", fewest=FEWEST))
        yield Paragraph(self.say("method_interval"))
        known = load(packs())
        rows = []
        for indicator in INDICATORS:
            provision = known.get(indicator.provision)
            rows.append(
                row(
                    label(f"quality.indicator.{indicator.name}", self.lang),
                    self.say(f"meaning.{indicator.name}"),
                    provision.cite_in_full(self.lang) if provision else None,
                )
            )
        yield Table(
            columns=(Column(34), Column(66, "left"), Column(60, "left")),
            head=(self.head("indicator", "meaning", "source"),),
            rows=tuple(rows),
            size=10,
        )
