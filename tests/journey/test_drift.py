"""Drift of channels: documents are the unit, and p-values are corrected for multiple tests."""

from __future__ import annotations

import random

import pytest
from scipy import special  # type: ignore[import-untyped]

from samklang.journey.drift import MIN_DOCUMENTS, DocumentScore, _normal_to_t, _t_to_normal, drifts
from samklang.model import Band, Place, Span

BAND = Band(trait="warm", target=30, tolerance=40)


def documents(channel: str, *scores: float, language: str = "en") -> list[DocumentScore]:
    return [
        DocumentScore(channel, language, score, Place(name=f"{channel}/{number}.md", span=Span(0, 1)))
        for number, score in enumerate(scores)
    ]


def around(middle: float, count: int, seed: int, spread: float = 12) -> list[float]:
    draw = random.Random(seed)  # noqa: S311 (no secret)
    return [draw.gauss(middle, spread) for _ in range(count)]


def test_a_channel_outside_the_band_has_left_the_persona() -> None:
    reported = drifts(
        [(BAND, documents("email", *around(-50, 12, 1)) + documents("web", *around(30, 12, 2)))]
    )
    against = {(drift.channel, drift.against): drift for drift in reported}
    assert set(against) == {("email", "persona"), ("email", "others")}
    drift = against["email", "persona"]
    assert -45 < drift.difference < -30 and drift.effect < -2
    assert drift.interval.low < drift.difference < drift.interval.high < 0
    assert drift.place.name.startswith("email/")


def test_channels_alike_have_not_drifted() -> None:
    assert (
        drifts([(BAND, documents("email", *around(30, 12, 1)) + documents("web", *around(30, 12, 2)))]) == ()
    )


def test_few_documents_are_not_tested() -> None:
    few = documents("email", *around(-80, MIN_DOCUMENTS - 1, 1)) + documents("web", *around(30, 20, 2))
    assert drifts([(BAND, few)]) == ()
    assert drifts([(BAND, few[:2])]) == ()


def test_a_difference_between_languages_is_no_drift_between_channels() -> None:
    mixed = documents("web", *around(55, 10, 1)) + documents("web", *around(5, 10, 2), language="sv")
    swedish = documents("email", *around(5, 10, 3), language="sv")
    assert [drift for drift in drifts([(BAND, mixed + swedish)]) if drift.against == "others"] == []


def test_a_significant_but_small_difference_is_not_reported() -> None:
    near = documents("email", *around(30, 200, 1, 4)) + documents("web", *around(37, 200, 2, 4))
    assert drifts([(BAND, near)]) == ()


def test_a_channel_that_drifted_does_not_make_the_others_drift_from_it() -> None:
    channels = [documents(name, *around(30, 12, seed)) for seed, name in enumerate(["web", "app", "store"])]
    notes = documents("notes", *around(95, 30, 9))
    reported = drifts([(BAND, [score for channel in (*channels, notes) for score in channel])])
    assert {(drift.channel, drift.against) for drift in reported} == {
        ("notes", "persona"),
        ("notes", "others"),
    }


def test_two_that_drifted_are_both_reported() -> None:
    channels = [documents(name, *around(30, 12, seed)) for seed, name in enumerate(["web", "app"])]
    both = documents("notes", *around(-60, 12, 7)) + documents("legal", *around(-30, 12, 8))
    reported = drifts([(BAND, [score for channel in (*channels, both) for score in channel])])
    assert {drift.channel for drift in reported if drift.against == "others"} == {"notes", "legal"}


def test_one_odd_document_of_five_is_no_drift_of_a_channel() -> None:
    odd = documents("email", 30, 28, 33, 31, -100) + documents("web", *around(30, 20, 2))
    assert drifts([(BAND, odd)]) == ()


def test_a_difference_is_estimated_in_full_however_unevenly_languages_are_spread() -> None:
    web = documents("web", *around(70, 9, 1, 3)) + documents("web", *around(20, 1, 2, 3), language="sv")
    email = documents("email", *around(30, 1, 3, 3)) + documents(
        "email", *around(-20, 9, 4, 3), language="sv"
    )
    [drift] = [drift for drift in drifts([(BAND, web + email)]) if drift.against == "others"]
    assert abs(drift.difference) == pytest.approx(40, abs=5)


def test_where_nothing_differs_a_drift_is_rare() -> None:
    bands = [Band(trait=str(number), target=0, tolerance=30) for number in range(5)]
    sizes = {"a": (9, 1, 2), "b": (1, 9, 2), "c": (3, 3, 9), "d": (6, 0, 0)}  # of documents in en, sv, da
    false = 0
    for run in range(200):
        draw = random.Random(run)  # noqa: S311 (no secret)
        runs = [
            (
                band,
                [
                    score
                    for channel, counts in sizes.items()
                    for language, count, usual in zip("en sv da".split(), counts, (0, -25, 15), strict=True)
                    for score in documents(
                        channel, *[draw.gauss(usual, 30) for _ in range(count)], language=language
                    )
                ],
            )
            for band in bands
        ]
        false += bool(drifts(runs))
    assert false <= 16


@pytest.mark.parametrize("freedom", [4, 8, 20, 200])
@pytest.mark.parametrize("t", [0.5, 1.7, 3.0, 5.0])
def test_the_approximation_of_students_t_is_near_the_exact_value(t: float, freedom: float) -> None:
    exact = special.ndtri(special.stdtr(freedom, t))
    assert _t_to_normal(t, freedom) == pytest.approx(exact, abs=0.03)
    assert _normal_to_t(_t_to_normal(t, freedom), freedom) == pytest.approx(t)
