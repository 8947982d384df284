"""The baseline: findings that are known and left alone, a JSON line each, so that branches merge.

A finding is known by its rule, its file and what it is about, so moving lines around changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from samklang.errors import BaselineError
from samklang.model import Baseline, Finding, Known, Span
from samklang.words import digest

FILE = ".samklang-baseline.jsonl"
HEAD = {"samklang": "baseline", "version": 1}
_BEGINNING = 60
"""Characters of copy by which people know an entry."""


def load(path: Path, name: str) -> Baseline:
    """The baseline of a file.

    Raises:
        BaselineError: it cannot be read, or is no baseline.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BaselineError(f"{name}: no such file", hint="Write it with samklang baseline write.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BaselineError(f"{name}: cannot be read: {error}") from error
    return Baseline(name=name, text=text, entries=tuple(_entries(text, name)))


def dump(entries: Iterable[Known]) -> str:
    """A baseline's text: by file, then by rule."""
    ordered = sorted(entries, key=lambda one: (one.file, one.rule, one.subject))
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (HEAD, *map(_line, ordered)))


def known(finding: Finding) -> Known:
    """A finding as it will be known again."""
    copy = " ".join(finding.subject.split())
    return Known(
        rule=finding.rule,
        file=finding.place.name,
        subject=digest(finding.subject),
        shortfall=finding.shortfall,
        text=copy if len(copy) <= _BEGINNING else f"{copy[:_BEGINNING].rstrip()}…",
    )


def _line(entry: Known) -> dict[str, Any]:
    line: dict[str, Any] = {"file": entry.file, "rule": entry.rule, "subject": entry.subject}
    if entry.shortfall is not None:
        line["shortfall"] = round(entry.shortfall, 3)
    return {**line, "text": entry.text}


def _entries(text: str, name: str) -> Iterator[Known]:
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        span = Span(at, at + len(line.rstrip("\r\n")))
        at += len(line)
        if line.strip():
            entry = _parsed(line, f"{name}:{number}")
            if number == 1 and entry != HEAD:
                raise BaselineError(f"{name}:1: is no baseline of this version of samklang")
            if number > 1:
                yield _known(entry, span, f"{name}:{number}")


def _parsed(line: str, where: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise BaselineError(f"{where}: is not JSON; was a merge left undone?") from error


def _known(entry: Any, span: Span, where: str) -> Known:
    try:
        return Known(
            rule=str(entry["rule"]),
            file=str(entry["file"]),
            subject=str(entry["subject"]),
            shortfall=float(entry["shortfall"]) if "shortfall" in entry else None,
            text=str(entry.get("text", "")),
            at=span,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BaselineError(f"{where}: an entry has file, rule and subject") from error
