"""A channel's languages side by side: the same messages are compared, and the tool's shift is subtracted."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

import pytest

from benchmarks import translation
from samklang.journey import shifts
from samklang.journey.languages import BLOCK, LanguagesStanding
from samklang.journey.shifts import shift
from samklang.measure.scorer import PassageScorer
from samklang.model import LEAST_DIFFERENCE, Difference, Estimate, LanguageProfile, LanguageTrait, Measurement
from tests.journey.test_journey import measured, workspace

SPACE = replace(workspace(), languages=("en", "sv", "da"))
TOOL = shift("en", "sv", "warm")


def message(
    language: str, file: str, key: str, score: float, *, words: int = 6, unsure: bool = False
) -> Measurement:
    measurement = measured(score, name=f"web/{language}/{file}", abstained=unsure)
    passage = measurement.passage
    [sentence] = passage.sentences
    sentence = replace(sentence, words=tuple(sentence.words[:1]) * words)
    block = replace(passage.block, where=key)
    passage = replace(passage, language=language, block=block, sentences=(sentence,))
    return replace(measurement, passage=passage)


def renamed(measurement: Measurement, name: str) -> Measurement:
    passage = measurement.passage
    return replace(measurement, passage=replace(passage, source=replace(passage.source, name=name)))


def profiles(measurements: Iterable[Measurement], model: str = "bundled") -> dict[str, LanguageProfile]:
    standing = LanguagesStanding(SPACE.channels[0], replace(SPACE, model=model))
    for _, document in groupby(measurements, key=lambda measurement: measurement.passage.source.name):
        standing.add(list(document))
    return {profile.language: profile for profile in standing.result()}


def warm(by_language: dict[str, LanguageProfile], language: str) -> LanguageTrait:
    [trait] = by_language[language].traits
    return trait


def differing(by_language: dict[str, LanguageProfile], language: str = "sv") -> Difference:
    difference = warm(by_language, language).difference
    assert difference is not None
    return difference


def translated(by: float, files: int = 8, keys: int = 10, seed: int = 1) -> list[Measurement]:
    """Messages of very different scores, each translated with about the same change."""
    draw = random.Random(seed)  # noqa: S311 (no secret)
    originals = {
        (f"{file}.json", f"k{key}"): draw.gauss(0, 40) for file in range(files) for key in range(keys)
    }
    translations = {key: score + draw.gauss(by, 5) for key, score in originals.items()}
    return [
        message(language, *key, score)
        for language, scores in (("en", originals), ("sv", translations))
        for key, score in scores.items()
    ]


def test_a_channel_of_one_language_has_nothing_to_put_side_by_side() -> None:
    assert profiles([message("en", "a.json", "k", 10)]) == {}


def test_the_mean_is_weighted_by_words_and_the_unsure_share_reported() -> None:
    english = [
        message("en", "a.json", "a", 40, words=10),
        message("en", "a.json", "b", -20, words=5),
        message("en", "a.json", "c", 90, words=15, unsure=True),
    ]
    trait = warm(profiles([*english, message("sv", "a.json", "a", 0)]), "en")
    assert (trait.score, trait.unsure, trait.margin) == (pytest.approx(20), pytest.approx(0.5), None)


def test_the_same_messages_are_compared_far_more_surely_than_all_copy() -> None:
    by_key = profiles(translated(20))
    unmatched = profiles(
        renamed(measurement, f"{number // 10} {measurement.passage.language}.x")
        for number, measurement in enumerate(translated(20))
    )
    assert differing(by_key).matched == 80
    assert differing(by_key).whole.points == pytest.approx(20, abs=3)
    assert differing(unmatched).matched == 0
    assert differing(unmatched).whole.margin > 4 * differing(by_key).whole.margin


def test_messages_scored_in_only_one_language_are_not_compared() -> None:
    messages = [
        measurement
        for measurement in translated(20)
        if measurement.passage.block.where != "k3" or measurement.passage.language == "en"
    ]
    unsure = message("sv", "0.json", "k0", 99, unsure=True)
    messages = [
        unsure if passage.place().where == "k0" and "sv/0" in passage.source.name else measurement
        for measurement in messages
        for passage in [measurement.passage]
    ]
    assert differing(profiles(messages)).matched == 80 - 8 - 1


def test_a_trait_that_was_not_learnt_in_a_language_is_not_shown_there() -> None:
    by_language = profiles(
        measurement if measurement.passage.language == "en" else replace(measurement, traits={})
        for measurement in translated(20)
    )
    assert warm(by_language, "en") and by_language["sv"].traits == ()


def test_copy_without_keys_is_compared_file_by_file() -> None:
    english = [message("en", f"{number}.md", "", score) for number in range(6) for score in (10, 30)]
    swedish = [message("sv", f"{number}.md", "", 50) for number in range(6)]
    assert differing(profiles(english + swedish)) == Difference(
        whole=Estimate(pytest.approx(30), pytest.approx(0)), matched=6, tool=TOOL
    )


def test_a_file_of_many_strings_is_resampled_in_blocks() -> None:
    app = translated(20, files=1, keys=5 * BLOCK)
    assert differing(profiles(app)).matched == 5 * BLOCK
    few = translated(20, files=1, keys=4 * BLOCK)
    assert warm(profiles(few), "sv").difference is None


def test_a_slogan_in_another_language_makes_no_language() -> None:
    mail = [message("sv", "a.json", f"k{number}", 10) for number in range(9)]
    slogan = message("sv", "a.json", "slogan", 10)
    mail.append(replace(slogan, passage=replace(slogan.passage, language="en")))
    assert profiles(mail) == {}


def test_an_interval_covers_the_truth_about_nine_times_in_ten() -> None:
    covered = 0
    for seed in range(100):
        whole = differing(profiles(translated(20, files=12, keys=3, seed=seed))).whole
        covered += abs(whole.points - 20) <= whole.margin
    assert 78 <= covered <= 97


def test_the_tools_shift_is_subtracted_and_widens_the_interval() -> None:
    assert TOOL
    difference = differing(profiles(translated(TOOL.points + TOOL.margin + LEAST_DIFFERENCE + 3)))
    assert difference.rest
    assert difference.rest.points == pytest.approx(difference.whole.points - TOOL.points)
    assert difference.rest.margin > max(difference.whole.margin, TOOL.margin)
    assert difference.sure
    assert not differing(profiles(translated(TOOL.points))).sure
    assert not differing(profiles(translated(TOOL.points + LEAST_DIFFERENCE - 3))).sure


def test_for_another_model_the_tools_shift_is_not_known() -> None:
    difference = differing(profiles(translated(30), model="somebody/other"))
    assert (difference.tool, difference.rest, difference.sure) == (None, None, False)


def test_an_unmatched_difference_is_never_surely_the_translation() -> None:
    whole = Estimate(80.0, 2.0)
    assert Difference(whole=whole, matched=9, tool=TOOL).sure
    assert not Difference(whole=whole, matched=0, tool=TOOL).sure


def test_a_shift_in_the_other_direction_has_the_other_sign() -> None:
    there, back = shift("sv", "da", "plain"), shift("da", "sv", "plain")
    assert there and back == Estimate(-there.points, there.margin)
    assert shift("en", "sv", "unhurried") is None


def test_the_shipped_shifts_are_those_of_the_shipped_heads_and_cover_held_out_kinds(
    scorer: PassageScorer,
) -> None:
    measured_shifts = dict(translation.measured(scorer, translation.rows()))
    for (first, other, trait), kinds in measured_shifts.items():
        shipped, now = shift(first, other, trait), translation.estimated(kinds)
        assert shipped, f"{trait}: run python -m benchmarks.translation --write"
        assert abs(shipped.points - now.points) < 3, "stale: make heads"
        assert abs(shipped.margin - now.margin) < 3, "stale: make heads"
    covered = [translation.held_out(kinds)[0] for kinds in measured_shifts.values()]
    assert 0.85 <= sum(covered) / len(covered) <= 0.95


def test_the_table_reads_as_it_is_written() -> None:
    table = {("en", "sv", "warm"): Estimate(1.5, 2.0), ("en", "da", "plain"): Estimate(-3.0, 12.5)}
    assert shifts.load(shifts.dump(table)) == table
