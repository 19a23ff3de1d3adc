"""What is kept on the author's machine: whole, bounded, and never more than a saving of time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT

from thaibook.storage import cache, cached, digest_of, keep, kept, program_digest

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "thaibook"


def test_what_was_made_is_not_made_again() -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"picture"

    assert [cached("kind", "a", make) for _ in range(3)] == [b"picture"] * 3
    assert len(made) == 1
    assert kept("kind", "b") is None


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 99, b"\0" * 32 + b"picture"])
def test_what_is_damaged_is_made_anew(folder: Path, damage: bytes) -> None:
    keep("kind", "a", b"picture")
    (folder / "kind" / "a").write_bytes(damage)
    assert cached("kind", "a", lambda: b"another") == b"another"
    assert kept("kind", "a") == b"another"


def test_it_may_be_emptied_and_closed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep("kind", "a", b"picture")
    (folder / "kind" / "a").unlink()
    assert kept("kind", "a") is None
    blocked = folder / "file"
    blocked.write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert cached("kind", "a", lambda: b"made") == b"made"


def test_what_was_not_asked_for_longest_goes_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MOST_BYTES", 1000)
    for number in range(20):
        keep("kind", f"{number}", bytes(100))
        os.utime(folder / "kind" / f"{number}", (number, number))
        kept("kind", "0")
    left = {path.name for path in (folder / "kind").iterdir()}
    assert {"0", "19"} <= left
    assert "1" not in left
    assert sum(path.stat().st_size for path in (folder / "kind").iterdir()) <= 1200
    keep("kind", "all", bytes(500))
    assert kept("kind", "all") is None


def test_two_may_keep_the_same_at_once(folder: Path) -> None:
    code = "from thaibook.storage import keep, kept\n" + (
        "for _ in range(300):\n keep('kind', 'a', b'x' * 9000)\n"
        " assert kept('kind', 'a') in (None, b'x' * 9000)"
    )
    two = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(2)]
    assert [process.wait() for process in two] == [0, 0]
    assert [path.name for path in (folder / "kind").iterdir()] == ["a"]


@dataclass(frozen=True)
class _One:
    text: str
    words: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Other:
    text: str
    words: frozenset[str] = frozenset()


def test_a_digest_tells_all_values_apart() -> None:
    values = [
        "a", b"a", None, 1, 1.0, True, Path("a"), ("a",), ["a"], ("a", ""), ("", "a"), (("a",), ""),
        _One("a"), _Other("a"), _One("a", frozenset("b")), {"a": "b"}, {"b": "a"}, "1",
    ]  # fmt: skip
    assert len({digest_of(value) for value in values}) == len(values)
    with pytest.raises(TypeError):
        digest_of(object())


def test_a_digest_is_the_same_in_every_process() -> None:
    code = "from thaibook.storage import digest_of, program_digest\n"
    code += "print(digest_of(frozenset('กขคงจ'), {'b': 1, 'a': 2}), program_digest())"
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed},
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        assert run.stdout.split() == [
            digest_of(frozenset("กขคงจ"), {"b": 1, "a": 2}), program_digest()
        ]  # fmt: skip
