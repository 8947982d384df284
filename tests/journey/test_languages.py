"""A channel's languages side by side: the same messages are compared, and the tool's share is taken off."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

import pytest

from benchmarks import translation
from samklang.journey import shifts
from samklang.journey.languages import STRETCH, LanguagesStanding
from samklang.journey.shifts import shift
from samklang.model import LEAST, Difference, Estimate, LanguageProfile, LanguageTrait, Measurement
from samklang.pipeline.check import PassageScorer
from tests.journey.test_journey import measured, workspace

SPACE = replace(workspace(), languages=("en", "sv", "da"))
TOOL = shift("en", "sv", "warm")


def message(
    language: str, file: str, key: str, score: float, *, words: int = 6, unsure: bool = False
) -> Measurement:
    one = measured(score, name=f"web/{language}/{file}", abstained=unsure)
    [sentence] = one.passage.sentences
    sentence = replace(sentence, words=tuple(sentence.words[:1]) * words)
    block = replace(one.passage.block, where=key)
    return replace(one, passage=replace(one.passage, language=language, block=block, sentences=(sentence,)))


def profiles(found: Iterable[Measurement], model: str = "bundled") -> dict[str, LanguageProfile]:
    standing = LanguagesStanding(SPACE.channels[0], replace(SPACE, model=model))
    for _, document in groupby(found, key=lambda one: one.passage.source.name):
        standing.add(list(document))
    return {one.language: one for one in standing.result()}


def warm(found: dict[str, LanguageProfile], language: str) -> LanguageTrait:
    [trait] = found[language].traits
    return trait


def differing(found: dict[str, LanguageProfile], language: str = "sv") -> Difference:
    difference = warm(found, language).difference
    assert difference is not None
    return difference


def translated(by: float, files: int = 8, keys: int = 10, seed: int = 1) -> list[Measurement]:
    """Messages that say very different things, each translated with the same change, more or less."""
    draw = random.Random(seed)  # noqa: S311 (no secret)
    said = {(f"{file}.json", f"k{key}"): draw.gauss(0, 40) for file in range(files) for key in range(keys)}
    changed = {at: score + draw.gauss(by, 5) for at, score in said.items()}
    return [
        message(of, *at, score) for of, in_ in (("en", said), ("sv", changed)) for at, score in in_.items()
    ]


def test_a_channel_of_one_language_has_nothing_to_put_side_by_side() -> None:
    assert profiles([message("en", "a.json", "k", 10)]) == {}


def test_the_mean_is_weighted_by_words_and_tells_how_much_was_unsure() -> None:
    english = [
        message("en", "a.json", "a", 40, words=10),
        message("en", "a.json", "b", -20, words=5),
        message("en", "a.json", "c", 90, words=15, unsure=True),
    ]
    one = warm(profiles([*english, message("sv", "a.json", "a", 0)]), "en")
    assert (one.score, one.unsure, one.margin) == (pytest.approx(20), pytest.approx(0.5), None)


def test_the_same_messages_are_compared_far_more_surely_than_all_copy() -> None:
    by_key = profiles(translated(20))
    apart = profiles(
        replace(
            one,
            passage=replace(
                one.passage, source=replace(one.passage.source, name=f"{at // 10} {one.passage.language}.x")
            ),
        )
        for at, one in enumerate(translated(20))
    )
    assert differing(by_key).matched == 80
    assert differing(by_key).whole.points == pytest.approx(20, abs=3)
    assert differing(apart).matched == 0
    assert differing(apart).whole.margin > 4 * differing(by_key).whole.margin


def test_what_only_one_language_has_or_is_sure_of_is_not_compared() -> None:
    found = [one for one in translated(20) if one.passage.block.where != "k3" or one.passage.language == "en"]
    unsure = message("sv", "0.json", "k0", 99, unsure=True)
    found = [
        unsure if one.passage.place().where == "k0" and "sv/0" in one.passage.source.name else one
        for one in found
    ]
    assert differing(profiles(found)).matched == 80 - 8 - 1


def test_a_trait_that_was_not_learnt_in_a_language_is_not_shown_there() -> None:
    found = [one if one.passage.language == "en" else replace(one, traits={}) for one in translated(20)]
    by_language = profiles(found)
    assert warm(by_language, "en") and by_language["sv"].traits == ()


def test_copy_without_keys_is_compared_file_by_file() -> None:
    english = [message("en", f"{at}.md", "", score) for at in range(6) for score in (10, 30)]
    swedish = [message("sv", f"{at}.md", "", 50) for at in range(6)]
    assert differing(profiles(english + swedish)) == Difference(
        whole=Estimate(pytest.approx(30), pytest.approx(0)), matched=6, tool=TOOL
    )


def test_a_file_as_large_as_an_app_is_drawn_in_stretches() -> None:
    app = translated(20, files=1, keys=5 * STRETCH)
    assert differing(profiles(app)).matched == 5 * STRETCH
    few = translated(20, files=1, keys=4 * STRETCH)
    assert warm(profiles(few), "sv").difference is None


def test_a_slogan_in_another_language_makes_no_language() -> None:
    mail = [message("sv", "a.json", f"k{at}", 10) for at in range(9)]
    slogan = message("sv", "a.json", "slogan", 10)
    mail.append(replace(slogan, passage=replace(slogan.passage, language="en")))
    assert profiles(mail) == {}


def test_an_interval_holds_the_truth_about_nine_times_in_ten() -> None:
    held = 0
    for seed in range(100):
        whole = differing(profiles(translated(20, files=12, keys=3, seed=seed))).whole
        held += abs(whole.points - 20) <= whole.margin
    assert 78 <= held <= 97


def test_the_tools_share_is_taken_off_and_widens_the_interval() -> None:
    assert TOOL
    one = differing(profiles(translated(30)))
    assert one.rest and one.rest.points == pytest.approx(one.whole.points - TOOL.points)
    assert one.rest.margin > max(one.whole.margin, TOOL.margin)
    assert one.sure
    assert not differing(profiles(translated(TOOL.points))).sure
    assert not differing(profiles(translated(TOOL.points + LEAST - 3))).sure


def test_of_another_model_the_tools_share_is_not_known() -> None:
    one = differing(profiles(translated(30), model="somebody/other"))
    assert (one.tool, one.rest, one.sure) == (None, None, False)


def test_what_is_not_matched_is_never_surely_the_translation() -> None:
    whole = Estimate(80.0, 2.0)
    assert Difference(whole=whole, matched=9, tool=TOOL).sure
    assert not Difference(whole=whole, matched=0, tool=TOOL).sure


def test_a_shift_turned_round_is_the_other_way() -> None:
    there, back = shift("sv", "da", "plain"), shift("da", "sv", "plain")
    assert there and back == Estimate(-there.points, there.margin)
    assert shift("en", "sv", "unhurried") is None


def test_the_shipped_shifts_are_those_of_the_shipped_heads_and_hold_for_kinds_left_out(
    scorer: PassageScorer,
) -> None:
    found = dict(translation.measured(scorer, translation.rows()))
    for (first, other, trait), kinds in found.items():
        told, now = shift(first, other, trait), translation.estimated(kinds)
        assert told, f"{trait}: run python -m benchmarks.translation --write"
        assert abs(told.points - now.points) < 3 and abs(told.margin - now.margin) < 3, "stale: make heads"
    covered = [translation.held_out(kinds)[0] for kinds in found.values()]
    assert 0.85 <= sum(covered) / len(covered) <= 0.95


def test_the_table_reads_as_it_is_written() -> None:
    table = {("en", "sv", "warm"): Estimate(1.5, 2.0), ("en", "da", "plain"): Estimate(-3.0, 12.5)}
    assert shifts.load(shifts.dump(table)) == table
