"""The catalogues: each has words for every kind of facts and every rule, and English has these."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from samklang.model import (
    ANY_MOMENT,
    Depth,
    DriftFacts,
    DriftFrom,
    ExpiredSuppressionFacts,
    Facts,
    FeelingUnmetFacts,
    Finding,
    HardToReadFacts,
    IdleEntryFacts,
    IdleSuppressionFacts,
    Interval,
    LanguageMismatchFacts,
    Lix,
    Nearest,
    NeedUnmetFacts,
    NeedWeakFacts,
    Share,
    TermFacts,
    ToneFacts,
    TooManyStepsFacts,
)
from samklang.pipeline.vocabulary import VOCABULARY
from samklang.reporters import REPORTERS, Display
from samklang.reporters.catalogue import CATALOGUES, ENGLISH, Catalogue, RuleWords
from tests.filled import Filler
from tests.findings import COLD, FINDING
from tests.reporters.sample import sample_report

KINDS = get_args(Facts)


def finding(facts: Facts, need: str | None = None, moment: str = "buy") -> Finding:
    return replace(FINDING, facts=facts, need=need, moment=moment)


def said(facts: Facts, need: str | None = None) -> tuple[str, str]:
    """The message and the reason in English."""
    return ENGLISH.message(finding(facts, need)), ENGLISH.reason(finding(facts, need))


# --- every catalogue ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", CATALOGUES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_facts_has_its_words(language: str, kind: type[Facts]) -> None:
    catalogue = CATALOGUES[language]
    one = finding(Filler("a").filled(kind), need="price")
    assert catalogue.message(one)
    assert isinstance(catalogue.reason(one), str)


@pytest.mark.parametrize("language", CATALOGUES)
def test_no_two_kinds_of_facts_are_said_alike(language: str) -> None:
    messages = [CATALOGUES[language].message(finding(Filler("a").filled(kind))) for kind in KINDS]
    assert len(set(messages)) == len(KINDS)


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_rule_says_what_it_is_and_what_to_do(language: str) -> None:
    for rule_id in (*VOCABULARY.rules, "tone.pushy"):
        words = CATALOGUES[language].rule(rule_id)
        assert words.says and words.why and words.how and words.to_do, rule_id
        assert words.how[-1].isspace(), f"{rule_id}: something must stand before what to do"
        assert words.help == words.how + words.to_do


# --- another language ---------------------------------------------------------------------------


class Toy:
    """A language of one word: all that a language has to be."""

    def message(self, one: Finding) -> str:
        return f"hm: {type(one.facts).__name__}"

    def reason(self, one: Finding) -> str:
        return f"hm, since {one.rule}"

    def figures(self, one: Finding) -> str:
        return "" if one.score is None else f"hm {one.score:.0f}"

    def rule(self, rule_id: str) -> RuleWords:
        return RuleWords(says=f"hm {rule_id}", why="hm.", how="Hm. ", to_do="Hm!")

    def language(self, code: str) -> str:
        return f"hm-{code}"


SILENT = {"markdown": "reason"}
"""What a format leaves out of a finding, to be short."""


@pytest.mark.parametrize("form", REPORTERS)
def test_a_report_speaks_the_language_that_it_is_asked_for(form: str) -> None:
    toy: Catalogue = Toy()
    out = REPORTERS[form](sample_report(), Display(width=200, catalogue=toy))
    for one in sample_report().findings:
        assert toy.message(one) in out
        assert toy.reason(one) in out or SILENT.get(form) == "reason"
        assert ENGLISH.message(one) not in out


# --- English ------------------------------------------------------------------------------------


def test_tone() -> None:
    message, reason = said(COLD)
    assert message == "too cold for Test"
    assert reason == "the choice of words; nothing that is counted stands out"
    assert said(replace(COLD, pulls=("passive", "commas")))[1] == "by passive, commas"
    assert said(replace(COLD, quote="Hereby.", pulls=("passive",)))[1] == "“Hereby.” pulls most by passive"
    assert said(replace(COLD, quote="Hereby."))[1] == "“Hereby.” pulls most"


def test_a_long_quotation_is_cut_between_words() -> None:
    assert said(replace(COLD, quote="word " * 30))[1] == f"“{'word ' * 16}word…” pulls most"


@pytest.mark.parametrize(
    ("against", "sign", "message", "reason"),
    [
        (
            DriftFrom.PERSONA,
            -1,
            "web as a whole is more cold than Test",
            "31 points (20 to 42) outside Test's band, over 7 files (2.1 of their standard deviations); "
            "this passage is furthest off",
        ),
        (
            DriftFrom.OTHERS,
            1,
            "web as a whole is more cold than the other channels",
            "31 points (20 to 42) from the other channels, over 7 files (2.1 of their standard deviations); "
            "this passage is furthest off",
        ),
    ],
)
def test_drift(against: DriftFrom, sign: int, message: str, reason: str) -> None:
    low, high = sorted((sign * 20.0, sign * 42.0))
    facts = DriftFacts(
        trait="warm",
        pole="cold",
        brand="Test",
        against=against,
        difference=sign * 31.0,
        interval=Interval(low, high),
        effect=sign * 2.1,
        documents=7,
    )
    assert said(facts) == (message, reason)


@pytest.mark.parametrize(
    ("nearest", "answers", "reason"),
    [
        (Nearest.FAR, "answers", "no passage of its 3 files comes near"),
        (Nearest.NEAR, "answers", "nearest is “49 pounds.”, 30% likely to be taken as an answer"),
        (Nearest.PERHAPS, "surely answers", "nearest is “49 pounds.”, 30% likely to be taken as an answer"),
    ],
)
def test_an_unmet_need(nearest: Nearest, answers: str, reason: str) -> None:
    facts = NeedUnmetFacts(
        question="How much?",
        weight=0.25,
        coverage=0.3,
        nearest=nearest,
        evidence="49 pounds.",
        documents=3,
    )
    assert said(facts, "price") == (
        f"nothing in web, buy (en) {answers} “How much?”",
        f"price is 25% of what weighs there; {reason}",
    )
    everywhere = finding(facts, "price", ANY_MOMENT)
    assert ENGLISH.message(everywhere) == f"nothing in web (en) {answers} “How much?”"


def test_a_need_that_is_felt() -> None:
    facts = FeelingUnmetFacts(question="Will it be all right?", weight=0.2, coverage=0.4)
    assert said(facts, "reassurance") == (
        "web, buy (en) gives too little reassurance: “Will it be all right?”",
        "reassurance is 20% of what weighs there; it is given to 40%, and by this passage least",
    )


@pytest.mark.parametrize(
    ("depth", "lix", "says"),
    [
        (Depth(1204, 200), None, "only after 1,204 words, 200 at most are asked for"),
        (None, Lix(58, 40.0), "in words that are hard to read: LIX 58, 40 asked for"),
        (
            Depth(204, 200),
            Lix(58, 40.5),
            "only after 204 words, 200 at most are asked for "
            "and in words that are hard to read: LIX 58, 40.5 asked for",
        ),
    ],
)
def test_a_weak_answer(depth: Depth | None, lix: Lix | None, says: str) -> None:
    facts = NeedWeakFacts(question="How much?", weight=0.25, depth=depth, lix=lix)
    message, reason = said(facts, "price")
    assert message == f"web, buy (en) answers “How much?” {says}"
    assert reason == "price is 25% of what weighs there"


@pytest.mark.parametrize(
    ("sentences", "long_words", "reason"),
    [
        (None, None, ""),
        (31.4, None, "its sentences have 31 words on average"),
        (None, 50.0, "50% of its words have more than six letters"),
        (
            31.4,
            50.0,
            "its sentences have 31 words on average and 50% of its words have more than six letters",
        ),
    ],
)
def test_what_is_hard_to_read(sentences: float | None, long_words: float | None, reason: str) -> None:
    facts = HardToReadFacts(lix=Lix(56.2, 40), words_per_sentence=sentences, long_words=long_words)
    assert said(facts) == ("hard to read: LIX 56, 40 asked for in web", reason)


def test_too_many_steps() -> None:
    assert said(TooManyStepsFacts(steps=5, most=4)) == (
        "asks 5 things of the customer, 4 at most in web",
        "the first that is too many is asked here",
    )


def test_terms() -> None:
    banned = TermFacts(brand="Test", term="leverage", better=None, why="")
    assert said(banned) == ("Test avoids “leverage”", "")
    better = TermFacts(brand="Test", term="customer", better="guest", why="our house")
    assert said(better) == ("Test says “guest” rather than “customer”: our house", "")


def test_another_language() -> None:
    passage = LanguageMismatchFacts(seems="de", meant="sv", file=None)
    assert said(passage) == ("this is in German, and meant to be in Swedish", "")
    file = LanguageMismatchFacts(seems="xx", meant="sv", file=Share(2, 3))
    assert said(file) == ("2 of 3 passages here are in xx, and meant to be in Swedish", "")


def test_what_hides_nothing_any_more() -> None:
    assert said(IdleSuppressionFacts(because="")) == ("hides nothing any more: take it out", "")
    assert said(IdleSuppressionFacts(because="of a campaign"))[1] == "it was there because of a campaign"
    expired = ExpiredSuppressionFacts(until=date(2020, 1, 1), because="of a campaign")
    assert said(expired) == (
        "held until 2020-01-01: what it hid shows again",
        "it was there because of a campaign",
    )
    entry = IdleEntryFacts(rule="tone.warm", file="web/a.md")
    assert said(entry) == ("tone.warm in web/a.md is no more: samklang baseline prune takes it out", "")


def test_figures_as_far_as_there_are_any() -> None:
    assert ENGLISH.figures(FINDING) == ""
    scored = replace(FINDING, score=-57.6, margin=14, low=-5, high=85)
    assert ENGLISH.figures(scored) == "score -58, band -5 to 85, margin 14"
    assert isinstance(FINDING.facts, ToneFacts)
