"""What every part of the JSON report is made of: numbers, intervals, places, and how they are written."""

from __future__ import annotations

import json
from collections.abc import Mapping

from samklang.model import FileText, Interval, Place

Files = Mapping[str, FileText]
Json = dict[str, object]


def dumped(value: object, indent: int | None = None) -> str:
    """JSON as UTF-8 can hold it.

    A file name that is not UTF-8 reaches us with lone surrogates. Only they cannot be encoded, and the
    escape that Python writes for them is the one JSON reads.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def number(value: float | None) -> float | None:
    """Two decimals; adding 0.0 keeps a rounded -0.001 from being written as -0.0."""
    return None if value is None else round(float(value), 2) + 0.0


def interval_of(interval: Interval | None) -> Json | None:
    """Its ends; None where there is none."""
    return {"low": number(interval.low), "high": number(interval.high)} if interval else None


def place_of(place: Place, files: Files) -> Json:
    """Start and end are null where no line would say anything: a channel as a whole, a cell, a page."""
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
