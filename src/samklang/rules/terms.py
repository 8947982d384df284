"""`term.avoid` and `term.prefer`: a word that the persona bans, or for which it has a better word.

Words are compared by their dictionary forms, so inflections count. A term is also compared as it is written:
Swedish "pris" alone may be a form of "prisa", and yet "priset" is of "pris".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from samklang.model import Finding, Level, Passage, Sentence, Term, TermFacts, Word
from samklang.rules.interface import Case, Rule

_COMPOUND = re.compile(r"[^\W\d_][-\u2010\u2011]")
"""The two characters before the last part of a hyphenated word."""

_ByFirst = dict[str, list[tuple[tuple[str, ...], Term]]]


def find_avoid(case: Case) -> Iterator[Finding]:
    """A finding for each use of a banned word."""
    for passage, term, words in _uses(case, better=False):
        yield _finding(AVOID, case.workspace.persona.brand, passage, words, term)


def find_prefer(case: Case) -> Iterator[Finding]:
    """A finding for each use of a word for which there is a better word."""
    for passage, term, words in _uses(case, better=True):
        yield _finding(PREFER, case.workspace.persona.brand, passage, words, term)


def _uses(case: Case, *, better: bool) -> Iterator[tuple[Passage, Term, Sequence[Word]]]:
    tables: dict[str, _ByFirst] = {}
    terms = [term for term in case.workspace.persona.terms if (term.use is not None) == better]
    for measurement in case.measurements:
        passage = measurement.passage
        for sentence in passage.sentences if passage.scorable else ():
            table = tables.get(sentence.language)
            if table is None:
                table = tables[sentence.language] = _table(terms, sentence.language, case)
            for term, words in _matches(sentence, table):
                start = words[0].start
                if not _COMPOUND.fullmatch(passage.text[max(start - 2, 0) : start]):
                    yield passage, term, words


def _table(terms: list[Term], language: str, case: Case) -> _ByFirst:
    """The terms of a language by the dictionary form of their first word."""
    table: _ByFirst = defaultdict(list)
    for term in terms:
        if term.language in (None, language) and (lemmas := case.lemmas(term.text, language)):
            written = tuple(term.text.lower().split())
            for words in {lemmas, written} if len(written) == len(lemmas) else {lemmas}:
                table[words[0]].append((words, term))
    return table


def _matches(sentence: Sentence, table: _ByFirst) -> Iterator[tuple[Term, Sequence[Word]]]:
    lemmas = sentence.lemmas
    if table.keys().isdisjoint(lemmas):
        return
    for index, lemma in enumerate(lemmas):
        for term_lemmas, term in table.get(lemma, ()):
            end = index + len(term_lemmas)
            if lemmas[index:end] == term_lemmas:
                yield term, sentence.words[index:end]


def _finding(rule: Rule, brand: str, passage: Passage, words: Sequence[Word], term: Term) -> Finding:
    used = passage.text[words[0].start : words[-1].end]
    return Finding(
        rule=rule.ids[0],
        level=rule.level,
        place=passage.place(words[0].start, words[-1].end),
        channel=passage.source.channel,
        moment=passage.source.moment,
        language=passage.language,
        facts=TermFacts(brand=brand, term=term.text, better=term.use, why=term.why),
        suggestion=term.use,
        replacement=_in_place(used, term),
        subject=f"{used}\n{passage.text}",
    )


def _in_place(used: str, term: Term) -> str | None:
    """The better word as it can replace the word used; None for an inflection, whose ending it would lose."""
    if term.use is None or used.casefold() != term.text.casefold():
        return None
    return term.use[:1].upper() + term.use[1:] if used[:1].isupper() else term.use


AVOID = Rule(
    ids=("term.avoid",),
    level=Level.ERROR,
    find=find_avoid,
)
PREFER = Rule(
    ids=("term.prefer",),
    level=Level.WARNING,
    find=find_prefer,
)
