"""The columns of a score sheet, as the criteria of a pathway ask for them, and how they build on each other.

The three parts of the assessment are trees: a part is given as one score, or as the scores it is made
of, down to single questions and scoring points. A ``Node`` is a place in such a tree; its key is the key
of a column.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from articulate.cohort.results import Item
from articulate.i18n import Lang
from articulate.model.assessment import PARTS
from articulate.model.criteria import SkillTask, TransferCriteria
from articulate.model.pathway import Pathway

FULL = Fraction(100)

Sheet = Literal["person", "process", "total", "detail"]
"""Where schools keep a column: with the student, on one of the two score sheets, or with the answers."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, its heading in both languages, and the most points that stand in it."""

    key: str
    zh: str
    en: str
    sheet: Sheet
    most: Fraction | None = None
    """``None`` for columns that hold no points of a known scale."""
    aliases: tuple[str, ...] = ()

    def name(self, lang: Lang = "zh") -> str:
        """Return the heading."""
        return self.zh if lang == "zh" else self.en

    def headings(self) -> frozenset[str]:
        """Return everything that the heading may be, in plain letters."""
        return frozenset(map(plain, (self.key, self.zh, self.en, *self.aliases)))


@dataclass(frozen=True, slots=True)
class Node:
    """A score that is given, or made of others. Shares of the children add up to 1."""

    column: Column
    children: tuple[tuple[Node, Fraction], ...] = ()
    one_sitting: bool = False
    """Whether the children are sat in one go: who is absent from one question is absent from all."""

    @property
    def key(self) -> str:
        """The key of its column."""
        return self.column.key

    def walk(self) -> Iterator[Node]:
        """Yield the node and all below it, from the top."""
        yield self
        for child, _ in self.children:
            yield from child.walk()

    def given_by(self, columns: frozenset[str]) -> bool:
        """Tell whether these columns give the score, directly or through what it is made of."""
        if self.key in columns:
            return True
        return bool(self.children) and all(c.given_by(columns) for c, share in self.children if share)


STUDENT = Column(
    "student", "学号", "student id", "person",
    aliases=("考生号", "中职考生号", "学籍号", "准考证号", "学生编号", "编号", "student", "studentno", "id"),
)  # fmt: skip
ATTEMPT = Column("attempt", "考次", "attempt", "person", aliases=("轮次", "次数", "考试类别", "sitting"))
CLAIM = Column(
    "claim", "免试加分项目", "concession", "person",
    aliases=("免试项目", "加分项目", "免试加分", "免试", "加分", "concessions", "claims"),
)  # fmt: skip
ENTRY = Column(
    "entry", "入学成绩", "entry score", "person",
    aliases=("中考成绩", "入学测试", "入学测试成绩", "入校成绩", "入学摸底", "entry"),
)  # fmt: skip
PERSON = (
    STUDENT,
    Column("name", "姓名", "name", "person", aliases=("学生姓名",)),
    Column("identity", "身份证号", "identity number", "person", aliases=("身份证", "身份证号码", "证件号码")),
    Column("class", "班级", "class", "person", aliases=("班", "班别", "行政班")),
    Column("group", "组别", "group", "person", aliases=("分组", "类别", "性别", "生源", "sex", "gender")),
    ENTRY,
    ATTEMPT,
    CLAIM,
)
IGNORED = frozenset(
    (
        *("序号", "备注", "签字", "签名", "是否合格", "结论", "名次", "排名", "no", "no.", "remark", "note"),
        *("填表人", "复核人", "专业", "学校", "年级", "rank", "passed"),
    )
)
"""Headings of columns that say nothing the decision needs."""
SECTION_SUMS = frozenset(
    (
        *("小计", "合计", "成绩", "得分", "总分", "总评", "综合", "平均", "平均分", "部分成绩", "合成成绩"),
        *("sum", "total", "score", "mean"),
    )
)
"""Names of the column, under the heading of a part, that holds the score of the whole part."""
SECTION_WEIGHED = frozenset(
    ("折算", "折合", "折算分", "折合分", "折算成绩", "加权", "加权分", "加权成绩", "weighted")
)
"""Names of the column, under the heading of a part, in which its score stands times its weight."""
SUMMARY_ROWS = frozenset(
    (
        *("满分", "平均", "平均分", "平均成绩", "最高分", "最低分", "及格率", "合格率", "优秀率", "及格人数"),
        *("合计", "总计", "人数", "权重", "占比", "比例", "标准差"),
        *("full marks", "fullmarks", "mean", "average", "highest", "lowest", "weight"),
    )
)
"""What rows about all students begin with, above or below those of the students."""

ITEM_NUMBER = Column("number", "题号", "item", "detail", aliases=("小题", "题目", "number"))
ITEM_TABLE = (
    ITEM_NUMBER,
    Column("course", "命题内容", "content", "detail", aliases=("课程", "课程名称", "course")),
    Column("level", "层次", "level", "detail", aliases=("认知层次", "能力层次")),
    Column("topics", "知识点", "topics", "detail", aliases=("考点", "考查点", "技能点", "topic")),
    Column("most", "满分", "points", "detail", aliases=("分值", "分数", "marks", "full")),
)
"""The table that says what each question asks."""

_BRACKETS = re.compile(r"[(\[【<《][^()\[\]【】<>《》]*[)\]】>》]")
_DASHES = str.maketrans({c: "-" for c in "—–－‐‑．."} | {c: None for c in " \t\r\n\u3000·:：_、，,;；*"})
_ITEM = re.compile(r"(?:item|题|第|q|t题|小题)-?(\d{1,3})(?:小题|题)?")
_CHINESE_ITEM = re.compile(r"第?(\d{1,3})(?:小题|题)")


def plain(heading: str) -> str:
    """Return a heading without widths, spaces, brackets and case: ``机械制图\\n(14%)`` is ``机械制图``."""
    text = unicodedata.normalize("NFKC", heading).casefold()
    bare = _BRACKETS.sub("", text)
    return (bare if bare.strip() else text).translate(_DASHES)


def item_number(heading: str) -> int | None:
    """Return the number of a question, where a heading is one: 题3, 第3题, Q3."""
    found = _ITEM.fullmatch(plain(heading)) or _CHINESE_ITEM.fullmatch(plain(heading))
    return int(found[1]) if found else None


def item_column(number: int, most: Fraction | None = None) -> Column:
    """Return the column of a question."""
    return Column(f"item:{number}", f"题{number}", f"item {number}", "detail", most)


@dataclass(frozen=True)
class Layout:
    """All columns that the score sheets of a pathway may have."""

    pathway: Pathway
    criteria: TransferCriteria
    items: tuple[Item, ...] = ()

    def having(self, items: Iterable[Item]) -> Layout:
        """Return the layout with the questions of a written paper."""
        return Layout(self.pathway, self.criteria, tuple(sorted(items, key=lambda i: i.number)))

    @cached_property
    def parts(self) -> dict[str, Node]:
        """The parts that count, each as a tree."""
        made = {"process": self._process(), "culture": self._culture(), "skill": self._skill()}
        return {part: made[part] for part in PARTS if self.criteria.weights.get(part, 0)}

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """All columns, persons first, then from the parts down."""
        nodes = [n.column for part in self.parts.values() for n in part.walk()]
        total = Column(
            "total", "总成绩", "total", "total", FULL, ("转段考核总成绩", "考核总成绩", "总分", "total score")
        )
        return (*PERSON, *nodes, total, *self._variants())

    def _variants(self) -> list[Column]:
        """Return the columns that say which task of a pool a student did."""
        return [
            Column(
                f"variant:{task.id}",
                f"任务{number}题号",
                f"task {number} variant",
                "detail",
                aliases=(f"任务{number}变式", f"任务{number}抽题", f"抽题{number}"),
            )
            for number, task in enumerate(self.criteria.tasks, start=1)
            if len({v.topics for v in task.variants}) > 1
        ]

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """Columns by key."""
        return {c.key: c for c in self.columns}

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Places of the trees by key."""
        return {n.key: n for part in self.parts.values() for n in part.walk()}

    @cached_property
    def _headings(self) -> dict[str, tuple[Column, ...]]:
        found: dict[str, tuple[Column, ...]] = {}
        for column in self.columns:
            for heading in sorted(column.headings()):
                found[heading] = (*found.get(heading, ()), column)
        return found

    def match(self, heading: str) -> tuple[Column, ...]:
        """Return the columns that a heading may mean: none, one, or several where it is ambiguous."""
        number = item_number(heading)
        if number is not None and f"item:{number}" not in self.by_key:
            return (item_column(number),)
        return self._headings.get(plain(heading), ())

    # ---- the three parts ---------------------------------------------------------------------------

    def _name(self, course_id: str) -> str:
        course = self.pathway.by_id.get(course_id)
        return course.name if course else course_id

    def _courses(self, part: str, zh: str, sheet: Sheet, weights: Iterable[tuple[str, int]]) -> tuple[
        tuple[Node, Fraction], ...
    ]:  # fmt: skip
        weighed = [(i, w) for i, w in weights if w]
        whole = sum(w for _, w in weighed) or 1
        return tuple(
            (
                Node(
                    Column(
                        f"{part}:{i}",
                        self._name(i),
                        self._name(i),
                        sheet,
                        FULL,
                        (f"{zh}{self._name(i)}", f"{self._name(i)}成绩", i),
                    )
                ),
                Fraction(w, whole),
            )
            for i, w in weighed
        )

    def _process(self) -> Node:
        aliases = (
            "过程",
            "过程成绩",
            "过程性考核",
            "过程性考核成绩",
            "过程考核",
            "课程过程考核",
            "过程性评价",
            "过程评价",
            "课程过程成绩",
            "过程评价成绩",
            "process score",
        )
        column = Column("process", "课程过程", "process", "process", FULL, aliases)
        weights = [(p.course, p.weight) for p in self.criteria.process]
        return Node(column, self._courses("process", "过程", "process", weights))

    def _culture(self) -> Node:
        aliases = (
            *("文化", "文化成绩", "文化素质成绩", "文化素质考核", "文化素质测试", "文化课", "文化课成绩"),
            *("文化课考核", "文化基础", "culture score"),
        )
        column = Column("culture", "文化素质", "culture", "total", FULL, aliases)
        weights = [(c.course, c.weight) for c in self.criteria.culture]
        return Node(column, self._courses("culture", "文化", "total", weights))

    def _skill(self) -> Node:
        aliases = (
            *("技能", "技能成绩", "职业技能成绩", "职业技能考核", "职业技能测试", "专业技能", "技能部分"),
            "skill score",
        )
        column = Column("skill", "职业技能", "skill", "total", FULL, aliases)
        written = Fraction(self.criteria.written, 100)
        parts = [(self._written(), written), (self._practical(), 1 - written)]
        return Node(column, tuple((n, share) for n, share in parts if share))

    def _written(self) -> Node:
        aliases = ("笔试", "笔试成绩", "专业知识", "理论成绩", "专业知识笔试成绩", "written paper")
        column = Column("written", "专业知识笔试", "written", "total", FULL, aliases)
        whole = sum((i.most for i in self.items), Fraction(0)) or Fraction(1)
        nodes = [(Node(item_column(i.number, i.most)), i.most / whole) for i in self.items]
        return Node(column, tuple(nodes), one_sitting=True)

    def _practical(self) -> Node:
        aliases = ("操作", "操作成绩", "技能操作成绩", "实操", "实操成绩", "practical test")
        column = Column("practical", "技能操作", "practical", "total", FULL, aliases)
        whole = sum(t.total for t in self.criteria.tasks) or 1
        tasks = enumerate(self.criteria.tasks, start=1)
        return Node(column, tuple((_task(n, t), Fraction(t.total, whole)) for n, t in tasks))


def _task(number: int, task: SkillTask) -> Node:
    aliases = (f"任务{number}成绩", f"操作{number}", task.name, f"操作{task.name}", task.id)
    column = Column(
        f"task:{task.id}", f"任务{number}", f"task {number}", "total", Fraction(task.total), aliases
    )
    points = []
    for k, point in enumerate(task.points, start=1):
        one = Column(
            f"point:{task.id}:{k}",
            f"任务{number}-{k}",
            f"task {number}-{k}",
            "detail",
            Fraction(point.points),
            (f"评分点{number}-{k}", f"{task.id}-{k}"),
        )
        points.append((Node(one), Fraction(point.points, task.total or 1)))
    return Node(column, tuple(points), one_sitting=True)
