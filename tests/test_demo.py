"""The demo brand: all that is planted is found, and the approved copy is left alone."""

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
from samklang.pipeline.check import VOCABULARY, check
from samklang.reporters import REPORTERS, Display
from tests.conftest import ROOT

PLANTED = floors.planted()


def says(planted: dict[str, Any]) -> str:
    where = planted.get("file") or "{channel}, {moment}, {language}: {need}".format(**planted)
    return f"{planted['rule']} {where}"


def test_the_demo_is_a_brand_of_six_channels_in_three_languages(demo: Workspace, demo_report: Report) -> None:
    assert len(demo.channels) == 6
    assert demo_report.documents >= 45
    assert {touchpoint.language for touchpoint in demo_report.touchpoints} == {"en", "sv", "da"}
    assert not demo_report.problems


@pytest.mark.parametrize("planted", PLANTED, ids=says)
def test_what_is_planted_is_found(planted: dict[str, Any], demo_report: Report) -> None:
    assert any(is_at(planted, finding, demo_report) for finding in demo_report.findings)


def test_next_to_nothing_else_is_found(demo_report: Report) -> None:
    assert floors.below(floors.floors(), {"demo": floors.of_demo(demo_report)}) == []
    extra = [
        f for f in demo_report.findings if not any(is_at(planted, f, demo_report) for planted in PLANTED)
    ]
    assert not {finding.rule for finding in extra} & {"term.avoid", "term.prefer"}


def test_the_approved_copy_has_no_tone_finding(demo: Workspace, demo_cache: Store) -> None:
    report = check(demo, Silence(), [ROOT / "corpora/nordlys/approved"], cache=demo_cache)
    assert report.documents >= 12
    assert [f"{f.place.name}: {f.rule} {f.score}" for f in report.findings] == []


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
    if form not in {"github", "markdown"}:  # which show the worst and count the rest
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
    lifted = next(one for one in after.touchpoints if one.name == weakest.name)
    assert lifted.fit == pytest.approx(weakest.fit + step.fit, abs=3)
    second = sorted(one.fit for one in demo_report.touchpoints if one.fit is not None)[1]
    assert after.weakest and after.weakest.fit == pytest.approx(min(second, lifted.fit), abs=1)


def test_the_copy_is_found_to_say_what_customers_say_in_three_languages(demo_report: Report) -> None:
    found = {
        (verb, who.customer, one.what.split(",")[0], one.place.name.removeprefix("corpora/nordlys/"))
        for who in demo_report.customers
        for verb, met in (("loves", who.meets), ("hates", who.puts_off))
        for one in met
        if one.kind is EncounterKind.SENTENCE
    }
    carl, hanna = "Cautious Carl", "Hurried Hanna"
    assert found == {
        ("loves", carl, "You've got 60 days to change your mind", "web/en/delivery-and-returns.md"),
        ("loves", carl, "Du kan sende det tilbage inden for 60 dage", "support/da/makroer-klage.txt"),
        ("loves", hanna, "We've got it in your size", "web/en/product-fjallsjo-jacket.html"),
        ("loves", hanna, "Du har det om 2–3 vardagar.", "app/sv/checkout-kassa.md"),
        ("hates", carl, "It's your own fault", "email/en/returns-received.md"),
    }


def test_the_app_serves_one_type_at_the_expense_of_another(demo_report: Report) -> None:
    (one,) = demo_report.expenses
    assert (one.channel, one.language, one.served, one.pays) == (
        "app",
        "en",
        "Cautious Carl",
        "Hurried Hanna",  # who waits for a parcel, and whom nothing there tells when it comes
    )
    assert (one.served_share, one.pays_share) == (None, 0.5)


def test_felt_needs_are_met_and_missed(demo_report: Report) -> None:
    carl = {
        (one.channel, one.language): one for one in demo_report.customers if one.customer == "Cautious Carl"
    }
    assert "reassurance" in carl["support", "sv"].misses
    feelings = [one.what for one in carl["email", "sv"].meets if one.kind is EncounterKind.FEELING]
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
