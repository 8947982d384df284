"""Steps: how many things copy asks the customer to do, told by its words.

A clause asks something when it begins with the bare form of a verb ("Open the box", "Öppna lådan", "Åbn
æsken"), or when it says that people must ("you need to", "du måste", "du skal"). What is offered ("if you
have questions, write to us"), what only leads on ("read more") and what need not be done is no step.
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
_ANEW = re.compile(r"[:;–—]")
"""After which a clause stands by itself: "This is how: open the lid"."""


def asked(passage: Passage) -> int:
    """How many things a passage asks of the customer; a numbered item and a form's field ask one at least."""
    found = sum(map(_asked, passage.sentences))
    at_least_one = passage.block.kind in _STEPS or _numbered().match(passage.text)
    return max(found, int(bool(at_least_one)))


@cache
def _numbered() -> re.Pattern[str]:
    """How a step begins that has a number, in any language: "2.", "Step 2:"."""
    names = sorted({name for language in LANGUAGES.values() for name in language.steps.numbering})
    return re.compile(rf"\s*(?:(?:{'|'.join(names)})\s*)?\d{{1,2}}[.):]\s+\S", re.IGNORECASE)


class _Clause(NamedTuple):
    """A part of a sentence."""

    words: Sequence[str]
    """In lower case."""
    order: Sequence[str]
    """The same, less what may lead up to an order."""
    joined: bool
    """By "and": it is an order where the clause before it is one."""
    anew: bool
    """It begins the sentence, or might."""


def _asked(sentence: Sentence) -> int:
    """How many clauses of a sentence ask something."""
    words = LANGUAGES[sentence.language].steps
    clauses = list(_clauses(sentence, words))
    if sentence.text.rstrip().endswith("?") or not clauses:
        return 0
    conditional = clauses[0].order[0] in words.conditionals
    if conditional and any(word in words.offers for clause in clauses for word in clause.words):
        return 0
    found, before = 0, False
    for clause in clauses:
        may = clause.anew or (before if clause.joined else found > 0 or conditional)
        before = _must(clause, words) or (may and _orders(clause.order, words))
        found += before
    return found


def _clauses(sentence: Sentence, words: StepWords) -> Iterator[_Clause]:
    """A sentence cut at its pauses, and before words that join; what is nothing but lead is left out."""
    clause, joined, anew, end = list[str](), False, True, 0
    for word in sentence.words:
        start, lower = word.start - sentence.start, word.text.lower()
        gap = sentence.text[end:start]
        if _PAUSE.search(gap) or lower in words.conjunctions:
            if order := _order(clause, words):
                yield _Clause(clause, order, joined, anew)
                joined, anew = lower in words.conjunctions, False
            clause, anew = [], anew or bool(_ANEW.search(gap))
        clause.append(lower)
        end = word.end - sentence.start
    if order := _order(clause, words):
        yield _Clause(clause, order, joined, anew)


def _order(clause: Sequence[str], words: StepWords) -> list[str]:
    return list(
        dropwhile(lambda word: word in words.lead_ins or word in words.conjunctions or word.isdigit(), clause)
    )


def _must(clause: _Clause, words: StepWords) -> bool:
    """Whether a clause says that people must, and not that they need not."""
    found = [
        clause.words[at + len(said) :]
        for at in range(1, len(clause.words))  # at the very beginning, it asks or makes a condition
        if (said := _begun(clause.words[at:], words.inverted_obligations))
    ]
    if said := _begun(clause.order, words.obligations):
        found.append(clause.order[len(said) :])
    return any(not words.exemptions.intersection(rest[:2]) for rest in found)


def _orders(order: Sequence[str], words: StepWords) -> bool:
    """Whether a clause begins with an order."""
    first, following = order[0], order[1] if len(order) > 1 else ""
    if following in words.no_step_before or _begun(order, words.idioms):
        return False
    return first in words.verbs or (
        first in words.ambiguous_verbs and (following in words.complements or following.startswith("0"))
    )


def _begun(clause: Sequence[str], phrases: Phrases) -> tuple[str, ...]:
    """The phrase that a clause begins with; empty where there is none."""
    return next((said for said in phrases if tuple(clause[: len(said)]) == said), ())
