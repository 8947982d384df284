"""`language.mismatch`: copy that is surely in another language than it is meant to be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from samklang.languages import english_name
from samklang.model import Finding, Level, Passage
from samklang.rules.interface import Case, Rule, of_passage

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
        counts = Counter(passage.seems for passage in strange)
        most = next((code for code in counts if counts[code] > max(1, _WHOLE * len(passages))), None)
        if most:
            first = next(passage for passage in strange if passage.seems == most)
            yield _finding(first, f"{counts[most]} of {len(passages)} passages here are")
        for passage in strange:
            if passage.seems != most:
                yield _finding(passage, "this is")


def _finding(passage: Passage, what: str) -> Finding:
    found, meant = map(english_name, (str(passage.seems), passage.language))
    return of_passage(RULE, passage, f"{what} in {found}, and meant to be in {meant}")


RULE = Rule(
    ids=("language.mismatch",),
    level=Level.WARNING,
    says="a passage, or a whole file, is surely in another language than it is meant to be",
    why="Copy left in another language is read by nobody it is for, and scored as what it is not.",
    help="""\
Holds what a passage's words are in against what it is meant to be in: the workspace's `language`, else the
file's path, else what the file says of it. It takes six words in lower case outside quotation marks and a
clear case, so names, quotations and slogans do not set it off; a file that is in another language throughout
gives one finding. What to do: translate it, or mend the path or the workspace's `language`.""",
    find=find,
)
