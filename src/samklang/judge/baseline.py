"""The baseline: known findings that are hidden, a JSON line each, so that git can merge branches.

A finding is recognised by its rule, its file and its subject, so moving lines around changes nothing.
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
"""How many characters of copy an entry keeps, for people to recognise it."""


def load(path: Path, name: str) -> Baseline:
    """The baseline that a file contains.

    Args:
        path: the file.
        name: its name in messages and places.

    Raises:
        BaselineError: it cannot be read, or is not a baseline.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BaselineError(
            f"{name}: no such file", hint="Create it with samklang baseline write."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BaselineError(f"{name}: cannot be read: {error}") from error
    return Baseline(name=name, text=text, entries=tuple(_entries(text, name)))


def dump(entries: Iterable[Known]) -> str:
    """The text of a baseline: its entries ordered by file, then by rule."""
    ordered = sorted(entries, key=lambda entry: (entry.file, entry.rule, entry.subject))
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (HEAD, *map(_line, ordered)))


def known(finding: Finding) -> Known:
    """The entry by which a finding is recognised in later runs."""
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
    offset = 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        span = Span(offset, offset + len(line.rstrip("\r\n")))
        offset += len(line)
        if line.strip():
            entry = _parsed(line, f"{name}:{number}")
            if number == 1 and entry != HEAD:
                raise BaselineError(f"{name}:1: is not a baseline of this version of samklang")
            if number > 1:
                yield _known(entry, span, f"{name}:{number}")


def _parsed(line: str, where: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise BaselineError(f"{where}: is not JSON; is there an unresolved merge conflict?") from error


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
        raise BaselineError(f"{where}: an entry needs file, rule and subject") from error
