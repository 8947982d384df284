"""Makes up copy of any size, in a workspace: the English trait pairs, with words changed so that hardly a
sentence is repeated and caches do not look better than they are."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from samklang.config import FILE
from samklang.traits import TRAITS, pairs

_PERSONA = Path(__file__).parent.parent / "docs" / "examples" / "18f" / "persona.yaml"
_WORKSPACE = """\
version: 1
persona: persona.yaml
languages: [en]
channels:
  web:
    files: ["**/*.md"]
    priorities: {needs: {price: 1}, traits: {plain: 1, warm: 1}, effort: {lix: 45}}
"""
_FILE, _PARAGRAPH = 1_000, 60
"""Approximate number of words in a file and in a paragraph."""
_CHANGED = 2
"""Words of a side of a pair that are replaced."""


def copied(source: Path, folder: Path) -> Path:
    """Copies a workspace into a new folder; a folder of Markdown that is no workspace becomes one."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns(".*"))
    if not (folder / FILE).exists():
        _make_workspace(folder)
    return folder


def workspace(folder: Path, words: int) -> Path:
    """Writes a workspace into a new folder, with this many words in Markdown files."""
    folder.mkdir(parents=True)
    _make_workspace(folder)
    paragraphs = _paragraphs()
    for number in range(max(1, words // _FILE)):
        remaining, text = min(words, _FILE), []
        while remaining > 0:
            text.append(next(paragraphs))
            remaining -= len(text[-1].split())
        (folder / f"{number:04}.md").write_text("\n\n".join(text) + "\n", encoding="utf-8")
    return folder


def _make_workspace(folder: Path) -> None:
    (folder / FILE).write_text(_WORKSPACE, encoding="utf-8")
    shutil.copy(_PERSONA, folder / "persona.yaml")


def _paragraphs() -> Iterator[str]:
    draw = random.Random(0)  # noqa: S311 (the same copy every time)
    sides = [
        side for trait in TRAITS for pair in pairs.load(trait, "en") for side in (pair.named, pair.other)
    ]
    vocabulary = [word for side in sides for word in side.split() if word.isalpha()]
    while True:
        paragraph: list[str] = []
        while len(paragraph) < _PARAGRAPH:
            words = draw.choice(sides).split()
            for _ in range(_CHANGED):
                words[draw.randrange(len(words))] = draw.choice(vocabulary)
            paragraph += words
        yield " ".join(paragraph)
