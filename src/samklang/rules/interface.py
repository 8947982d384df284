"""What a rule is: a name, a level and a function from a `Case` to findings.

What is said of it and of its findings, the reporters' catalogue knows (`reporters/catalogue`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from samklang.model import (
    ChannelResult,
    Facts,
    Finding,
    Level,
    Measurement,
    Passage,
    Stale,
    Touchpoint,
    Workspace,
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """All that a rule may look at: one document after the other, and what they came to once all were seen."""

    workspace: Workspace
    lemmas: Callable[[str, str], tuple[str, ...]]
    """The dictionary forms of a text's words, given the text and its language."""
    measurements: Sequence[Measurement] = ()
    """Of one document."""
    touchpoints: Sequence[Touchpoint] = ()
    """Of all of them."""
    channels: Sequence[ChannelResult] = ()
    """Likewise."""
    stale: Sequence[Stale] = ()
    """What hid nothing; known only when all other rules have had their say."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One kind of finding, or one a trait."""

    ids: tuple[str, ...]
    level: Level
    find: Callable[[Case], Iterator[Finding]]
    """Findings at the rule's own level; the workspace may set another afterwards."""
    whole: bool = False
    """Judged only for channels that were read whole."""


def of_passage(rule: Rule, passage: Passage, facts: Facts) -> Finding:
    """A finding of a rule with one id, about a whole passage."""
    return Finding(
        rule=rule.ids[0],
        level=rule.level,
        place=passage.place(),
        channel=passage.source.channel,
        moment=passage.source.moment,
        language=passage.language,
        facts=facts,
        subject=passage.text,
    )
