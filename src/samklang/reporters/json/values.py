"""What every part of the JSON report uses: numbers, intervals, places, and how JSON is written."""

from __future__ import annotations

import json
from collections.abc import Mapping

from samklang.model import FileText, Interval, Place

Files = Mapping[str, FileText]
Json = dict[str, object]


def dumped(value: object, indent: int | None = None) -> str:
    """JSON that can be encoded as UTF-8.

    A file name that is not UTF-8 has lone surrogates. Only they cannot be encoded; the escape that Python
    writes for them is also the one of JSON.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def number(value: float | None) -> float | None:
    """A number with two decimals; adding 0.0 keeps a rounded -0.001 from being written as -0.0."""
    return None if value is None else round(float(value), 2) + 0.0


def interval_of(interval: Interval | None) -> Json | None:
    """The ends of an interval; None where there is no interval."""
    return {"low": number(interval.low), "high": number(interval.high)} if interval else None


def place_of(place: Place, files: Files) -> Json:
    """A place; start and end are null where it has no line: a channel as a whole, a cell, a page."""
    file = files.get(place.name)
    return {
        "file": place.name,
        "where": place.where,
        "start": _position(file, place.span.start) if file and file.lined else None,
        "end": _position(file, place.span.end) if file and file.lined else None,
    }


def _position(file: FileText, offset: int) -> Json:
    line, column = file.position(offset)
    return {"line": line, "column": column, "offset": offset}
