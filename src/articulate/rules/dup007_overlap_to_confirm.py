"""Two courses that nearly overlap, or one that nearly does not rise.

## Why it matters

Where texts are a little too unlike, the program stays silent; a teacher of the subject sees in a minute whether
that is right. A course more in the pathway moves how rare words are, and with it what stands so near to a limit:
to ask shows it before it happens.

## What it looks at

What DUP001 to DUP005, LVL001 and LVL002 would find if every limit of likeness were lower by 0.2 log-odds (in place
of 0.3, outcomes would be the same from 0.26), and do not find as things are. A course more in the pathway moves
the likeness of 98 in 100 pairs by less. And what they would find about two courses if no third one that has
nothing to do with either were a better partner for one of their outcomes.

## What to do

Look at the match that is named, and at the others: say under `matches` whether it is the same. Where it is, the
finding is made; where it is not, the question is settled.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.rule import Case, Rule

BAD = """
secondary:
- id: s1
  name: 服装材料
  outcomes:
  - {topic: 纤维鉴别, level: 3, text: 用燃烧法辨认棉毛丝麻和涤纶}
  - {topic: 织物组织, level: 2, text: 说出平纹、斜纹、缎纹的结构特点}
  - {topic: 洗涤保养, level: 2, text: 读懂水洗标上的符号}
higher:
- id: h1
  name: 服装材料学
  outcomes:
  - {topic: 纤维鉴别, level: 3, text: 以燃烧法区分天然纤维与化学纤维}
  - {topic: 织物外观识别, level: 3, text: 识别织物的经纬向与正反面}
  - {topic: 功能性面料, level: 2, text: 举例说明防水、阻燃面料的性能}
  - {topic: 使用与保养, level: 2, text: 解释洗涤熨烫标识的含义}
"""

GOOD = f"""{BAD}pathway: {{matches: [{{a: s1/洗涤保养, b: h1/使用与保养, same: false, reason: 前者认符号，后者讲护理}}]}}
"""


def check(case: Case) -> Iterator[Finding]:
    known = case.pathway.by_id
    for would in case.nearly:
        kind = would.values["relation"]
        others = [known[id_] for id_ in would.about if id_ != would.subject]
        yield RULE.finding(
            subject=would.subject,
            source=would.source,
            related=would.related,
            evidence=[line for line in would.evidence if line.kind in ("match", "to_settle")],
            about=would.about,
            hours=would.hours,
            stage=known[would.subject].stage,
            later=would.values["later"],
            others=tuple(Phrase("dup.of_stage", {"stage": c.stage, "name": c.name}) for c in others),
            kind=Phrase(f"labels.Relation.{kind}"),
            relation=kind,
            share=would.values["share"],
        )


RULE = Rule(
    code="DUP007",
    name="overlap-to-confirm",
    severity=Severity.ADVICE,
    message="to confirm: {later} ({stage}) and {others} may be: {kind}, but too little speaks for it to say so (about "
    "{hours} hours)",
    hint="look at the matches, and say under `matches` which of them are the same",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("nearly",),
)
