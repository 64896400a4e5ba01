"""What every part of the page asks for: words, names with links, badges, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from articulate.articulation import Applied, apply
from articulate.emitters.markup import Markup, el, text
from articulate.emitters.words import plain_name, staged_name
from articulate.findings import Finding, Report, Severity
from articulate.i18n import Lang, Lv, label, show
from articulate.model.criteria import TransferCriteria
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Course, Stage
from articulate.policy import Assessment, Policy, measured_courses

if TYPE_CHECKING:
    from articulate.graph import CourseGraph
    from articulate.matching import Relations
    from articulate.planning import PlanResult


@dataclass(frozen=True)
class PageInput:
    """Everything that the page shows, worked out beforehand."""

    pathway: Pathway
    bare_report: Report
    """What is found in the two programmes side by side, without decisions."""
    report: Report
    plan_result: PlanResult
    criteria: TransferCriteria
    policy: Policy
    assessments: tuple[Assessment, ...]
    relations: Relations
    bare_relations: Relations
    graph: CourseGraph


@dataclass(frozen=True)
class View:
    """The input with the words of one language, and the small parts that sections share."""

    page: PageInput
    lang: Lang

    # ---- values

    @property
    def pathway(self) -> Pathway:
        """The decided pathway."""
        return self.page.pathway

    @property
    def plan(self) -> TeachingPlan | None:
        """The teaching plan, if there is one."""
        return self.page.plan_result.plan

    @cached_property
    def bare(self) -> Pathway:
        """The two programmes without decisions."""
        return self.pathway.bare()

    @cached_property
    def applied(self) -> Applied | None:
        """What each decision did; nothing where the pathway carries no decisions."""
        return apply(self.pathway.undecided) if self.pathway.undecided else None

    def counted(self, stage: Stage | None = None, *, bare: bool = False) -> tuple[Course, ...]:
        """Courses that count in sums, of the decided pathway or of the bare one."""
        if bare:
            return measured_courses(self.bare, stage)
        return measured_courses(self.pathway, stage, self.plan)

    @cached_property
    def removed(self) -> tuple[Finding, ...]:
        """Findings about the bare pair that the decided pathway no longer has."""
        left = {_about(f) for f in self.page.report.findings}
        return tuple(f for f in self.page.bare_report.findings if _about(f) not in left)

    # ---- words

    def say(self, key: str, **values: object) -> str:
        """Words of ``page.toml``."""
        return label(f"page.{key}", self.lang, **values)

    def show(self, value: Any) -> str:
        """A value as people write it."""
        return show(value, self.lang)

    def name(self, course: Course) -> str:
        """Name of a course, with its stage where the other stage has one of that name."""
        return plain_name(self.pathway, course, self.lang)

    def course(self, course_id: str) -> Course | None:
        """A course of the decided pathway, or one that decisions took away."""
        return self.pathway.by_id.get(course_id) or self.bare.by_id.get(course_id)

    # ---- parts

    def link(self, course_id: str) -> Markup:
        """Name of a course as a link to its card; plain where decisions took it away."""
        course = self.pathway.by_id.get(course_id)
        if course is not None:
            return el("a", self.name(course), class_="course-link", href=f"#course-{course_id}")
        gone = self.bare.by_id.get(course_id)
        return el("span", staged_name(gone, self.lang) if gone else course_id, class_="gone")

    def links(self, ids: Iterable[str]) -> Markup:
        """Names of courses as links in one line."""
        return join((self.link(i) for i in dict.fromkeys(ids)), "、" if self.lang == "zh" else ", ")

    def level(self, level: int) -> Markup:
        """A level as a chip whose colour deepens with it."""
        return el("span", self.show(Lv(level)), class_=f"lv lv{int(level)}")

    def severity(self, severity: Severity) -> Markup:
        """A severity as a badge with a sign of its own, so that colour is not needed."""
        sign = {"error": "✕", "warning": "!", "advice": "i"}[severity.value]
        words = self.show(severity)
        return el("span", el("b", sign, aria_hidden="true"), words, class_=f"badge {severity.value}")

    def section(self, key: str, *children: object, lead: object = None) -> Markup:
        """A section with its heading and a line under it."""
        head = el("h2", self.say(f"{key}.title"))
        return el(
            "section",
            el("header", head, el("p", lead, class_="lead") if lead else None, class_="section-head"),
            *children,
            id=key,
        )

    def table(
        self,
        head: Sequence[object],
        rows: Iterable[Sequence[object]],
        *,
        class_: str = "",
        caption: str = "",
        numbers: Sequence[int] = (),
        first_heads: bool = False,
    ) -> Markup:
        """A table that scrolls by itself where it is wider than the screen.

        ``numbers`` are the columns of figures; with ``first_heads`` the first cell heads its row.
        """

        def cell(k: int, value: object) -> Markup:
            tag = "th" if first_heads and k == 0 else "td"
            return el(tag, value, class_="n" if k in numbers else None, scope="row" if tag == "th" else None)

        table = el(
            "table",
            el("caption", caption) if caption else None,
            el("thead", el("tr", [_head(k, h, numbers) for k, h in enumerate(head)])),
            el("tbody", [el("tr", [cell(k, v) for k, v in enumerate(row)]) for row in rows]),
            class_=class_ or None,
        )
        return el("div", table, class_="scroll", tabindex=0, role="region", aria_label=caption or None)

    def facts(self, pairs: Iterable[tuple[object, object]], *, class_: str = "facts") -> Markup:
        """Names with their values; pairs without a value are left out."""
        shown = [(k, v) for k, v in pairs if v not in (None, "", (), [])]
        return el("dl", [[el("dt", k), el("dd", v)] for k, v in shown], class_=class_)


def _head(k: int, value: object, numbers: Sequence[int]) -> Markup:
    return el("th", value, scope="col", class_="n" if k in numbers else None)


def _about(finding: Finding) -> tuple[str, tuple[str, ...], str]:
    # The topic tells two gaps of one course apart.
    return finding.code, finding.about, show(finding.values.get("topic", ""))


def join(parts: Iterable[object], between: str) -> Markup:
    """Return markup with a text between its parts."""
    return Markup(text(between).join(text(p) for p in parts))


def bar(parts: Sequence[tuple[Fraction | int | float, str]], whole: Fraction | int | float) -> Markup:
    """A bar of coloured parts, true to scale; decoration beside the figures that say the same."""
    at = 0.0
    shown = []
    for value, class_ in parts:
        width = float(100 * value / whole) if whole else 0.0
        shown.append(el("rect", x=round(at, 2), y=0, width=round(width, 2), height=8, class_=class_))
        at += width
    return el(
        "svg",
        *shown,
        class_="bar-chart",
        viewBox="0 0 100 8",
        preserveAspectRatio="none",
        aria_hidden="true",
        focusable="false",
    )
