"""Reading a pathway: its file, its two programmes, what they include, and that all ids lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from articulate import levels
from articulate.articulation import apply
from articulate.findings import Finding, InputError
from articulate.i18n import Lv, Phrase
from articulate.model.pathway import Pathway
from articulate.model.programme import Stage
from articulate.model.source import SourceRef
from articulate.model.value import SOURCE_KEY
from articulate.readers import problems
from articulate.readers.ladders import number_levels, printed
from articulate.readers.references import dig, guess, references, rows
from articulate.readers.shape import place, shown, validate
from articulate.readers.yaml import parse, read_text
from articulate.rules.lvl005_level_verb_mismatch import RULE as MISFIT

INCLUDABLE = ("courses", "electives", "facilities", "competencies", "certificates", "posts")
"""Lists that an included file may bring."""
MAX_INCLUDES = 40


def read(path: str | Path, *, root: str | Path | None = None) -> Pathway:
    """Return the decided pathway from its folder or its file, with its programmes and includes.

    ``root`` is the curriculum folder; nothing outside it is included. By default it is the nearest
    folder upwards that holds ``programmes`` or ``pathways``. Raises ``InputError`` with every problem
    of all the files concerned.
    """
    return apply(read_bare(path, root=root)).pathway


def read_bare(path: str | Path, *, root: str | Path | None = None) -> Pathway:
    """Return the pathway as written, decisions not applied. Raises ``InputError`` like ``read``."""
    reader = _Reader(Path(path), root)
    pathway = reader.pathway()
    if pathway is None or reader.found:
        raise InputError(_in_order(reader.found))
    return pathway


def _in_order(found: Iterable[Finding]) -> list[Finding]:
    return sorted(found, key=lambda f: (f.source.file, f.source.line, f.source.column, f.code, f.text("en")))


class _Reader:
    """One reading: the files seen and the problems found so far."""

    def __init__(self, path: Path, root: str | Path | None) -> None:
        self.path = path / "pathway.yaml" if path.is_dir() and (path / "pathway.yaml").exists() else path
        self.root = Path(root).resolve() if root else root_of(self.path)
        self.found: list[Finding] = []
        self.broken: set[str] = set()
        self.includes = 0

    def shown(self, path: Path) -> str:
        """The name of a file as messages show it: below the curriculum folder, or as it was typed."""
        try:
            inside = path.resolve().relative_to(self.root)
        except ValueError:
            return str(path)
        return str((Path(self.root.name) if _is_curriculum(self.root) else self.path.parent) / inside)

    def load(self, path: Path) -> Any:
        """Return the plain values of a file; problems go to the list."""
        name = self.shown(path)
        text, found = read_text(path, name)
        if found:
            self.found += found
            return None
        data, found, whole = parse(text, name)
        self.found += found
        if not whole:
            self.broken.add(name)
        if data is not None and not isinstance(data, Mapping):
            self.found.append(
                problems.UNREADABLE.at(
                    SourceRef(name, 1, 1),
                    what=name,
                    why=Phrase("src.unreadable.not_mapping"),
                    remedy=Phrase("src.unreadable_remedy.not_mapping"),
                )
            )
            return None
        if data is None and not found and whole:
            self.found.append(
                problems.UNREADABLE.at(
                    SourceRef(name),
                    what=name,
                    why=Phrase("src.unreadable.empty"),
                    remedy=Phrase("src.unreadable_remedy.empty"),
                )
            )
        return data

    def inside(self, written: Any, base: Path, place_of: SourceRef) -> Path | None:
        """Return the file a path leads to, if it stays inside the curriculum folder."""
        if not isinstance(written, str) or not written.strip():
            self.found.append(
                problems.WRONG_VALUE.at(
                    place_of,
                    field="include",
                    given=shown(written),
                    problem=Phrase("src.not_a.path"),
                    remedy=Phrase("src.write_a.path"),
                )
            )
            return None
        target = (base / written).resolve()
        if not target.is_relative_to(self.root):
            self.found.append(problems.OUTSIDE.at(place_of, path=str(written), root=self.root.name))
            return None
        return target

    # ---- files --------------------------------------------------------------------------------------

    def pathway(self) -> Pathway | None:
        data = self.load(self.path)
        if data is None:
            return None
        if "programme" in data and "pathway" not in data:
            self.found.append(
                problems.INCONSISTENT.at(
                    place(data, ("programme",)),
                    what=Phrase("src.inconsistent.programme_file", {"file": self.shown(self.path)}),
                    remedy=Phrase("src.inconsistent_remedy.programme_file"),
                )
            )
            return None
        lost: set[str] = set()
        for stage in Stage:
            partner = data.get(stage.value)
            if isinstance(partner, dict) and isinstance(partner.get("programme"), str):
                where = place(data, (stage.value, "programme"))
                target = self.inside(partner["programme"], self.path.parent, where)
                programme = self.programme(target, stage) if target else None
                if programme is None:
                    lost.add(stage.value)
                    partner.pop("programme")
                else:
                    partner["programme"] = programme
            elif isinstance(partner, dict) and isinstance(partner.get("programme"), dict):
                self._expand(partner["programme"], self.path.parent, stage)
        self.found += number_levels(data)
        made, found = validate(Pathway, data, broken=self.broken)
        if lost:
            # That its programme is missing was said where it is referred to.
            found = [f for f in found if f.code != "SRC003" or f.values["field"] != "programme"]
        self.found += found
        # With a programme missing, half of the ids would seem to lead nowhere.
        if not lost and not self.broken:
            self.found += references(data)
        if made is None:
            self._bad_levels(data)
        return made

    def programme(self, path: Path, stage: Stage) -> dict[str, Any] | None:
        data = self.load(path)
        if data is None:
            return None
        self._expand(data, path.parent, stage)
        return dict(data)

    def _expand(self, data: dict[str, Any], base: Path, stage: Stage) -> None:
        """Put what a programme includes before its own lists, and give every course its stage."""
        if data.get("stage") not in (None, stage.value) and data.get("stage") in [s.value for s in Stage]:
            self.found.append(
                problems.INCONSISTENT.at(
                    place(data, ("stage",)),
                    what=Phrase("src.inconsistent.stage", {"wanted": stage, "given": Stage(data["stage"])}),
                    remedy=Phrase("src.inconsistent_remedy.stage", {"wanted": stage.value}),
                )
            )
        wanted = data.pop("include", None)
        if wanted is not None:
            where = place({"include": wanted, SOURCE_KEY: data.get(SOURCE_KEY)}, ("include",))
            for item in wanted if isinstance(wanted, list) else [wanted]:
                self._include(data, item, base, getattr(item, "source", None) or where)
        for course in data.get("courses") or ():
            if isinstance(course, dict):
                course.setdefault("stage", stage.value)

    def _include(self, data: dict[str, Any], item: Any, base: Path, where: SourceRef) -> None:
        omit: set[str] = set()
        if isinstance(item, Mapping):
            where = place(item, ("file",)) or where
            omit = {str(o) for o in item.get("omit") or ()}
            for key in item:
                if key not in ("file", "omit", SOURCE_KEY):
                    self.found.append(
                        problems.UNKNOWN_FIELD.at(
                            place(item, (key,)),
                            field=key,
                            where="",
                            guess=Phrase("src.guess_known", {"names": ("file", "omit")}),
                        )
                    )
            item = item.get("file")
        self.includes += 1
        if self.includes > MAX_INCLUDES:
            return
        target = self.inside(item, base, where)
        if target is None:
            return
        brought = self.load(target)
        if brought is None:
            return
        known: set[str] = set()
        for key, value in brought.items():
            if key == SOURCE_KEY:
                continue
            if key not in INCLUDABLE:
                self.found.append(
                    problems.UNKNOWN_FIELD.at(
                        place(brought, (key,)),
                        field=key,
                        where="",
                        guess=Phrase("src.guess_known", {"names": INCLUDABLE}),
                    )
                )
                continue
            if not isinstance(value, list):
                continue
            known |= {str(v.get("id")) for v in value if isinstance(v, Mapping)}
            kept = [self._without(v, omit) for v in value]
            own = data.get(key)
            data[key] = [v for v in kept if v is not None] + (own if isinstance(own, list) else [])
        for missing in sorted(omit - known):
            self.found.append(
                problems.UNKNOWN_ID.at(
                    where,
                    owner=self.shown(target),
                    kind=Phrase("src.kinds.course"),
                    id=missing,
                    guess=guess(missing, known),
                )
            )

    @staticmethod
    def _without(value: Any, omit: set[str]) -> Any:
        """Return one included value without what is to be left out, ``None`` when nothing is left."""
        if not isinstance(value, dict) or not omit:
            return value
        if value.get("id") in omit:
            return None
        if isinstance(value.get("courses"), list) and "take" in value:
            left = [c for c in value["courses"] if c not in omit]
            return {**value, "courses": left} if left else None
        return value

    def _bad_levels(self, data: Mapping[str, Any]) -> None:
        """Where the file cannot be understood, say at least which levels do not fit their verb."""
        for stage in Stage:
            for course in rows(dig(data, stage.value, "programme"), "courses"):
                for outcome in rows(course, "outcomes"):
                    level, text = outcome.get("level"), outcome.get("text")
                    if not isinstance(text, str) or type(level) is not int or not 1 <= level <= 6:
                        continue
                    reading = levels.read(text)
                    if reading.contradicts(*printed(outcome)):
                        values: dict[str, Any] = {
                            "course": str(course.get("name", "")),
                            "topic": str(outcome.get("topic", "")),
                            "level": Lv(level),
                            "verb": reading.verb,
                            "read": Lv(reading.level),
                            "count": 1,
                        }
                        self.found.append(
                            MISFIT.finding(
                                subject=str(course.get("id", "")),
                                source=place(outcome, ("level",)),
                                what=Phrase("lvl.mismatch", values),
                                **values,
                            )
                        )


def root_of(path: Path) -> Path:
    """Return the curriculum folder around a file, or the folder of the file where there is none."""
    start = path.resolve().parent
    return next((f for f in (start, *start.parents) if _is_curriculum(f)), start)


def _is_curriculum(folder: Path) -> bool:
    return (folder / "programmes").is_dir() or (folder / "pathways").is_dir()
