"""What was learned from examples, as a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from articulate.matching.learned import Learned, digest, examples, learned, read
from articulate.matching.rewording import Counts, tokens


def test_it_was_learned_from_the_shipped_examples() -> None:
    """Who changes an example learns anew: python benchmarks/learn.py."""
    assert learned().of == digest(examples())


def test_the_digest_tells_every_change() -> None:
    groups = [("对刀", "设定工件原点"), ("焊接", "电焊")]
    assert digest(groups) == digest([list(group) for group in groups])
    for other in (groups[::-1], groups[:1], [("对刀", "设定工件零点"), groups[1]]):
        assert digest(groups) != digest(other)


def test_every_token_of_the_examples_is_counted() -> None:
    counts, some = learned().counts, [group for n, group in enumerate(examples()) if n % 500 == 0]
    held = {token for group in some for text in group for token in tokens(text)}
    assert len(held) > 1000 and held <= counts.at.keys()
    assert len(counts.at) == len(counts.seen) == len(counts.starts) - 1
    assert sorted(counts.at.values()) == list(range(len(counts.at)))
    assert counts.starts[-1] == len(counts.pairs) and (np.diff(counts.starts) >= 0).all()
    assert len(learned().vectors) < len(counts.at)


def test_what_was_counted_is_what_the_examples_say() -> None:
    """One token and all that it stands for, counted in the examples by hand."""
    counts, token = learned().counts, "丈量"
    seen, often = 0, dict[str, int]()
    for group in examples():
        texts = [tokens(text) for text in group[:6]]
        for i, one in enumerate(texts):
            for j, other in enumerate(texts):
                if i != j and token in one:
                    seen += 1
                    for new in other - one if token not in other else ():
                        often[new] = often.get(new, 0) + 1
    assert counts.seen[counts.at[token]] == seen > 5
    place = {each: n for n, each in enumerate([token, *sorted(often)])}
    names = list(place)
    _, (one, other, times) = counts.among(place)
    found = {
        names[a] + names[b]: n
        for a, b, n in zip(one.tolist(), other.tolist(), times.tolist(), strict=True)
        if 0 in (a, b)
    }
    told = {token + new: n for new, n in often.items()} | {new + token: n for new, n in often.items()}
    assert len(found) > 5 and all(told[pair] == n for pair, n in found.items())


def test_what_is_written_is_read_again_and_the_same_bytes_come_of_it(tmp_path: Path) -> None:
    groups = [("丈量", "测量"), ("屋顶丈量", "屋面测量")]
    one = Learned(Counts.of(groups), np.array([[3, 4], [-4, 3]], dtype=np.int8), digest(groups))
    for name in ("one.npz", "two.npz"):
        one.write(tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    again = read(tmp_path / "one.npz")
    assert again.of == one.of and again.counts.at == one.counts.at
    assert (again.vectors == one.vectors).all()
    for name in ("seen", "starts", "pairs"):
        assert (getattr(again.counts, name) == getattr(one.counts, name)).all()
    assert [p.name for p in sorted(tmp_path.iterdir())] == ["one.npz", "two.npz"]
