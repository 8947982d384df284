"""Terms are detected in every inflection, in the words of each language, each at its own place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from samklang.model import (
    Block,
    Document,
    Effort,
    FileText,
    Finding,
    Measurement,
    Persona,
    Source,
    Term,
    TermFacts,
)
from samklang.rules.interface import Case
from samklang.rules.terms import find_avoid, find_prefer
from samklang.text.split import Splitter
from tests.journey.test_journey import BAND, workspace

Find = Callable[[str, str, Term], list[Finding]]


@pytest.fixture
def find(splitter: Splitter, block: Callable[[str], Block]) -> Find:
    def run(text: str, language: str, term: Term) -> list[Finding]:
        document = Document(
            source=Source(name="a.txt", path=None, channel="web"),
            file=FileText(text),
            encoding="utf-8",
            format="text",
            blocks=(block(text),),
        )
        measurements = [
            Measurement(passage=passage, traits={}, needs={}, effort=Effort(lix=0, words_per_sentence=0))
            for passage in splitter.passages(document, language)
        ]
        persona = Persona(brand="Test", bands=(BAND,), terms=(term,))
        case = Case(
            workspace=replace(workspace(), persona=persona),
            measurements=measurements,
            touchpoints=(),
            lemmas=splitter.lemmas,
        )
        return [*find_avoid(case), *find_prefer(case)]

    return run


@pytest.mark.parametrize(
    ("language", "term", "text", "hits"),
    [
        ("en", "leverage", "We leveraged it. Leveraging is what we do.", ["leveraged", "Leveraging"]),
        ("en", "world-class", "A World-class tent.", ["World-class"]),
        ("en", "reach out", "She reached out, and reaching further out helped.", ["reached out"]),
        ("en", "customer", "Our customers, and every customer's dog.", ["customers", "customer"]),
        ("sv", "kund", "Kunderna och kundens hund, en kund till.", ["Kunderna", "kundens", "kund"]),
        ("sv", "optimera", "Vi optimerar det som är optimerat.", ["optimerar", "optimerat"]),
        ("sv", "pris", "Priset står på prislappen, och priserna är låga.", ["Priset", "priserna"]),
        ("sv", "avgift", "Avgiften är en avgift.", ["Avgiften", "avgift"]),
        ("da", "bruger", "Brugernes ord til brugeren.", ["Brugernes", "brugeren"]),
        ("da", "kunde", "Kundernes ønsker er kundens.", ["Kundernes", "kundens"]),
        ("da", "unik", "De unikke støvler.", ["unikke"]),
        ("en", "purchase", "A micro-purchase is a 2-purchase - purchase.", ["purchase", "purchase"]),
    ],
)
def test_inflections_are_found(find: Find, language: str, term: str, text: str, hits: list[str]) -> None:
    findings = find(text, language, Term(text=term))
    assert [text[slice(*finding.place.span)] for finding in findings] == hits
    assert {finding.rule for finding in findings} == {"term.avoid"}


def test_a_better_word_is_suggested(find: Find) -> None:
    (finding,) = find("Dear customers", "en", Term(text="customer", use="guest", why="our house"))
    assert (finding.rule, finding.suggestion) == ("term.prefer", "guest")
    assert finding.facts == TermFacts(brand="Test", term="customer", better="guest", why="our house")


def test_a_term_of_another_language_is_left_alone(find: Find) -> None:
    assert not find("Vi kunde inte komma.", "sv", Term(text="kunde", language="da"))


def test_a_part_of_a_word_is_not_the_word(find: Find) -> None:
    assert not find("The customerless shop uses leveragedness.", "en", Term(text="customer"))


@pytest.mark.parametrize(
    ("text", "replacement"),
    [("Dear customer", "guest"), ("Customer first", "Guest"), ("Dear customers", None)],
)
def test_a_better_word_takes_the_place_of_the_word_itself_but_of_no_inflection(
    find: Find, text: str, replacement: str | None
) -> None:
    (finding,) = find(text, "en", Term(text="customer", use="guest"))
    assert finding.replacement == replacement
