"""The demo brand: every planted mistake is found, and the approved copy has no tone finding."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from benchmarks import floors
from benchmarks.floors import is_at
from samklang.cache.store import Store
from samklang.cli.progress import Silence
from samklang.config import load
from samklang.model import EncounterKind, Report, Workspace
from samklang.pipeline.check import check
from samklang.pipeline.vocabulary import VOCABULARY
from samklang.reporters import REPORTERS, Display
from tests.conftest import ROOT

PLANTED = floors.planted()


def label(planted: dict[str, Any]) -> str:
    where = planted.get("file") or "{channel}, {moment}, {language}: {need}".format(**planted)
    return f"{planted['rule']} {where}"


def test_the_demo_is_a_brand_of_six_channels_in_three_languages(demo: Workspace, demo_report: Report) -> None:
    assert len(demo.channels) == 6
    assert demo_report.documents >= 45
    assert {touchpoint.language for touchpoint in demo_report.touchpoints} == {"en", "sv", "da"}
    assert not demo_report.problems


@pytest.mark.parametrize("planted", PLANTED, ids=label)
def test_every_planted_mistake_is_found(planted: dict[str, Any], demo_report: Report) -> None:
    assert any(is_at(planted, finding, demo_report) for finding in demo_report.findings)


def test_few_other_findings_are_reported(demo_report: Report) -> None:
    assert floors.below(floors.floors(), {"demo": floors.of_demo(demo_report)}) == []
    extra = [
        finding
        for finding in demo_report.findings
        if not any(is_at(planted, finding, demo_report) for planted in PLANTED)
    ]
    assert not {finding.rule for finding in extra} & {"term.avoid", "term.prefer"}


def test_the_approved_copy_has_no_tone_finding(demo: Workspace, demo_cache: Store) -> None:
    report = check(demo, Silence(), [ROOT / "corpora/nordlys/approved"], cache=demo_cache)
    assert report.documents >= 12
    assert [f"{finding.place.name}: {finding.rule} {finding.score}" for finding in report.findings] == []


def test_the_json_report_is_as_its_schema_says(demo_report: Report) -> None:
    schema = json.loads((ROOT / "docs/report.schema.json").read_text(encoding="utf-8"))
    data = json.loads(REPORTERS["json"](demo_report, Display()))
    Draft202012Validator(schema).validate(data)
    assert len(data["findings"]) == len(demo_report.findings)


@pytest.mark.parametrize("form", list(REPORTERS))
def test_every_reporter_shows_every_finding(form: str, demo_report: Report, tmp_path: Path) -> None:
    text = REPORTERS[form](demo_report, Display())
    files = {finding.place.name for finding in demo_report.findings}
    text = text.replace("<wbr>", "")  # where a path may break on a page
    shown = {name for name in files if name in text}
    if form not in {"github", "markdown"}:  # they show the worst findings and count the others
        assert shown == files
    (tmp_path / form).write_text(text, encoding="utf-8")


def test_the_suggested_change_lifts_the_weakest_moment_as_predicted(
    demo_report: Report, demo_cache: Store, tmp_path: Path
) -> None:
    weakest = demo_report.weakest
    assert weakest and weakest.name == "app, wait (en)" and weakest.fit is not None
    step = weakest.steps[0]
    assert (step.kind, step.what, step.place.name) == (
        "need",
        "delivery-time",
        "corpora/nordlys/app/en/parcel.md",
    )
    for part in ("corpora", "personas"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "samklang.yaml", tmp_path)
    with (tmp_path / step.place.name).open("a", encoding="utf-8") as file:
        file.write("\nIt'll be with you on Thursday, between 5 and 8 in the evening.\n")
    after = check(load(tmp_path / "samklang.yaml", VOCABULARY), Silence(), cache=demo_cache)
    lifted = next(touchpoint for touchpoint in after.touchpoints if touchpoint.name == weakest.name)
    assert lifted.fit == pytest.approx(weakest.fit + step.fit, abs=3)
    second = sorted(touchpoint.fit for touchpoint in demo_report.touchpoints if touchpoint.fit is not None)[1]
    assert after.weakest and after.weakest.fit == pytest.approx(min(second, lifted.fit), abs=1)


def test_copy_that_says_what_customers_say_is_detected_across_languages(demo_report: Report) -> None:
    detected = {
        (
            verb,
            customer.customer,
            encounter.what.split(",")[0],
            encounter.place.name.removeprefix("corpora/nordlys/"),
        )
        for customer in demo_report.customers
        for verb, encounters in (("loves", customer.meets), ("hates", customer.puts_off))
        for encounter in encounters
        if encounter.kind is EncounterKind.SENTENCE
    }
    carl, hanna = "Cautious Carl", "Hurried Hanna"
    assert detected == {
        ("loves", carl, "You've got 60 days to change your mind", "web/en/delivery-and-returns.md"),
        ("loves", carl, "Du kan sende det tilbage inden for 60 dage", "support/da/makroer-klage.txt"),
        ("loves", carl, "Du kan sende det tilbage inden for 60 dage", "support/sv/makron-klagomal.txt"),
        ("loves", carl, "Du kan sende det tilbage inden for 60 dage", "app/sv/checkout-kassa.md"),
        ("loves", carl, "Du kan sende det tilbage inden for 60 dage", "app/en/checkout.md"),
        ("loves", hanna, "It's in stock in your size", "web/en/product-fjallsjo-jacket.html"),
        ("loves", hanna, "Du har det om 2–3 vardagar.", "app/sv/checkout-kassa.md"),
        (
            "hates",
            carl,
            "It's your own fault for not reading the instructions.",
            "email/en/returns-received.md",
        ),
    }


def test_the_app_serves_one_type_at_the_expense_of_another(demo_report: Report) -> None:
    (expense,) = demo_report.expenses
    assert (expense.channel, expense.language, expense.served, expense.pays) == (
        "app",
        "en",
        "Cautious Carl",
        "Hurried Hanna",  # she waits for a parcel, and nothing there says when it comes
    )
    assert (expense.served_share, expense.pays_share) == (None, 0.5)


def test_felt_needs_are_met_and_missed(demo_report: Report) -> None:
    carl = {
        (result.channel, result.language): result
        for result in demo_report.customers
        if result.customer == "Cautious Carl"
    }
    assert "reassurance" in carl["app", "sv"].misses
    met = carl["email", "en"].meets
    feelings = [encounter.what for encounter in met if encounter.kind is EncounterKind.FEELING]
    assert feelings == ["reassurance"]


def test_the_weakest_moments_channel_has_a_step_of_its_own(demo_report: Report) -> None:
    (app,) = [channel for channel in demo_report.channels if channel.channel == "app"]
    step = app.steps[0]
    assert (step.what, step.more, step.place.name) == (
        "warm",
        True,
        "corpora/nordlys/app/sv/checkout-kassa.md",
    )
    assert app.steps[2].more is False
