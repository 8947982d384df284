"""`term.avoid` and `term.prefer`: a word the persona bans, or one it has a better word for.

Words are compared by their dictionary forms, so inflections count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from samklang.model import Finding, Level, Measurement, Sentence, Term, Word
from samklang.rules.interface import Case, Rule

_ByFirst = dict[str, list[tuple[tuple[str, ...], Term]]]


def find_avoid(case: Case) -> Iterator[Finding]:
    """A finding for each use of a banned word."""
    for one, term, words in _uses(case, better=False):
        why = f": {term.why}" if term.why else ""
        yield _finding(AVOID, one, words, f"{case.workspace.persona.brand} avoids “{term.text}”{why}", None)


def find_prefer(case: Case) -> Iterator[Finding]:
    """A finding for each use of a word that there is a better one for."""
    for one, term, words in _uses(case, better=True):
        why = f": {term.why}" if term.why else ""
        message = f"{case.workspace.persona.brand} says “{term.use}” rather than “{term.text}”{why}"
        yield _finding(PREFER, one, words, message, term.use)


def _uses(case: Case, *, better: bool) -> Iterator[tuple[Measurement, Term, Sequence[Word]]]:
    tables: dict[str, _ByFirst] = {}
    terms = [term for term in case.workspace.persona.terms if (term.use is not None) == better]
    for one in case.measurements:
        for sentence in one.passage.sentences if one.passage.scorable else ():
            table = tables.get(sentence.language)
            if table is None:
                table = tables[sentence.language] = _table(terms, sentence.language, case)
            for term, words in _matches(sentence, table):
                yield one, term, words


def _table(terms: list[Term], language: str, case: Case) -> _ByFirst:
    """The terms of a language by the dictionary form of their first word."""
    table: _ByFirst = defaultdict(list)
    for term in terms:
        if term.language in (None, language) and (lemmas := case.lemmas(term.text, language)):
            table[lemmas[0]].append((lemmas, term))
    return table


def _matches(sentence: Sentence, table: _ByFirst) -> Iterator[tuple[Term, Sequence[Word]]]:
    lemmas = sentence.lemmas
    if table.keys().isdisjoint(lemmas):
        return
    for at, lemma in enumerate(lemmas):
        for wanted, term in table.get(lemma, ()):
            if lemmas[at : at + len(wanted)] == wanted:
                yield term, sentence.words[at : at + len(wanted)]


def _finding(
    rule: Rule, one: Measurement, words: Sequence[Word], message: str, suggestion: str | None
) -> Finding:
    passage = one.passage
    return Finding(
        rule=rule.ids[0],
        level=rule.level,
        place=passage.place(words[0].start, words[-1].end),
        channel=passage.source.channel,
        moment=passage.source.moment,
        language=passage.language,
        message=message,
        suggestion=suggestion,
    )


AVOID = Rule(
    ids=("term.avoid",),
    level=Level.ERROR,
    why="Some words are not ours: they are somebody else's voice, or promise what we do not.",
    find=find_avoid,
)
PREFER = Rule(
    ids=("term.prefer",),
    level=Level.WARNING,
    why="One thing, one word: customers who meet two wonder whether they are two things.",
    find=find_prefer,
)
