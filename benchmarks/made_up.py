"""Copy that is made up, as much as is wanted: the trait pairs' English, with words changed so that hardly a
sentence is there twice and no cache looks better than it is. And a workspace around copy that has none."""

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
"""Words of a file and of a paragraph, about."""
_CHANGED = 2
"""Words of a sentence that are put in another's place."""


def copied(source: Path, folder: Path) -> Path:
    """A copy of a workspace in a new folder; one of Markdown that is no workspace becomes one."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns(".*"))
    if not (folder / FILE).exists():
        _found(folder)
    return folder


def workspace(folder: Path, words: int) -> Path:
    """A workspace in a new folder, of so many words in Markdown."""
    folder.mkdir(parents=True)
    _found(folder)
    paragraphs = _paragraphs()
    for number in range(max(1, words // _FILE)):
        left, text = min(words, _FILE), []
        while left > 0:
            text.append(next(paragraphs))
            left -= len(text[-1].split())
        (folder / f"{number:04}.md").write_text("\n\n".join(text) + "\n", encoding="utf-8")
    return folder


def _found(folder: Path) -> None:
    (folder / FILE).write_text(_WORKSPACE, encoding="utf-8")
    shutil.copy(_PERSONA, folder / "persona.yaml")


def _paragraphs() -> Iterator[str]:
    draw = random.Random(0)  # noqa: S311 (the same copy every time)
    told = [side for trait in TRAITS for pair in pairs.load(trait, "en") for side in (pair.named, pair.other)]
    known = [word for text in told for word in text.split() if word.isalpha()]
    while True:
        paragraph: list[str] = []
        while len(paragraph) < _PARAGRAPH:
            words = draw.choice(told).split()
            for _ in range(_CHANGED):
                words[draw.randrange(len(words))] = draw.choice(known)
            paragraph += words
        yield " ".join(paragraph)
