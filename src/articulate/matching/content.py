"""What matching looks at in a pathway, as a key by which an answer is found again."""

from __future__ import annotations

from articulate.model.pathway import Pathway


class Content:
    """The courses of a pathway and what people said about matches; equal where both are equal.

    A check, the criteria and the decisions ask the same question about the same courses several times
    over. Decisions, calendar and the rest do not change the answer.
    """

    __slots__ = ("_key", "pathway")

    def __init__(self, pathway: Pathway) -> None:
        self.pathway = pathway
        self._key: tuple[object, ...] = (pathway.courses, pathway.matches)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Content) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


class Wording(Content):
    """The words of a pathway: names of courses, topics and sentences of their outcomes, in which stage.

    What only changes levels, hours or terms leaves the likeness of texts as it was.
    """

    __slots__ = ()

    def __init__(self, pathway: Pathway) -> None:
        super().__init__(pathway)
        self._key = tuple(
            (c.id, c.name, c.stage, tuple((o.topic, o.text) for o in c.outcomes)) for c in pathway.courses
        )


class Requiring(Wording):
    """The words of a pathway, and of what its courses require."""

    __slots__ = ()

    def __init__(self, pathway: Pathway) -> None:
        super().__init__(pathway)
        self._key += tuple((c.id, tuple(r.topic for r in c.requires)) for c in pathway.courses)
