"""The trait pairs are balanced, so that tone is all that a head can learn from them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from statistics import median

import pytest

from benchmarks.surface import by_marks
from samklang.languages import LANGUAGES
from samklang.traits import TRAITS, load
from samklang.traits.pairs import FOLDER, GENRES, Pair
from samklang.traits.pairs import load as load_pairs

LEAST = {"en": 200, "sv": 120, "da": 120}
_SEVERAL = re.compile(r"[.!?…]\s+\S")
_ENDED = re.compile(r"[.!?…:]\W*$")

each_file = pytest.mark.parametrize(
    ("trait", "language"), [(trait, language) for trait in TRAITS for language in LANGUAGES]
)


def words(text: str) -> int:
    return len(re.findall(r"[\w'’-]+", text))


def share(pairs: tuple[Pair, ...], measure: Callable[[Pair], float]) -> float:
    return sum(measure(pair) for pair in pairs) / len(pairs)


def several(pair: Pair) -> bool:
    return any(_SEVERAL.search(side) for side in (pair.named, pair.other))


def unended(pair: Pair) -> bool:
    return not any(_ENDED.search(side) for side in (pair.named, pair.other))


def test_every_folder_is_in_the_table_and_the_other_way_round() -> None:
    folders = {path.parent.name for path in FOLDER.glob("*/trait.yaml")}
    assert folders == set(TRAITS)


@pytest.mark.parametrize("trait", TRAITS)
def test_a_trait_is_defined_and_cites_its_sources(trait: str) -> None:
    definition = load(trait)
    assert definition.id == trait
    assert set(definition.named) == set(definition.other) == set(LANGUAGES)
    assert definition.means
    assert len(definition.shows) >= 5
    assert all(re.search(r"\(\d{4}\)", source) for source in definition.source)


@each_file
def test_there_are_enough_pairs_in_every_genre(trait: str, language: str) -> None:
    pairs = load_pairs(trait, language)
    assert len(pairs) >= LEAST[language]
    genres = Counter(pair.genre for pair in pairs)
    assert min(genres[genre] for genre in GENRES) >= 5, genres


@each_file
def test_the_header_names_the_poles(trait: str, language: str) -> None:
    header = (FOLDER / trait / f"{language}.tsv").read_text(encoding="utf-8").split("\n", 1)[0]
    definition = load(trait)
    assert header.split("\t") == ["genre", "degree", definition.named["en"], definition.other["en"]]


@each_file
def test_length_is_no_shortcut(trait: str, language: str) -> None:
    pairs = load_pairs(trait, language)
    longer = share(
        pairs, lambda p: (words(p.named) > words(p.other)) + (words(p.named) == words(p.other)) / 2
    )
    assert 0.4 <= longer <= 0.6


@each_file
def test_lengths_sentences_and_degrees_are_spread(trait: str, language: str) -> None:
    pairs = load_pairs(trait, language)
    lengths = [words(side) for pair in pairs for side in (pair.named, pair.other)]
    assert min(lengths) >= 3
    assert max(lengths) <= 45
    assert 9 <= median(lengths) <= 20
    assert share(pairs, several) >= 1 / 3
    assert 0.25 <= share(pairs, lambda p: p.degree == "slight") <= 0.45
    assert share(pairs, unended) >= 0.08


@each_file
def test_no_text_is_repeated_and_no_opening_is_a_template(trait: str, language: str) -> None:
    texts = [side.lower() for pair in load_pairs(trait, language) for side in (pair.named, pair.other)]
    assert [text for text, count in Counter(texts).items() if count > 1] == []
    openings = Counter(" ".join(text.split()[:3]) for text in texts)
    assert openings.most_common(1)[0][1] <= 6


def test_no_pair_leaks_from_one_trait_to_another() -> None:
    seen: dict[str, str] = {}
    for trait in TRAITS:
        for language in LANGUAGES:
            for pair in load_pairs(trait, language):
                for side in (pair.named.lower(), pair.other.lower()):
                    assert seen.setdefault(side, trait) == trait, side


BY_MARKS = {"formal": 0.95}
"""The accuracy that punctuation and capitals alone may reach where it is more than for other traits: in
English, casual copy is known by its contractions."""


@each_file
def test_marks_and_capitals_alone_hardly_distinguish_the_sides(trait: str, language: str) -> None:
    assert by_marks(load_pairs(trait, language)) <= BY_MARKS.get(trait, 0.87)
