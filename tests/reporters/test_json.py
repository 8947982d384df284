"""The JSON report: a documented contract."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest

from samklang import __version__
from samklang.model import FileText, Place, Report, Skipped, Span
from samklang.reporters import REPORTERS, Display
from tests.reporters.sample import FILES, PRODUCT_EN, STIFF, sample_report

SCHEMA = json.loads(Path(__file__).parents[2].joinpath("docs/report.schema.json").read_text("utf-8"))


def rendered(report: Report) -> Any:
    return json.loads(REPORTERS["json"](report, Display()))


def empty() -> Report:
    nothing: Any = dict.fromkeys(
        ("channels", "touchpoints", "customers", "findings", "skipped", "problems", "notes", "partial"), ()
    )
    return replace(sample_report(), weakest=None, files={}, **nothing)


def objects(schema: Any) -> Iterator[Any]:
    """Every object schema in a schema, at any depth."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from objects(part)


@pytest.mark.parametrize("report", [sample_report(), empty()], ids=["sample", "empty"])
def test_the_report_is_what_the_schema_says(report: Report) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(rendered(report))


def test_the_schema_closes_every_object_and_describes_every_key() -> None:
    schemas = list(objects(SCHEMA))
    assert len(schemas) > 8
    for schema in schemas:
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])
        for name, key in schema["properties"].items():
            assert key.get("description") or "$ref" in key, name


def test_keys_stand_in_the_schema_s_order() -> None:
    assert list(rendered(sample_report())) == list(SCHEMA["properties"])


def test_everything_of_the_report_is_in_it() -> None:
    report, out = sample_report(), rendered(sample_report())
    assert (out["version"], out["tool"]) == (1, {"name": "samklang", "version": __version__})
    for name in ("brand", "engine", "verdict", "exit"):
        assert out[name] == getattr(report, name)
    for name in ("languages", "problems", "partial"):
        assert out[name] == list(getattr(report, name))
    for name in ("channels", "touchpoints", "findings", "skipped"):
        assert len(out[name]) == len(getattr(report, name))
    assert out["weakest"]["name"] == "email, wait (da)"
    assert out["counts"]["findings"] == {"error": 6, "warning": 5, "suggestion": 1}


def test_places_are_1_based_in_lines_and_columns_and_0_based_in_offsets() -> None:
    out = rendered(sample_report())
    place = next(finding["place"] for finding in out["findings"] if finding["rule"] == "tone.plain")
    start = FILES[PRODUCT_EN].index(STIFF)
    assert place == {
        "file": PRODUCT_EN,
        "where": "",
        "start": {"line": 4, "column": 19, "offset": start},
        "end": {"line": 4, "column": 19 + len(STIFF), "offset": start + len(STIFF)},
    }


def test_columns_count_code_points() -> None:
    finding = replace(sample_report().findings[0], place=Place(name="a.md", span=Span(3, 5)))
    out = rendered(replace(sample_report(), findings=(finding,), files={"a.md": FileText("a\n🎉å冬")}))
    assert out["findings"][0]["place"]["start"] == {"line": 2, "column": 2, "offset": 3}
    assert out["findings"][0]["place"]["end"] == {"line": 2, "column": 4, "offset": 5}


def test_a_place_in_no_file_has_neither_start_nor_end() -> None:
    out = rendered(replace(sample_report(), files={}))
    assert out["findings"][0]["place"]["start"] is None
    jsonschema.validate(out, SCHEMA)


@pytest.mark.parametrize(
    ("score", "shown"), [(1.23456, 1.23), (-0.001, 0.0), (7, 7.0), (np.float32(41.5), 41.5)]
)
def test_numbers_have_two_decimals(score: float, shown: float) -> None:
    finding = replace(sample_report().findings[0], score=score)
    out = REPORTERS["json"](replace(sample_report(), findings=(finding,)), Display())
    assert f'"score": {shown},' in out


def test_letters_are_written_as_they_are_and_one_space_indents() -> None:
    out = REPORTERS["json"](sample_report(), Display())
    assert out.startswith('{\n "version": 1,\n "tool": {\n  "name"')
    assert "Nordlys & Søn" in out
    assert out.endswith("}\n")


def test_file_names_that_are_not_utf_8_survive() -> None:
    report = replace(sample_report(), skipped=(Skipped(name="k\udcf8b.md", reason="no"),))
    out = REPORTERS["json"](report, Display())
    out.encode("utf-8")
    assert json.loads(out)["skipped"][0]["file"] == "k\udcf8b.md"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert REPORTERS["json"](sample_report(), Display()) == REPORTERS["json"](
        sample_report(), Display(40, True)
    )
