"""Linguistic features of one sentence: counts and rates that carry tone beside the encoder's layers."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang.languages import LANGUAGES
from samklang.languages.interface import Lexicon
from samklang.model import Sentence

SMOOTHING = 4
"""Words that every sentence is taken to have beside its own."""
LONG_WORD = 6
"""LIX counts words of more than six letters (Björnsson 1968)."""

_EMOJI = re.compile(r"[\U0001F300-\U0001FAFF\u2600-\u27BF]|[:;=]-?[)D(P]|<3")
_ELLIPSIS = re.compile(r"\.\.\.|…")


@cache
def _lists(language: str) -> dict[str, tuple[frozenset[str], ...]]:
    """By word: the lists of the lexicon that it stands in."""
    lists: dict[str, tuple[frozenset[str], ...]] = {}
    fields = vars(LANGUAGES[language].lexicon).values()
    for words in {field for field in fields if isinstance(field, frozenset)}:
        for word in words:
            lists[word] = (*lists.get(word, ()), words)
    return lists


class Counted(NamedTuple):
    """A sentence made ready for counting."""

    text: str
    words: tuple[str, ...]
    lower: tuple[str, ...]
    lexicon: Lexicon
    hits: Counter[frozenset[str]]
    """By list of the lexicon: how many of the words stand in it."""

    @classmethod
    def of(cls, sentence: Sentence) -> Counted:
        words = tuple(sentence.words.texts)
        lower = tuple(map(str.lower, words))
        lists = _lists(sentence.language)
        listed = [word for word in lower if word in lists]
        listed += [word for word in words[1:] if word in lists and word[0].isupper()]
        hits = Counter(chain.from_iterable(map(lists.__getitem__, listed)))
        return cls(sentence.text, words, lower, LANGUAGES[sentence.language].lexicon, hits)

    def rate(self, hits: int) -> float:
        """Hits a word; a sentence of three words does not become all of what one of them is."""
        return hits / (len(self.lower) + SMOOTHING)

    def share(self, words: frozenset[str]) -> float:
        """Share of the sentence's words that stand in the list; a listed capital counts within a sentence."""
        return self.rate(self.hits[words])

    def swearing(self) -> float:
        """Share of the words that are taboo words or insults, or begin with one."""
        words, stems = self.lexicon.swearing, self.lexicon.swearing_stems
        return self.rate(sum(word in words or word.startswith(stems) for word in self.lower))

    def ending(self, endings: tuple[str, ...], longer: int = LONG_WORD - 1) -> float:
        """Share of the words that end so, and are longer than that."""
        hits = sum(len(word) > longer and word.endswith(endings) for word in self.lower)
        return self.rate(hits)


class Feature(NamedTuple):
    """A feature: its name for people, and how it is counted."""

    name: str
    of: Callable[[Counted], float]


def _passive(counted: Counted) -> float:
    lexicon, words = counted.lexicon, counted.lower
    auxiliaries, endings = lexicon.passive_auxiliaries, lexicon.participle_endings
    pairs = sum(
        first in auxiliaries and len(second) > 3 and second.endswith(endings)
        for first, second in pairwise(words)
    )
    synthetic = sum(len(word) > 4 and word.endswith(lexicon.passive_endings) for word in words)
    return counted.rate(pairs + synthetic * bool(lexicon.passive_endings))


def _imperative(counted: Counted) -> float:
    """A sentence, or a clause after a word of courtesy, that begins with a verb's bare form."""
    first = [word for word in counted.lower[:2] if word not in counted.lexicon.politeness][:1]
    return float(bool(first) and first[0] in counted.lexicon.imperatives)


def _lix(counted: Counted) -> float:
    """LIX of the sentence alone (Björnsson 1968), in hundreds."""
    words = len(counted.words)
    return words / 100 + sum(len(word) > LONG_WORD for word in counted.words) / words


def _capitals(counted: Counted) -> float:
    return counted.rate(sum(word.isupper() and len(word) > 1 for word in counted.words))


FEATURES = (
    Feature("length", lambda s: math.log1p(len(s.words))),
    Feature("word length", lambda s: sum(map(len, s.words)) / len(s.words)),
    Feature("long words", lambda s: s.rate(sum(len(word) > LONG_WORD for word in s.words))),
    Feature("readability (LIX)", _lix),
    Feature("contractions", lambda s: s.rate(sum("'" in word or "’" in word for word in s.words))),
    Feature("spoken words", lambda s: s.share(s.lexicon.colloquial)),
    Feature("office words", lambda s: s.share(s.lexicon.officialese)),
    Feature("I and we", lambda s: s.share(s.lexicon.first_person)),
    Feature("you", lambda s: s.share(s.lexicon.second_person)),
    Feature("you, several", lambda s: s.share(s.lexicon.second_person_plural)),
    Feature("formal address", lambda s: s.share(s.lexicon.formal_address)),
    Feature("hedges", lambda s: s.share(s.lexicon.hedges)),
    Feature("boosters", lambda s: s.share(s.lexicon.boosters)),
    Feature("politeness", lambda s: s.share(s.lexicon.politeness)),
    Feature("words of care", lambda s: s.share(s.lexicon.care)),
    Feature("words of blame", lambda s: s.share(s.lexicon.blame)),
    Feature("swearing", Counted.swearing),
    Feature("modal verbs", lambda s: s.share(s.lexicon.modals)),
    Feature("function words", lambda s: s.share(s.lexicon.function_words)),
    Feature("subordinate clauses", lambda s: s.share(s.lexicon.subordinators)),
    Feature("nouns made of verbs", lambda s: s.ending(s.lexicon.nominal_endings)),
    Feature("passive", _passive),
    Feature("imperatives", _imperative),
    Feature("exclamation marks", lambda s: float(min(s.text.count("!"), 3))),
    Feature("questions", lambda s: float("?" in s.text)),
    Feature("ellipsis", lambda s: float(bool(_ELLIPSIS.search(s.text)))),
    Feature("emoji", lambda s: float(min(len(_EMOJI.findall(s.text)), 3))),
    Feature("capitals", _capitals),
    Feature("lower-case start", lambda s: float(s.words[0][:1].islower())),
    Feature("no full stop", lambda s: float(s.text[-1:].isalnum())),
    Feature("commas", lambda s: s.rate(s.text.count(","))),
    Feature("brackets and semicolons", lambda s: s.rate(sum(s.text.count(c) for c in "();:"))),
    Feature("figures", lambda s: s.rate(sum(word[0].isdigit() for word in s.words))),
)


def features(sentences: Sequence[Sentence]) -> NDArray[np.float32]:
    """The features of each sentence, unscaled: (sentences, features)."""
    table = np.zeros((len(sentences), len(FEATURES)), dtype=np.float32)
    for row, sentence in enumerate(sentences):
        if sentence.words:
            counted = Counted.of(sentence)
            table[row] = [feature.of(counted) for feature in FEATURES]
    return table
