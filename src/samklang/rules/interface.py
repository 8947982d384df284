"""What a rule is: a name, a level and a function from a `Case` to findings.

The words for a rule and for its findings are in the reporters' catalogue (`reporters/catalogue`).
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
    """All that a rule may look at.

    Rules run once for each document, with its measurements; then once with the results for all documents;
    and last with what is stale. What does not belong to the run is empty.
    """

    workspace: Workspace
    lemmas: Callable[[str, str], tuple[str, ...]]
    """The dictionary forms of a text's words, given the text and its language."""
    measurements: Sequence[Measurement] = ()
    """Those of one document."""
    touchpoints: Sequence[Touchpoint] = ()
    """The results for all documents, by touchpoint."""
    channels: Sequence[ChannelResult] = ()
    """The results for all documents, by channel."""
    stale: Sequence[Stale] = ()
    """Suppressions and baseline entries that hid nothing; known only after all other rules have run."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A kind of finding; the tone rule has an id for each trait."""

    ids: tuple[str, ...]
    level: Level
    find: Callable[[Case], Iterator[Finding]]
    """Findings at the rule's own level; the workspace may set another afterwards."""
    whole: bool = False
    """Whether it is judged only for channels of which every file was read."""


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
