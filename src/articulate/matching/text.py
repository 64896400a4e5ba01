"""What two pieces of curriculum text have in common, once everything that says nothing is taken away.

Written forms are made equal, synonyms are replaced by one of them, action verbs, modal words and the
numbering of tasks are dropped, and what remains is counted in single characters and pairs of
neighbours. Chinese needs no word segmentation for that, and a dictionary would cost more than it gives.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from articulate import levels
from articulate.shipped import shipped

_RUN = re.compile(r"[a-z0-9]+|[^\sa-z0-9]+")

Groups = Iterable[tuple[str, ...]]
"""Synonym groups: in each, the first word stands for all."""

Kinds = Iterable[tuple[str, tuple[str, ...]]]
"""Broader words, each with the different things that fall under it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The lists of ``data/wording.yaml``: words that say nothing about the content."""

    numbering: re.Pattern[str]
    series: re.Pattern[str]
    numerals: Mapping[str, int]
    empty: frozenset[str]
    title_fillers: tuple[str, ...]
    generic: frozenset[str]
    disciplines: tuple[str, ...]
    prescribed: tuple[str, ...]
    recurring: tuple[str, ...]
    internship: tuple[str, ...]
    purposes: Mapping[str, tuple[str, ...]]


@cache
def wording() -> Wording:
    """Return the shipped word lists, action verbs of the level table among the empty ones."""
    lists = shipped("wording.yaml")
    numerals = {str(word): int(number) for word, number in lists["numerals"].items()}
    ordinal = rf"[{lists['ordinals']}\d]+"
    heads, units, ends = (_either(lists[key]) for key in ("numbering", "chapters", "series_ends"))
    roman = [n for n in numerals if n.isascii() and n.isalpha()]
    others = [n for n in numerals if n not in roman]
    return Wording(
        numbering=re.compile(
            rf"^(?:(?:{heads})\s*{ordinal}(?:[.\-]\d+)*[、.:\s]*|{lists['chapter_mark']}{ordinal}(?:{units})[、.:\s]*|"
            rf"\d+(?:\.\d+)+\s+|\(?{ordinal}\)?[、.:)]\s*(?=\D))"
        ),
        series=re.compile(
            rf"^(?P<name>.*?[^\d\s(])\s*\(?"
            rf"(?P<number>(?<![a-z])(?:{_either(roman)})|{_either(others)})\)?(?:{ends})?$"
        ),
        numerals=numerals,
        empty=frozenset(lists["modals"]) | frozenset(lists["actions"]) | levels.verbs(),
        title_fillers=tuple(sorted(lists["title_fillers"], key=lambda w: (-len(w), w))),
        generic=frozenset(lists["generic"]),
        disciplines=tuple(lists["disciplines"]),
        prescribed=tuple(lists["prescribed"]),
        recurring=tuple(lists["recurring"]),
        internship=tuple(lists["internship"]),
        purposes={purpose: tuple(words) for purpose, words in lists["purposes"].items()},
    )


def _either(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, longer ones first."""
    return "|".join(re.escape(str(w)) for w in sorted(words, key=lambda w: (-len(str(w)), str(w))))


@cache
def shipped_synonyms() -> tuple[tuple[str, ...], ...]:
    """Return the synonym groups that come with the library, files in order of name."""
    folder = files("articulate.data") / "synonyms"
    found = []
    for name in sorted(entry.name for entry in folder.iterdir()):
        if name.endswith(".yaml"):
            for section in shipped(f"synonyms/{name}")["sections"]:
                found += [tuple(line.split(", ")) for line in section["groups"].splitlines()]
    return tuple(found)


@cache
def shipped_rewordings() -> tuple[str, ...]:
    """Return the examples of one thing told in other words, a line each, files in order of name."""
    folder = files("articulate.data") / "rewordings"
    found: list[str] = []
    for name in sorted(entry.name for entry in folder.iterdir()):
        if name.endswith(".txt"):
            lines = (folder / name).read_text("utf-8").splitlines()
            found += [line for line in lines if line and not line.startswith("#")]
    return tuple(found)


def joined(groups: Groups, own: Groups) -> tuple[tuple[str, ...], ...]:
    """Return synonym groups with further ones, each put together with the groups that hold one of its words.

    The first word of the group that was there first goes on standing for all.
    """
    found = dict(enumerate(groups))
    at = {normalise(word): n for n, group in found.items() for word in group} if own else {}
    for group in own:
        held = sorted({at[word] for word in map(normalise, group) if word in at})
        home = held[0] if held else len(found)
        # What is joined elsewhere leaves its place empty, so that numbers go on being places.
        words = dict.fromkeys((*(word for n in held for word in found[n]), *group))
        found |= dict.fromkeys(held, ()) | {home: tuple(words)}
        at |= {normalise(word): home for word in words}
    return tuple(group for _, group in sorted(found.items()) if group)


@cache
def shipped_kinds() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the broader words that come with the library, each with its members."""
    sections = shipped("kinds.yaml")["sections"]
    return tuple(
        (str(kind), tuple(str(m) for m in members))
        for section in sections
        for kind, members in section["kinds"].items()
    )


def prescribed(name: str) -> bool:
    """Tell whether a course of this name is prescribed in both stages (语文, 数学, 思政 …)."""
    return any(word in name for word in wording().prescribed)


def recurring(name: str) -> bool:
    """Tell whether a course of this name repeats by nature in both stages (体育 …)."""
    return any(word in name for word in wording().recurring)


def internship(name: str) -> bool:
    """Tell whether a practical course of this name is an internship."""
    return any(word in name for word in wording().internship)


def discipline(topic: str) -> bool:
    """Tell whether a requirement names a discipline (统计学基础), not a point that a course may teach."""
    return topic.strip().endswith(wording().disciplines)


def purposes(name: str) -> frozenset[str]:
    """Return what a course of this name does with its subject (build it, maintain it …), as far as named."""
    return frozenset(p for p, words in wording().purposes.items() if any(w in name for w in words))


@lru_cache(maxsize=1 << 16)
def normalise(text: str) -> str:
    """Return the text in one written form: width, case, numerals in front of a task."""
    plain = unicodedata.normalize("NFKC", text).lower().strip()
    return wording().numbering.sub("", plain)


MOST_CUT = 20_000
"""Texts that a vocabulary remembers at most."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Which words mean the same and which mean nothing; the longest word at a place wins.

    ``stands_for`` gives for each known word the one that stands for its group, and nothing for an
    empty word.
    """

    stands_for: Mapping[str, str]
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For each word that stands for a group, the broader words that it falls under or is itself."""
    _lengths: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)
    """For each beginning, of two characters or of one, how long the known words are, longest first."""
    _cut: dict[tuple[str, bool], tuple[tuple[str, str], ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Texts cut before: the same few hundred are asked for again with every change of a pathway."""
    _counted: dict[tuple[str, bool], Counter[str]] = field(default_factory=dict, repr=False, compare=False)
    """Texts counted before, for the same reason."""

    def __post_init__(self) -> None:
        lengths: dict[str, set[int]] = {}
        for word in self.stands_for:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths.update({first: tuple(sorted(each, reverse=True)) for first, each in lengths.items()})

    @classmethod
    def of(cls, groups: Groups = (), empty: Collection[str] = (), kinds: Kinds = ()) -> Vocabulary:
        """Make one from synonym groups, empty words and kinds; a word in two groups keeps the later.

        A group whose first word is empty is empty as a whole.
        """
        stands_for = dict.fromkeys(empty, "")
        for group in groups:
            head = "" if group[0] in empty else normalise(group[0])
            stands_for |= {normalise(word): head for word in group}
        under: dict[str, set[str]] = {}
        for kind, members in kinds:
            broad, *narrow = (stands_for.setdefault(normalise(w), normalise(w)) for w in (kind, *members))
            for head in (broad, *narrow):
                under.setdefault(head, set()).add(broad)
        under.pop("", None)
        held = {head: frozenset(broader - {""}) for head, broader in under.items()}
        return cls({word: to for word, to in stands_for.items() if word}, held)

    def pieces(self, text: str, *, keep_empty: bool = False) -> tuple[tuple[str, str], ...]:
        """Cut a text into known words, each as what stands for it, and the unknown runs between.

        The second value is a known word as it was written, empty for a run. Empty words are left out.
        """
        known = self._cut.get((text, keep_empty))
        if known is not None:
            return known
        source, found, start, at = normalise(text), list[tuple[str, str]](), 0, 0
        lengths, end = self._lengths, len(source)
        while at < end:
            # Few pairs of characters begin a word, and hardly any character is one.
            longer, single = lengths.get(source[at : at + 2]), lengths.get(source[at])
            word = self._word_at(source, at, (longer or ()) + (single or ())) if longer or single else ""
            if word or not source[at].isalnum():
                if start < at:
                    found.append((source[start:at], ""))
                if head := self.stands_for.get(word, "") or (word if keep_empty else ""):
                    found.append((head, word))
                start = at + (len(word) or 1)
            at += len(word) or 1
        cut = (*found, (source[start:], "")) if start < end else tuple(found)
        if len(self._cut) >= MOST_CUT:
            self._cut.clear()
        self._cut[text, keep_empty] = cut
        return cut

    def renamed(self, a: str, b: str) -> bool:
        """Tell whether two texts name one thing by two words of a group."""
        first, second = (dict(p for p in self.pieces(text) if p[1]) for text in (a, b))
        return any(first[head] != second[head] for head in first.keys() & second.keys())

    def plain(self, text: str) -> str:
        """Return the normalised text with every known word replaced and empty ones left out."""
        return "".join(piece for piece, _ in self.pieces(text))

    def grams(self, text: str, *, keep_empty: bool = False) -> Counter[str]:
        """Count what a text is made of: single characters, pairs of neighbours, known words.

        A Latin word or a number counts as a whole; a known word counts on top of its characters. The
        counts are shared by all who ask for the same text, so nobody may change them.
        """
        known = self._counted.get((text, keep_empty))
        if known is not None:
            return known
        found: Counter[str] = Counter()
        for piece, word in self.pieces(text, keep_empty=keep_empty):
            if word and len(piece) > 1:
                found[f"={piece}"] += 2
                for kind in sorted(self.kinds.get(piece, ())):
                    found[f"^{kind}"] += 1
            for run in _RUN.findall(piece):
                if run[0].isascii():
                    found[run] += 2
                else:
                    found.update(run)
                    found.update(run[i : i + 2] for i in range(len(run) - 1))
        if len(self._counted) >= MOST_CUT:
            self._counted.clear()
        self._counted[text, keep_empty] = found
        return found

    def members(self, grams: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return what a text of these grams names of each kind: 液压泵与液压缸 names two of 液压元件.

        A known word that is in no kind itself names what it begins with: 液压回路 is one of 液压.
        """
        found: dict[str, set[str]] = {}
        for gram in grams:
            word = self._kindred(gram[1:]) if gram[0] == "=" else ""
            for kind in self.kinds.get(word, ()):
                if kind != word:
                    found.setdefault(kind, set()).add(f"={word}")
        return {kind: frozenset(words) for kind, words in found.items()}

    def _kindred(self, word: str) -> str:
        """Return a word if it is in a kind, or else the longest such word that it begins with."""
        starts = (word[:length] for length in range(len(word), 1, -1))
        heads = (self.stands_for.get(start, start) for start in starts)
        return next((head for head in heads if head in self.kinds), "")

    def _word_at(self, source: str, at: int, lengths: Iterable[int]) -> str:
        for length in lengths:
            word = source[at : at + length]
            if word in self.stands_for and not _cuts_latin(source, at, at + len(word)):
                return word
        return ""


def _cuts_latin(source: str, start: int, end: int) -> bool:
    """Tell whether a Latin word would be cut in the middle: ``c`` is not a word of ``cad``."""

    def latin(at: int) -> bool:
        return 0 <= at < len(source) and source[at].isascii() and source[at].isalnum()

    if not source[start].isascii() and not source[end - 1].isascii():
        return False
    return (latin(start - 1) and latin(start)) or (latin(end - 1) and latin(end))


# ---- course titles ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Title:
    """A course title taken apart: its core as written and with synonyms replaced, its number or 0."""

    core: str
    meaning: str
    number: int = 0

    @classmethod
    def of(cls, name: str, vocabulary: Vocabulary) -> Title:
        """Take a title apart: 英语Ⅱ is 英语 and 2, 大学英语 is 英语, 岗位实习 and 顶岗实习 mean the same."""
        written = unicodedata.normalize("NFKC", name).lower().strip()
        series = wording().series.match(written)
        number = wording().numerals.get(series["number"], 0) if series else 0
        if series and number:
            written = series["name"]
        return cls(_core(written), _core(vocabulary.plain(written)), number)

    def same(self, other: Title) -> bool:
        """Tell whether two titles are one: equal, or one within the other and half of it or more.

        The order of words does not count: 饲料与营养 and 动物营养与饲料 are one.
        Synonyms count where they are spellings of each other (abbreviations, terms that share most
        of their characters); a truly other name of the same subject is another title.
        """
        if _half_within(self.core, other.core):
            return True
        longer = max(len(self.core), len(other.core))
        alike = 3 * _shared(self.core, other.core) >= 2 * longer or _abbreviated(self.core, other.core)
        return alike and _half_within(self.meaning, other.meaning)

    def related(self, other: Title) -> bool:
        """Tell whether two titles speak of one subject: most characters of the shorter are in both."""
        shorter = min(len(self.meaning), len(other.meaning))
        return bool(shorter) and 5 * _shared(self.meaning, other.meaning) >= 3 * shorter

    def precedes(self, other: Title) -> bool:
        """Tell whether the other is the next of a numbered series: 英语1 and 大学英语2."""
        return self.meaning == other.meaning and 0 < self.number < other.number


@lru_cache(maxsize=4096)
def _core(written: str) -> str:
    """Return the title without fillers and signs; a title of fillers alone stays as it is."""
    text = "".join(c for c in written if c.isalnum())
    kept, at = [], 0
    while at < len(text):
        word = next((w for w in wording().title_fillers if text.startswith(w, at)), "")
        kept.append("" if word else text[at])
        at += len(word) or 1
    return "".join(kept) or text


def _half_within(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=lambda t: (len(t), t))
    return _shared(short, long) == len(short) and 2 * len(short) >= len(long)


def _shared(a: str, b: str) -> int:
    """Return how many characters two texts have in common, in whatever order."""
    return (Counter(a) & Counter(b)).total()


def _abbreviated(a: str, b: str) -> bool:
    return any(c.isascii() and c.isalpha() for c in a) != any(c.isascii() and c.isalpha() for c in b)
