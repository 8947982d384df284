"""Drift of channels: documents are the unit, and many comparisons do not make a finding."""

from __future__ import annotations

import random

import pytest
from scipy import special  # type: ignore[import-untyped]

from samklang.journey.drift import FEWEST, DocumentScore, _normal, _student, drifts
from samklang.model import Band, Place, Span

BAND = Band(trait="warm", target=30, tolerance=40)


def told(channel: str, *scores: float, language: str = "en") -> list[DocumentScore]:
    return [
        DocumentScore(channel, language, score, Place(name=f"{channel}/{at}.md", span=Span(0, 1)))
        for at, score in enumerate(scores)
    ]


def around(middle: float, count: int, seed: int, spread: float = 12) -> list[float]:
    draw = random.Random(seed)  # noqa: S311 (no secret)
    return [draw.gauss(middle, spread) for _ in range(count)]


def test_a_channel_outside_the_band_has_left_the_persona() -> None:
    found = drifts([(BAND, told("email", *around(-50, 12, 1)) + told("web", *around(30, 12, 2)))])
    against = {(one.channel, one.against): one for one in found}
    assert set(against) == {("email", "persona"), ("email", "others")}
    drift = against["email", "persona"]
    assert -45 < drift.difference < -30 and drift.effect < -2
    assert drift.interval.low < drift.difference < drift.interval.high < 0
    assert drift.place.name.startswith("email/")


def test_channels_alike_have_not_drifted() -> None:
    assert drifts([(BAND, told("email", *around(30, 12, 1)) + told("web", *around(30, 12, 2)))]) == ()


def test_few_documents_say_nothing() -> None:
    few = told("email", *around(-80, FEWEST - 1, 1)) + told("web", *around(30, 20, 2))
    assert drifts([(BAND, few)]) == ()
    assert drifts([(BAND, few[:2])]) == ()


def test_what_a_language_has_in_common_is_no_drift_between_channels() -> None:
    mixed = told("web", *around(55, 10, 1)) + told("web", *around(5, 10, 2), language="sv")
    swedish = told("email", *around(5, 10, 3), language="sv")
    assert [one for one in drifts([(BAND, mixed + swedish)]) if one.against == "others"] == []


def test_a_sure_but_small_difference_is_nothing_to_act_on() -> None:
    near = told("email", *around(30, 200, 1, 4)) + told("web", *around(37, 200, 2, 4))
    assert drifts([(BAND, near)]) == ()


def test_a_channel_that_drifted_does_not_make_the_others_drift_from_it() -> None:
    channels = [told(name, *around(30, 12, seed)) for seed, name in enumerate(["web", "app", "store"])]
    notes = told("notes", *around(95, 30, 9))
    found = drifts([(BAND, [one for channel in (*channels, notes) for one in channel])])
    assert {(one.channel, one.against) for one in found} == {("notes", "persona"), ("notes", "others")}


def test_two_that_drifted_are_both_told() -> None:
    channels = [told(name, *around(30, 12, seed)) for seed, name in enumerate(["web", "app"])]
    both = told("notes", *around(-60, 12, 7)) + told("legal", *around(-30, 12, 8))
    found = drifts([(BAND, [one for channel in (*channels, both) for one in channel])])
    assert {one.channel for one in found if one.against == "others"} == {"notes", "legal"}


def test_one_odd_document_of_five_is_no_drift_of_a_channel() -> None:
    odd = told("email", 30, 28, 33, 31, -100) + told("web", *around(30, 20, 2))
    assert drifts([(BAND, odd)]) == ()


def test_a_difference_is_told_in_full_however_unevenly_languages_are_spread() -> None:
    web = told("web", *around(70, 9, 1, 3)) + told("web", *around(20, 1, 2, 3), language="sv")
    email = told("email", *around(30, 1, 3, 3)) + told("email", *around(-20, 9, 4, 3), language="sv")
    [drift] = [one for one in drifts([(BAND, web + email)]) if one.against == "others"]
    assert abs(drift.difference) == pytest.approx(40, abs=5)


def test_where_nothing_differs_a_drift_is_rare() -> None:
    bands = [Band(trait=str(at), target=0, tolerance=30) for at in range(5)]
    sizes = {"a": (9, 1, 2), "b": (1, 9, 2), "c": (3, 3, 9), "d": (6, 0, 0)}  # of documents in en, sv, da
    false = 0
    for run in range(200):
        draw = random.Random(run)  # noqa: S311 (no secret)
        runs = [
            (
                band,
                [
                    one
                    for channel, counts in sizes.items()
                    for language, count, usual in zip("en sv da".split(), counts, (0, -25, 15), strict=True)
                    for one in told(
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
def test_students_t_is_near_what_scipy_has(t: float, freedom: float) -> None:
    exact = special.ndtri(special.stdtr(freedom, t))
    assert _normal(t, freedom) == pytest.approx(exact, abs=0.03)
    assert _student(_normal(t, freedom), freedom) == pytest.approx(t)
