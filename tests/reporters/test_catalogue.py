"""The catalogues: each has words for every kind of facts and every rule; and the words of English."""

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


def words(facts: Facts, need: str | None = None) -> tuple[str, str]:
    """The message and the reason in English."""
    return ENGLISH.message(finding(facts, need)), ENGLISH.reason(finding(facts, need))


# --- every catalogue ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", CATALOGUES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_facts_has_its_words(language: str, kind: type[Facts]) -> None:
    catalogue = CATALOGUES[language]
    filled = finding(Filler("a").filled(kind), need="price")
    assert catalogue.message(filled)
    assert isinstance(catalogue.reason(filled), str)


@pytest.mark.parametrize("language", CATALOGUES)
def test_no_two_kinds_of_facts_have_the_same_message(language: str) -> None:
    messages = [CATALOGUES[language].message(finding(Filler("a").filled(kind))) for kind in KINDS]
    assert len(set(messages)) == len(KINDS)


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_rule_says_what_it_is_and_what_to_do(language: str) -> None:
    for rule_id in (*VOCABULARY.rules, "tone.pushy"):
        rule = CATALOGUES[language].rule(rule_id)
        assert rule.summary and rule.why and rule.how and rule.to_do, rule_id
        assert rule.how[-1].isspace(), f"{rule_id}: white space must separate it from what to do"
        assert rule.help == rule.how + rule.to_do


# --- another language ---------------------------------------------------------------------------


class Toy:
    """A language of one word: the least that a catalogue can be."""

    def message(self, finding: Finding) -> str:
        return f"hm: {type(finding.facts).__name__}"

    def reason(self, finding: Finding) -> str:
        return f"hm, since {finding.rule}"

    def figures(self, finding: Finding) -> str:
        return "" if finding.score is None else f"hm {finding.score:.0f}"

    def rule(self, rule_id: str) -> RuleWords:
        return RuleWords(summary=f"hm {rule_id}", why="hm.", how="Hm. ", to_do="Hm!")

    def language(self, code: str) -> str:
        return f"hm-{code}"


SILENT = {"markdown": "reason"}
"""What a format leaves out of findings, to be short."""


@pytest.mark.parametrize("form", REPORTERS)
def test_a_report_is_in_the_language_of_its_catalogue(form: str) -> None:
    toy: Catalogue = Toy()
    out = REPORTERS[form](sample_report(), Display(width=200, catalogue=toy))
    for reported in sample_report().findings:
        assert toy.message(reported) in out
        assert toy.reason(reported) in out or SILENT.get(form) == "reason"
        assert ENGLISH.message(reported) not in out


# --- English ------------------------------------------------------------------------------------


def test_tone() -> None:
    message, reason = words(COLD)
    assert message == "too cold for Test"
    assert reason == "the choice of words; no feature that samklang counts stands out"
    assert words(replace(COLD, pulls=("passive", "commas")))[1] == "by passive, commas"
    assert words(replace(COLD, quote="Hereby.", pulls=("passive",)))[1] == "“Hereby.” pulls most by passive"
    assert words(replace(COLD, quote="Hereby."))[1] == "“Hereby.” pulls most"


def test_a_long_quotation_is_cut_between_words() -> None:
    assert words(replace(COLD, quote="word " * 30))[1] == f"“{'word ' * 16}word…” pulls most"


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
    assert words(facts) == (message, reason)


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
    assert words(facts, "price") == (
        f"nothing in web, buy (en) {answers} “How much?”",
        f"price is 25% of what weighs there; {reason}",
    )
    everywhere = finding(facts, "price", ANY_MOMENT)
    assert ENGLISH.message(everywhere) == f"nothing in web (en) {answers} “How much?”"


def test_a_need_that_is_felt() -> None:
    facts = FeelingUnmetFacts(question="Will it be all right?", weight=0.2, coverage=0.4)
    assert words(facts, "reassurance") == (
        "web, buy (en) gives too little reassurance: “Will it be all right?”",
        "reassurance is 20% of what weighs there; it is met to 40%, least by this passage",
    )


@pytest.mark.parametrize(
    ("depth", "lix", "weakness"),
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
def test_a_weak_answer(depth: Depth | None, lix: Lix | None, weakness: str) -> None:
    facts = NeedWeakFacts(question="How much?", weight=0.25, depth=depth, lix=lix)
    message, reason = words(facts, "price")
    assert message == f"web, buy (en) answers “How much?” {weakness}"
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
    assert words(facts) == ("hard to read: LIX 56, 40 asked for in web", reason)


def test_too_many_steps() -> None:
    assert words(TooManyStepsFacts(steps=5, most=4)) == (
        "asks 5 things of the customer, 4 at most in web",
        "this passage asks the first thing too many",
    )


def test_terms() -> None:
    banned = TermFacts(brand="Test", term="leverage", better=None, why="")
    assert words(banned) == ("Test avoids “leverage”", "")
    better = TermFacts(brand="Test", term="customer", better="guest", why="our house")
    assert words(better) == ("Test says “guest” rather than “customer”: our house", "")


def test_another_language() -> None:
    passage = LanguageMismatchFacts(seems="de", meant="sv", file=None)
    assert words(passage) == ("this is in German, and meant to be in Swedish", "")
    file = LanguageMismatchFacts(seems="xx", meant="sv", file=Share(2, 3))
    assert words(file) == ("2 of 3 passages here are in xx, and meant to be in Swedish", "")


def test_stale_suppressions_and_entries() -> None:
    assert words(IdleSuppressionFacts(because="")) == ("hides nothing any more: remove it", "")
    assert words(IdleSuppressionFacts(because="of a campaign"))[1] == "it was there because of a campaign"
    expired = ExpiredSuppressionFacts(until=date(2020, 1, 1), because="of a campaign")
    assert words(expired) == (
        "expired after 2020-01-01: what it hid is reported again",
        "it was there because of a campaign",
    )
    entry = IdleEntryFacts(rule="tone.warm", file="web/a.md")
    assert words(entry) == (
        "tone.warm in web/a.md is not found any more: samklang baseline prune removes this entry",
        "",
    )


def test_figures_are_those_that_the_finding_has() -> None:
    assert ENGLISH.figures(FINDING) == ""
    scored = replace(FINDING, score=-57.6, margin=14, low=-5, high=85)
    assert ENGLISH.figures(scored) == "score -58, band -5 to 85, margin 14"
    assert isinstance(FINDING.facts, ToneFacts)
