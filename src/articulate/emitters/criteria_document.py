"""The transfer criteria as the paper that two schools file and make public (转段考核标准).

A page that answers what, why, how and when, twelve chapters with the tables A to D and the blueprint
(双向细目表), and eight annexes: bridge list, scoring of the skill tasks, range of the written paper, score
sheets, pledge, where the figures come from, pools of task variants, filing list. Every sentence is made of
data; what the schools have not settled yet is listed once, at the front, and nowhere left blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from articulate.emitters.criteria import annexes, chapters, contents, pool, schedule, summary, trace
from articulate.emitters.criteria.paper import CriteriaPaper
from articulate.emitters.document import (
    Block,
    Document,
    Heading,
    KeyValues,
    Listing,
    PageSetup,
    Paragraph,
    Scalar,
)
from articulate.emitters.words import major_name, numeral, pair_name
from articulate.i18n import Lang
from articulate.model.criteria import TransferCriteria
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.model.programme import Stage
from articulate.policy import Policy, policy_for


def criteria_document(
    pathway: Pathway,
    criteria: TransferCriteria,
    plan: TeachingPlan | None = None,
    lang: Lang = "zh",
    *,
    policy: Policy | None = None,
) -> Document:
    """Return the transfer criteria as a document.

    With a plan, the conditions of entry name how many courses and credits a student must have passed
    by the deadline; without one they say it in words. ``policy`` is what the first chapter rests on, by
    default that of the pathway.
    """
    policy = policy_for(pathway) if policy is None else policy
    paper = CriteriaPaper(pathway, plan, lang, policy, criteria)
    blocks: list[Block] = [PageSetup(paper.say("sheet")), KeyValues(tuple(_facts(paper)))]
    points = tuple(_missing(paper))
    blocks += summary.summary(paper)
    blocks += _open_points(paper, points)
    for number, name in enumerate(_BUILDERS, start=1):
        blocks.append(Heading(paper.say(f"chapter.{name}", number=numeral(number, lang))))
        blocks += _BUILDERS[name](paper)
    for annex in _ANNEXES:
        blocks += annex(paper)
    return Document(
        title=paper.say(f"title.{pathway.mode}", province=paper.say("province") if paper.shanxi else ""),
        subtitle=paper.say("subtitle", pair=pair_name(pathway, lang), cohort=paper.cohort),
        blocks=tuple(blocks),
        lang=lang,
        open_points=points,
    )


# ---- before the chapters --------------------------------------------------------------------------------


def _facts(paper: CriteriaPaper) -> Iterable[tuple[str, Scalar]]:
    """Yield the lines of the table on the first page."""
    for stage in Stage:
        partner = paper.pathway.partner(stage)
        major = partner.programme.major
        yield paper.say(f"fact.school_{stage.value}"), partner.school
        yield (
            paper.say(f"fact.major_{stage.value}"),
            paper.say("fact.major", name=major_name(major, paper.lang), code=major.code),
        )
    yield paper.say("fact.mode"), paper.say(f"mode.{paper.pathway.mode}")
    yield paper.say("fact.cohort"), paper.cohort
    if paper.criteria.published:
        yield paper.say("fact.published"), paper.day(paper.criteria.published)


def _open_points(paper: CriteriaPaper, items: Sequence[str]) -> list[Block]:
    """Return what the two schools still have to settle or confirm, once and for all chapters."""
    if not items:
        return []
    return [
        Paragraph(paper.say("open.title"), "lead"),
        Paragraph(paper.say("open.intro")),
        Listing(tuple(items), ordered=True),
    ]


def _missing(paper: CriteriaPaper) -> Iterable[str]:
    """Yield every open point in the order of the chapters."""
    pathway, criteria = paper.pathway, paper.criteria
    checks = {
        "cohort": pathway.cohort is None,
        "pilot": pathway.pilot is None,
        "group": not pathway.governance.group,
        "exam_on": pathway.transfer.exam_on is None,
        "process": not criteria.process,
        "culture": not criteria.culture,
        "blueprint": not criteria.blueprint.rows,
        "tasks": not criteria.tasks,
        "ties": not criteria.ties,
        "absence": not criteria.absence,
        "retest": not criteria.retest,
        "appeal": not criteria.appeal,
        "fallback": not criteria.fallback,
        "published": criteria.published is None,
    }
    for name, open_ in checks.items():
        if open_:
            yield paper.say(f"open.{name}")
    if paper.too_late:
        yield paper.say(
            "open.too_late", day=paper.day(criteria.published), admission=paper.day(paper.admission)
        )
    left_out = pathway.transfer.not_assessed
    untaught = [b.topic for b in criteria.bridge if not b.taught_level and b.topic not in left_out]
    if untaught:
        yield paper.say("open.untaught", deadline=criteria.deadline, topics=tuple(untaught))
    undated = [d.what for d in criteria.duties if d.on is None and d.before is None]
    if undated:
        yield paper.say("open.duties", duties=tuple(undated))
    nowhere = [t.name for t in criteria.tasks if t.facility is None]
    if nowhere:
        yield paper.say("open.facility", tasks=tuple(nowhere))
    drafts = [c for c in pathway.courses if c.stage is Stage.SECONDARY and c.origin.status == "draft"]
    if drafts:
        yield paper.say("open.drafts", count=len(drafts))


_BUILDERS: dict[str, Callable[[CriteriaPaper], list[Block]]] = {
    "basis": chapters.basis,
    "organisation": chapters.organisation,
    "eligibility": chapters.eligibility,
    "times": chapters.times,
    "parts": contents.parts,
    "process": contents.process,
    "examination": contents.examination,
    "passing": chapters.passing,
    "concessions": chapters.concessions,
    "absence": chapters.absence,
    "fallback": chapters.fallback,
    "publication": chapters.publication,
}
"""The chapters in their order."""

_ANNEXES = (
    annexes.bridge_annex,
    annexes.scoring_annex,
    annexes.range_annex,
    annexes.sheets_annex,
    annexes.pledge_annex,
    trace.trace_annex,
    pool.pool_annex,
    schedule.filing_annex,
)
