"""`effort.hard`: a passage is harder to read, or a file asks more steps, than its channel may ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from samklang.model import Effort, Finding, Level, Measurement
from samklang.rules.interface import Case, Rule, of_passage

FEWEST_WORDS = 30
"""Under which LIX says little: one long word more is a point or three."""
HARDER = 15.0
"""LIX over what is asked from which everybody would call it harder."""
_LONG_SENTENCE = 25
_LONG_WORDS = 35


def find(case: Case) -> Iterator[Finding]:
    """A finding for each passage over the LIX that its channel's priorities allow, and for each file over the
    steps."""
    yield from _hard(case)
    yield from _long(case)


def _hard(case: Case) -> Iterator[Finding]:
    for one in case.measurements:
        source = one.passage.source
        channel = case.workspace.channel(source.channel)
        lix = channel.priority(source.moment).lix if channel else None
        if lix is not None and one.passage.words >= FEWEST_WORDS and one.effort.lix > lix + HARDER:
            says = f"hard to read: LIX {one.effort.lix:.0f}, {lix:g} asked for in {source.channel}"
            yield replace(of_passage(RULE, one.passage, says), reason=_reason(one.effort))


def _long(case: Case) -> Iterator[Finding]:
    """Of each language of a document, since nobody reads it in all of them."""
    by_language: dict[str, list[Measurement]] = defaultdict(list)
    for one in case.measurements:
        by_language[one.passage.language].append(one)
    for language, found in by_language.items():
        source = found[0].passage.source
        channel = case.workspace.channel(source.channel)
        most = channel.priority(source.moment).steps if channel else None
        total = sum(one.effort.steps for one in found)
        if most is not None and total > most:
            says = f"asks {total} things of the customer, {most} at most in {source.channel}"
            yield replace(
                of_passage(RULE, _past(found, most).passage, says),
                reason="the first that is too many is asked here",
                subject=f"steps {language}",
                shortfall=1 - most / total,
            )


def _past(found: Sequence[Measurement], most: int) -> Measurement:
    """The passage that asks the first step too many."""
    asked = accumulate(one.effort.steps for one in found)
    return next(one for one, so_far in zip(found, asked, strict=True) if so_far > most)


def _reason(effort: Effort) -> str:
    """LIX is the words of a sentence and the share of long words together: which of them is it?"""
    long_words = effort.lix - effort.words_per_sentence
    parts = []
    if effort.words_per_sentence > _LONG_SENTENCE:
        parts.append(f"its sentences have {effort.words_per_sentence:.0f} words on average")
    if long_words > _LONG_WORDS:
        parts.append(f"{long_words:.0f}% of its words have more than six letters")
    return " and ".join(parts)


RULE = Rule(
    ids=("effort.hard",),
    level=Level.SUGGESTION,
    says="a passage is harder to read, or a file asks more steps, than its channel may ask",
    why="People read a mail or a screen in passing; what takes effort is put off, and often for good.",
    help="""\
LIX (Björnsson 1968) is the words a sentence and the share of words over six letters: 30 is easy, 40 a
newspaper, 50 an official text, 60 the law. It is asked of channels whose priorities say `effort: {lix: 40}`,
and told from 15 over that, in passages of 30 words and more; the reason says whether it is the length of the
sentences or of the words. A step is a thing that copy asks people to do: an order ("open the box"), what they
must ("you need to", "du måste", "du skal"), an item of a numbered list, a field of a form.
`effort: {lix: 40, steps: 5}` says how many a file may ask; leave it out for catalogues of strings,
which nobody meets at once. What to do: make two sentences of one; take the everyday word; do for people what
they need not do themselves.""",
    find=find,
)
