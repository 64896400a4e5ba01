"""The course map as text for other engines: DOT for Graphviz, and a Mermaid flowchart.

Neither is laid out here. Widths of the nodes are given in the DOT text, for engines without metrics of
Chinese fonts take every character for a narrow one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from articulate.emitters.diagram import KIND_COLOURS, LINK_COLOURS, LINK_DASHES, map_title
from articulate.emitters.document import ems
from articulate.emitters.lettering import wrap
from articulate.emitters.scene import Link, Scene
from articulate.i18n import Lang, label
from articulate.model.programme import Course, Delivery, Stage

FONT = "Noto Sans CJK SC"
SIZE = 11
"""Points."""
LINE = 13.0
"""Most characters of a name in a line, in em."""


def dot_text(scene: Scene, lang: Lang = "zh") -> str:
    """Return the map in the DOT language: terms from left to right, one cluster for each stage."""
    import graphviz

    say = graphviz.escape
    graph = graphviz.Digraph(
        "course_map",
        graph_attr={
            "rankdir": "LR",
            "label": say(map_title(scene, lang)),
            "labelloc": "t",
            "fontname": FONT,
            "fontsize": "18",
            "ranksep": "0.5",
            "nodesep": "0.12",
            "newrank": "true",
        },
        node_attr={
            "shape": "box",
            "style": "filled,rounded",
            "fontname": FONT,
            "fontsize": str(SIZE),
            "margin": "0.06,0.04",
        },
        edge_attr={"arrowsize": "0.6", "fontname": FONT},
    )
    for stage in Stage:
        with graph.subgraph(name=f"cluster_{stage.value}") as cluster:
            head = label("diagram.stage", lang, stage=stage)
            school = scene.pathway.partner(stage).school
            cluster.attr(label=say(f"{head} {school}"), style="rounded", color="#b8c2cc", fontsize="14")
            for term in stage.terms:
                with cluster.subgraph() as rank:
                    rank.attr(rank="same")
                    rank.node(
                        f"term {term}",
                        _label(label("diagram.term", lang, number=term)),
                        shape="plaintext",
                        style="",
                    )
                    for course in _starting(scene, term):
                        rank.node(f"course {course.id}", **_node(scene, course, lang))
    for term in range(1, 10):
        graph.edge(f"term {term}", f"term {term + 1}", style="invis", weight="10")
    for link in scene.links:
        graph.edge(f"course {link.earlier}", f"course {link.later}", **_edge(link))
    return str(graph.source)


def _starting(scene: Scene, term: int) -> list[Course]:
    return [c for c in scene.shown if scene.terms[c.id][0] == term]


def _lines(scene: Scene, course: Course, lang: Lang) -> list[str]:
    """Return the name in lines, and a line with terms and hours."""
    terms = scene.terms[course.id]
    parts = [label("diagram.hours", lang, hours=course.hours)]
    if course.delivery is Delivery.BLOCK:
        parts.insert(0, label("diagram.block", lang, weeks=course.weeks))
    if len(terms) > 1:
        parts.append(label("diagram.tip_terms", lang, terms=f"{terms[0]}–{terms[-1]}"))
    return [*wrap(course.name, LINE), " ".join(parts)]


def _node(scene: Scene, course: Course, lang: Lang) -> dict[str, str]:
    lines = _lines(scene, course, lang)
    edge, ground = KIND_COLOURS[course.kind]
    width = max(ems(line) for line in lines) * SIZE / 72 + 0.18
    return {
        "label": _label("\n".join(lines)),
        "width": f"{width:.2f}",
        "color": edge,
        "fillcolor": ground,
        "style": "filled,rounded" if course.required else "filled,rounded,dashed",
    }


def _label(words: str) -> str:
    # Line breaks become escapes of the language after everything a school wrote has been escaped.
    import graphviz

    return "\\n".join(str(graphviz.escape(line)) for line in words.split("\n"))


def _edge(link: Link) -> dict[str, str]:
    name = "late" if link.late else link.style
    out = {"color": LINK_COLOURS[name], "class": link.style}
    if name in LINK_DASHES:
        out["style"] = "dotted" if link.style == "strict_co" else "dashed"
    if link.late:
        # It runs against the terms and must not move them.
        out["constraint"] = "false"
    return out


# ---- Mermaid ---------------------------------------------------------------------------------------------


def mermaid_text(scene: Scene, lang: Lang = "zh") -> str:
    """Return the map as a Mermaid flowchart, one subgraph for each term."""
    out = ["---", f"title: {_quoted(map_title(scene, lang))}", "---", "flowchart LR"]
    for term in range(1, 11):
        out.append(f'  subgraph t{term}["{_mermaid(label("diagram.term", lang, number=term))}"]')
        out.append("    direction TB")
        for course in _starting(scene, term):
            words = "<br/>".join(_mermaid(line) for line in _lines(scene, course, lang))
            out.append(f'    {_name(course.id)}["{words}"]:::{course.kind.value}')
        out.append("  end")
    order = list(_arrows(scene.links))
    out += [f"  {line}" for line, _ in order]
    for kind, (edge, ground) in KIND_COLOURS.items():
        out.append(f"  classDef {kind.value} fill:{ground},stroke:{edge},color:#1d2733")
    for number, (_, colour) in enumerate(order):
        out.append(f"  linkStyle {number} stroke:{colour}")
    return "\n".join(out) + "\n"


def _arrows(links: Iterable[Link]) -> Iterable[tuple[str, str]]:
    for link in links:
        name = "late" if link.late else link.style
        arrow = "-.->" if name in LINK_DASHES else "-->"
        yield f"{_name(link.earlier)} {arrow} {_name(link.later)}", LINK_COLOURS[name]


_CODES = {"_": "_0", "-": "_1", ".": "_2"}


def _name(course_id: str) -> str:
    # Mermaid takes letters, digits and _ only; the code keeps different ids different.
    return "c_" + "".join(_CODES.get(c, c) for c in course_id)


def _mermaid(words: str) -> str:
    return re.sub(r'[#"<>&`;\\{}\[\]()|]', lambda m: f"#{ord(m.group())};", " ".join(words.split()))


def _quoted(words: str) -> str:
    plain = " ".join(words.split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
