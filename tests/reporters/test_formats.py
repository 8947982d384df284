"""Every format: as `cases/` keeps it, valid by its schema, and within the limits of its host."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree
from referencing import Registry, Resource

from samklang.model import FileText, Finding, Level, Place, Report, Span
from samklang.reporters import REPORTERS, Display, markdown, sarif
from tests.conftest import ROOT
from tests.reporters.echo import Echo, saying
from tests.reporters.golden import FOLDER, FORMATS, rendered
from tests.reporters.sample import FILES, PRODUCT_EN, sample_report

SCHEMAS = Path(__file__).parents[1] / "schemas"


def shown(form: str, report: Report) -> str:
    return REPORTERS[form](report, Display(catalogue=Echo()))


def lines(form: str, report: Report) -> list[Any]:
    return [json.loads(line) for line in shown(form, report).splitlines()]


def schema(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def with_finding(copy: str, marked: str, **changes: object) -> Report:
    """A report of one finding, at `marked` in `copy`."""
    start = copy.index(marked)
    place = Place(name="a.md", span=Span(start, start + len(marked)))
    finding = replace(sample_report().findings[0], place=place, **changes)  # type: ignore[arg-type]
    return replace(quiet(), findings=(finding,), files={"a.md": FileText(copy)})


def quiet() -> Report:
    return replace(sample_report(), findings=(), skipped=(), problems=(), notes=(), exit=0, verdict="in tune")


def with_findings(count: int) -> Report:
    """A report of that many findings, the last of which is the worst."""
    first = sample_report().findings[0]
    mild = [replace(first, level=Level.SUGGESTION, fingerprint=str(number)) for number in range(count - 1)]
    return replace(quiet(), findings=(*mild, replace(first, level=Level.ERROR, facts=saying("the worst"))))


@pytest.mark.parametrize("form", FORMATS)
def test_the_sample_comes_out_as_it_was(form: str) -> None:
    kept = (FOLDER / form).read_text(encoding="utf-8")
    assert rendered(form) == kept, "if this is meant: python -m tests.reporters.golden, and read the diff"


@pytest.mark.parametrize("form", REPORTERS)
def test_every_format_is_in_the_documents(form: str) -> None:
    docs = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
    assert f"## {form}\n" in docs


@pytest.mark.parametrize("form", REPORTERS)
def test_names_and_copy_of_any_characters_can_be_written(form: str) -> None:
    awkward = "k\udcf8b\x1b[31m\x00 | `x` ]]> --> \u2028 {} #1 @all.md"
    report = with_finding(f"a {awkward} b", "b", facts=saying(awkward, awkward), suggestion=awkward)
    shown(form, report).encode("utf-8")


# --- sarif --------------------------------------------------------------------------------------


@pytest.mark.parametrize("report", [sample_report(), quiet(), replace(sample_report(), files={})])
def test_sarif_is_what_the_published_schema_says(report: Report) -> None:
    jsonschema.Draft202012Validator(schema(SCHEMAS / "sarif-2.1.0.json")).validate(
        json.loads(shown("sarif", report))
    )


def test_sarif_results_name_rules_that_have_help() -> None:
    (run,) = json.loads(shown("sarif", sample_report()))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rule["help"]["text"] and rule["help"]["markdown"] for rule in rules)
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    prints = [result["partialFingerprints"][sarif.FINGERPRINT] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_sarif_regions_count_code_points_and_end_behind_the_last() -> None:
    (run,) = json.loads(shown("sarif", with_finding("å 🎉 kunden\n", "kunden")))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 11}


def test_sarif_uris_are_relative_and_escaped() -> None:
    uris = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in json.loads(shown("sarif", sample_report()))["runs"][0]["results"]
    ]
    assert "copy/email/da/afsendt%2C%2050%25%3A%20kladde.md" in uris
    assert not any(uri.startswith("/") for uri in uris)


def test_sarif_offers_the_word_that_can_stand_there() -> None:
    (run,) = json.loads(shown("sarif", sample_report()))["runs"]
    fixed = [result["ruleId"] for result in run["results"] if "fixes" in result]
    assert fixed == ["term.prefer"]


def test_sarif_keeps_the_worst_of_too_many_and_counts_the_rest() -> None:
    (run,) = json.loads(shown("sarif", with_findings(sarif.MOST + 3)))["runs"]
    assert len(run["results"]) == sarif.MOST
    assert run["results"][0]["message"]["text"].startswith("the worst")
    notes = [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]
    assert notes == ["3 findings left out, none worse: a run holds the worst 5,000"]


# --- xml ----------------------------------------------------------------------------------------


def xml(form: str, report: Report) -> Any:
    """The output as its schema allows it."""
    name = {"junit": "junit-10.xsd", "checkstyle": "checkstyle.xsd"}[form]
    document = etree.parse(io.BytesIO(shown(form, report).encode()))
    etree.XMLSchema(etree.parse(SCHEMAS / name)).assertValid(document)
    return document


@pytest.mark.parametrize("form", ["junit", "checkstyle"])
@pytest.mark.parametrize("report", [sample_report(), quiet(), replace(sample_report(), files={})])
def test_xml_is_what_its_schema_says(form: str, report: Report) -> None:
    xml(form, report)


def test_junit_has_a_suite_a_channel_and_counts_what_it_holds() -> None:
    document = xml("junit", sample_report())
    assert document.xpath("//testsuite/@name") == ["samklang", "web", "app", "email", "store"]
    for suite in document.xpath("//testsuite"):
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors")) == len(suite.findall("testcase/error"))
    assert len(document.xpath("//testsuite[@name!='samklang']//failure")) == 6


@pytest.mark.parametrize(("status", "failures"), [(0, 0), (1, 1)])
def test_junit_fails_where_the_run_does(status: int, failures: int) -> None:
    report = replace(quiet(), exit=status, verdict="the fit of email is 23, under the 50 asked for")
    assert len(xml("junit", report).xpath("//failure")) == failures


def test_checkstyle_has_line_0_for_files_that_have_no_lines() -> None:
    report = replace(with_finding("Cell", "Cell"), files={"a.md": FileText("Cell", lined=False)})
    assert xml("checkstyle", report).xpath("//error/@line") == ["0"]
    assert xml("checkstyle", report).xpath("//error/@column") == []


# --- hosts --------------------------------------------------------------------------------------


def test_json_lines_are_what_their_schema_says() -> None:
    own = schema(ROOT / "docs" / "lines.schema.json")
    report = schema(ROOT / "docs" / "report.schema.json")
    registry = Registry().with_resource(report["$id"], Resource.from_contents(report))
    validator = jsonschema.Draft202012Validator(own, registry=registry)
    written = lines("jsonl", sample_report())
    for line in written:
        validator.validate(line)
    assert [next(iter(line)) for line in written] == ["report"] + ["finding"] * 12 + ["skipped"] * 4 + [
        "problem"
    ] * 2


def test_gitlab_wants_a_path_a_line_and_a_fingerprint_of_its_own_of_everything() -> None:
    entries = json.loads(shown("gitlab", sample_report()))
    assert len(entries) == 16
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    for entry in entries:
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["path"]
        assert entry["location"]["lines"]["begin"] >= 1


def test_rdjsonl_is_what_reviewdog_reads() -> None:
    own = schema(SCHEMAS / "rdjsonl.json")
    for line in lines("rdjsonl", sample_report()):
        jsonschema.validate(line, own)


def test_rdjsonl_columns_count_bytes() -> None:
    (line,) = lines("rdjsonl", with_finding("å🎉 kunden", "kunden", replacement="gæsten"))
    place = {"start": {"line": 1, "column": 8}, "end": {"line": 1, "column": 14}}
    assert line["location"]["range"] == place
    assert line["suggestions"] == [{"range": place, "text": "gæsten"}]


def test_rdjsonl_suggests_only_what_can_stand_there() -> None:
    suggested = [line["code"]["value"] for line in lines("rdjsonl", sample_report()) if "suggestions" in line]
    assert suggested == ["term.prefer"]


def test_tap_plans_what_it_counts_and_fails_where_the_run_does() -> None:
    _, plan, *points = [line for line in shown("tap", sample_report()).splitlines() if line[0] != " "]
    assert plan == f"1..{len(points)}"
    assert [int(point.split("ok ")[1].split()[0]) for point in points] == list(range(1, len(points) + 1))
    failing = [point for point in points if point.startswith("not ok") and "# TODO" not in point]
    assert len(failing) == 4 + 6 + 1
    assert shown("tap", quiet()).splitlines()[1:] == ["1..1", "ok 1 - in tune"]


def test_tap_takes_no_copy_for_a_directive() -> None:
    out = shown("tap", with_finding("a", "a", facts=saying("see # TODO later")))
    assert "see \\# TODO later" in out


def test_markdown_is_short_and_the_worst_comes_first() -> None:
    out = shown("markdown", with_findings(50))
    rows = [line for line in out.splitlines() if line.startswith(("| error", "| suggestion"))]
    assert len(rows) == markdown.SHOWN
    assert "the worst" in rows[0]
    assert "Not shown: 30 suggestions;" in out


def test_markdown_leaves_nothing_in_copy_to_act() -> None:
    finding: dict[str, Any] = {"facts": saying("@team see #12 | <img src=x> [a](b) `c`")}
    row = next(
        line for line in shown("markdown", with_finding("a", "a", **finding)).splitlines() if "team" in line
    )
    assert not set("<>[]") & set(row.replace("<br>", ""))
    assert row.count("|") == 4
    assert "@team" not in row
    assert "see #12" not in row


def test_worst_first_is_by_level_then_by_distance() -> None:
    first: Finding = sample_report().findings[0]
    scores = [replace(first, score=score, facts=saying(str(score))) for score in (-10, -90, -40)]
    entries = json.loads(shown("gitlab", replace(quiet(), findings=tuple(scores))))
    assert [entry["description"].split("\n")[0] for entry in entries] == ["-90", "-40", "-10"]


def test_the_sample_s_places_are_those_of_its_files() -> None:
    assert set(sample_report().files) == set(FILES)
    assert PRODUCT_EN in FILES
