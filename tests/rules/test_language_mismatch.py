"""Copy in another language than it is meant to be in is reported; names and quotations are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from samklang.model import (
    Block,
    Document,
    Effort,
    FileText,
    Finding,
    LanguageMismatchFacts,
    Measurement,
    Share,
    Source,
)
from samklang.rules.interface import Case
from samklang.rules.language_mismatch import find
from samklang.text.split import Splitter
from tests.journey.test_journey import workspace

SWEDISH = "Vi packar ditt paket nu, och det går iväg från butiken i morgon."
DANISH = "Vi pakker din pakke nu, og den bliver sendt fra butikken i morgen tidlig."
ENGLISH = "We are packing your parcel now, and it leaves the shop tomorrow."
Mismatches = Callable[..., list[Finding]]


@pytest.fixture
def mismatches(splitter: Splitter, block: Callable[[str], Block]) -> Mismatches:
    def run(*copy: str, meant: str) -> list[Finding]:
        source = Source(name=f"{meant}/a.txt", path=None, channel="web", language=meant)
        document = Document(
            source=source,
            file=FileText(""),
            encoding="utf-8",
            format="text",
            blocks=tuple(map(block, copy)),
        )
        measurements = [
            Measurement(passage=passage, traits={}, needs={}, effort=Effort(lix=0, words_per_sentence=0))
            for passage in splitter.passages(document, meant)
        ]
        case = Case(workspace=workspace(), measurements=measurements, touchpoints=(), lemmas=splitter.lemmas)
        return list(find(case))

    return run


@pytest.mark.parametrize(
    ("meant", "copy", "seems"),
    [
        ("sv", ENGLISH, "en"),
        ("en", DANISH, "da"),
        ("da", SWEDISH, "sv"),
        ("sv", "Wir packen gerade dein Paket, und es geht morgen früh auf die Reise.", "de"),
    ],
)
def test_a_passage_in_another_language_is_a_finding(
    mismatches: Mismatches, meant: str, copy: str, seems: str
) -> None:
    (finding,) = mismatches(copy, meant=meant)
    assert (finding.rule, finding.language) == ("language.mismatch", meant)
    assert finding.facts == LanguageMismatchFacts(seems=seems, meant=meant, file=None)
    assert finding.place.span == (0, len(copy))


@pytest.mark.parametrize(
    ("meant", "copy"),
    [
        ("sv", SWEDISH),
        ("sv", "Nordlys Wool Base Layer Long Sleeve for Women"),
        ("sv", "Vår kund skrev till oss: ”we are so happy with the lovely tent that you sold us”."),
        ("sv", "Vi sydde den själva i vår butik, just do it and keep on walking all the way"),
        ("da", "Hent den her, så er den din."),
        ("sv", "Add to basket"),
    ],
)
def test_names_quotations_slogans_and_guesses_are_left_alone(
    mismatches: Mismatches, meant: str, copy: str
) -> None:
    assert mismatches(copy, meant=meant) == []


def test_a_file_in_another_language_throughout_is_one_finding(mismatches: Mismatches) -> None:
    (finding,) = mismatches(ENGLISH, "OK", ENGLISH + " Thank you for waiting.", SWEDISH, meant="sv")
    assert finding.facts == LanguageMismatchFacts(seems="en", meant="sv", file=Share(2, 3))


def test_a_passage_in_a_third_language_is_a_finding_of_its_own(mismatches: Mismatches) -> None:
    findings = mismatches(DANISH, ENGLISH, ENGLISH + " Thank you for waiting.", meant="sv")
    assert [finding.facts for finding in findings] == [
        LanguageMismatchFacts(seems="en", meant="sv", file=Share(2, 3)),
        LanguageMismatchFacts(seems="da", meant="sv", file=None),
    ]


def test_a_few_passages_in_other_languages_are_a_finding_each(mismatches: Mismatches) -> None:
    findings = mismatches(ENGLISH, SWEDISH, DANISH, SWEDISH + " Tack för att du väntar på oss.", meant="sv")
    assert [finding.facts for finding in findings] == [
        LanguageMismatchFacts(seems=seems, meant="sv", file=None) for seems in ("en", "da")
    ]


def test_a_passage_in_another_language_is_not_scored(
    splitter: Splitter, block: Callable[[str], Block]
) -> None:
    document = Document(
        source=Source(name="sv/a.txt", path=None, channel="web", language="sv"),
        file=FileText(""),
        encoding="utf-8",
        format="text",
        blocks=(block(SWEDISH), block(ENGLISH)),
    )
    assert [passage.scorable for passage in splitter.passages(document, "sv")] == [True, False]
