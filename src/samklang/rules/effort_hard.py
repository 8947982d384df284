"""`effort.hard`: a passage is harder to read than its channel may ask of people."""

from __future__ import annotations

from collections.abc import Iterator

from samklang.model import Effort, Finding, Level, Measurement
from samklang.rules.interface import Case, Rule

FEWEST_WORDS = 30
"""Under which LIX says little: one long word more is a point or three."""
HARDER = 15.0
"""LIX over what is asked from which everybody would call it harder."""
_LONG_SENTENCE = 25
_LONG_WORDS = 35


def find(case: Case) -> Iterator[Finding]:
    """A finding for each passage of a channel whose priorities say what LIX may be asked."""
    for one in case.measurements:
        source = one.passage.source
        channel = case.workspace.channel(source.channel)
        lix = channel.priority(source.moment).lix if channel else None
        if lix is not None and one.passage.words >= FEWEST_WORDS and one.effort.lix > lix + HARDER:
            yield _finding(one, lix)


def _finding(one: Measurement, lix: float) -> Finding:
    passage = one.passage
    return Finding(
        rule=RULE.ids[0],
        level=RULE.level,
        place=passage.place(),
        channel=passage.source.channel,
        moment=passage.source.moment,
        language=passage.language,
        message=f"hard to read: LIX {one.effort.lix:.0f}, {lix:g} asked for in {passage.source.channel}",
        reason=_reason(one.effort),
    )


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
    says="a passage is harder to read than its channel may ask",
    why="People read a mail or a screen in passing; what takes effort is put off, and often for good.",
    help="""\
LIX (Björnsson 1968) is the words a sentence and the share of words over six letters: 30 is easy, 40 a
newspaper, 50 an official text, 60 the law. It is asked of channels whose priorities say `effort: {lix: 40}`,
and told from 15 over that, in passages of 30 words and more. What to do: make two sentences of one; take the
everyday word.""",
    find=find,
)
