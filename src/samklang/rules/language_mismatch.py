"""`language.mismatch`: copy that is surely in another language than it is meant to be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from samklang.model import Finding, Level, Passage
from samklang.rules.interface import Case, Rule

_NAMES = {
    "en": "English",
    "sv": "Swedish",
    "da": "Danish",
    "no": "Norwegian",
    "fi": "Finnish",
    "de": "German",
    "nl": "Dutch",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
}
_WHOLE = 0.5
"""Share of the passages that tell their language from which a file is another language's as a whole."""


def find(case: Case) -> Iterator[Finding]:
    """A finding for each passage in another language, or one for a file that is in another throughout."""
    files: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for one in case.measurements:
        if one.passage.seems:
            files[one.passage.source.name, one.passage.language].append(one.passage)
    for (_, language), passages in files.items():
        strange = [passage for passage in passages if passage.seems != language]
        if len(strange) > 1 and len(strange) > _WHOLE * len(passages):
            yield _finding(strange[0], _most(strange), f"{len(strange)} of {len(passages)} passages here are")
        else:
            for passage in strange:
                yield _finding(passage, str(passage.seems), "this is")


def _most(passages: Sequence[Passage]) -> str:
    return Counter(str(passage.seems) for passage in passages).most_common(1)[0][0]


def _finding(passage: Passage, found: str, what: str) -> Finding:
    found, meant = (_NAMES.get(code, code) for code in (found, passage.language))
    return Finding(
        rule=RULE.ids[0],
        level=RULE.level,
        place=passage.place(),
        channel=passage.source.channel,
        moment=passage.source.moment,
        language=passage.language,
        message=f"{what} in {found}, and meant to be in {meant}",
    )


RULE = Rule(
    ids=("language.mismatch",),
    level=Level.WARNING,
    why="Copy left in another language is read by nobody it is for, and scored as what it is not.",
    find=find,
)
