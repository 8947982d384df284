"""Steps: how many things copy asks the customer to do, counted by its words.

A clause asks for a step when it begins with the bare form of a verb ("Open the box", "Öppna lådan", "Åbn
æsken"), or when it says that people must ("you need to", "du måste", "du skal"). An offer ("if you have
questions, write to us"), a link ("read more") and what need not be done are not steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import dropwhile
from typing import NamedTuple

from samklang.languages import LANGUAGES
from samklang.languages.interface import Phrases, StepWords
from samklang.model import Kind, Passage, Sentence

_STEPS = (Kind.NUMBERED_ITEM, Kind.PLACEHOLDER)
_PAUSE = re.compile(r"[,(:;–—]")
_NEW_CLAUSE = re.compile(r"[:;–—]")
"""After these a clause can be an order by itself: "This is how: open the lid"."""


def asked(passage: Passage) -> int:
    """How many steps a passage asks for; a numbered item and a field of a form ask for at least one."""
    count = sum(map(_asked, passage.sentences))
    at_least_one = passage.block.kind in _STEPS or _numbered().match(passage.text)
    return max(count, int(bool(at_least_one)))


@cache
def _numbered() -> re.Pattern[str]:
    """The pattern of a numbered step's beginning, in any language: "2.", "Step 2:"."""
    names = sorted({name for language in LANGUAGES.values() for name in language.steps.numbering})
    return re.compile(rf"\s*(?:(?:{'|'.join(names)})\s*)?\d{{1,2}}[.):]\s+\S", re.IGNORECASE)


class _Clause(NamedTuple):
    """A part of a sentence."""

    words: Sequence[str]
    """In lower case."""
    order: Sequence[str]
    """The same without the words that may come before an order."""
    joined: bool
    """Whether "and" joins it to the clause before: it is then an order only if that clause is."""
    independent: bool
    """Whether it begins the sentence, or could begin one."""


def _asked(sentence: Sentence) -> int:
    """How many clauses of a sentence ask for a step."""
    words = LANGUAGES[sentence.language].steps
    clauses = list(_clauses(sentence, words))
    if sentence.text.rstrip().endswith("?") or not clauses:
        return 0
    conditional = clauses[0].order[0] in words.conditionals
    if conditional and any(word in words.offers for clause in clauses for word in clause.words):
        return 0
    count, previous = 0, False
    for clause in clauses:
        may_order = clause.independent or (previous if clause.joined else count > 0 or conditional)
        previous = _obliges(clause, words) or (may_order and _orders(clause.order, words))
        count += previous
    return count


def _clauses(sentence: Sentence, words: StepWords) -> Iterator[_Clause]:
    """A sentence cut at its pauses and before conjunctions; clauses that are only lead-in are left out."""
    clause, joined, independent, end = list[str](), False, True, 0
    for word in sentence.words:
        start, lower = word.start - sentence.start, word.text.lower()
        gap = sentence.text[end:start]
        if _PAUSE.search(gap) or lower in words.conjunctions:
            if order := _order(clause, words):
                yield _Clause(clause, order, joined, independent)
                joined, independent = lower in words.conjunctions, False
            clause, independent = [], independent or bool(_NEW_CLAUSE.search(gap))
        clause.append(lower)
        end = word.end - sentence.start
    if order := _order(clause, words):
        yield _Clause(clause, order, joined, independent)


def _order(clause: Sequence[str], words: StepWords) -> list[str]:
    return list(
        dropwhile(lambda word: word in words.lead_ins or word in words.conjunctions or word.isdigit(), clause)
    )


def _obliges(clause: _Clause, words: StepWords) -> bool:
    """Whether a clause says that people must do something, and not that they need not."""
    rests = [
        clause.words[index + len(phrase) :]
        for index in range(1, len(clause.words))  # as the first words they make a question or a condition
        if (phrase := _first_phrase(clause.words[index:], words.inverted_obligations))
    ]
    if phrase := _first_phrase(clause.order, words.obligations):
        rests.append(clause.order[len(phrase) :])
    return any(not words.exemptions.intersection(rest[:2]) for rest in rests)


def _orders(order: Sequence[str], words: StepWords) -> bool:
    """Whether a clause begins with an order."""
    first, following = order[0], order[1] if len(order) > 1 else ""
    if following in words.no_step_before or _first_phrase(order, words.idioms):
        return False
    return first in words.verbs or (
        first in words.ambiguous_verbs and (following in words.complements or following.startswith("0"))
    )


def _first_phrase(clause: Sequence[str], phrases: Phrases) -> tuple[str, ...]:
    """The phrase that a clause begins with; empty where it begins with none of them."""
    return next((phrase for phrase in phrases if tuple(clause[: len(phrase)]) == phrase), ())
