from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from samklang.languages import LANGUAGES
from samklang.measure.scorer import PassageScorer, Text
from samklang.needs import FOLDER, NEEDS, background, coverage, cues, load

LEAST = {"en": 12, "sv": 6, "da": 6}


def test_files_and_table_agree() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} - {"background"} == set(NEEDS)


@pytest.mark.parametrize("need", NEEDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_need_has_examples_and_near_misses(need: str, language: str) -> None:
    loaded = load(need)
    assert loaded.id == need
    assert loaded.name[language]
    assert loaded.question[language].endswith("?")
    assert loaded.why
    for texts in (loaded.answers[language], loaded.near_misses[language]):
        assert len(texts) >= LEAST[language]
    both = [text.lower() for text in (*loaded.answers[language], *loaded.near_misses[language])]
    assert [text for text, count in Counter(both).items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_background_answers_nothing_that_is_an_example(language: str) -> None:
    answers = {text for need in NEEDS for text in load(need).answers[language]}
    assert len(background(language)) >= 50
    assert not answers & set(background(language))


@pytest.mark.parametrize(
    ("language", "need", "answer", "miss"),
    [
        (
            "en",
            "delivery-time",
            "It reaches you on Thursday, before noon.",
            "We deliver all over the country.",
        ),
        ("en", "price", "The whole set is £129, batteries included.", "Our prices are the talk of the town."),
        (
            "en",
            "contact-a-person",
            "Call Maya on 020 7946 0123, weekdays 9 to 5.",
            "We value what you think.",
        ),
        ("en", "stock", "In stock in Leeds, four left in size M.", "A favourite with our regulars."),
        ("sv", "delivery-time", "Paketet är hos dig inom 2–4 vardagar.", "Vi levererar i hela Sverige."),
        ("sv", "returns", "Du kan lämna tillbaka varan inom 30 dagar.", "Tack för att du handlade hos oss."),
        ("da", "price", "Den koster 499 kr. med moms.", "Vi har gode priser på det hele."),
        ("da", "tracking", "Følg pakken med nummeret i mailen.", "Tak for din bestilling."),
    ],
)
def test_an_answer_covers_more_than_a_mention(
    scorer: PassageScorer, language: str, need: str, answer: str, miss: str
) -> None:
    texts = [Text("answer", answer, language), Text("miss", miss, language)]
    answering, missing = (measurement for _, _, measurement in scorer.score(texts))
    assert answering and missing
    assert answering.needs[need] >= 0.5 > missing.needs[need]


def test_a_fitted_head_separates_its_classes_and_gives_probabilities() -> None:
    rng = np.random.default_rng(7)
    centre = rng.normal(size=8)
    layers = np.vstack([rng.normal(size=(30, 8)) + centre, rng.normal(size=(60, 8))]).astype(np.float32)
    texts = [""] * 90
    vectors = coverage.inputs(layers, texts)
    labels = np.repeat([1, 0], [30, 60])
    near_misses = np.r_[np.zeros(30, int), np.ones(20, int), np.zeros(40, int)]
    head = coverage.fit(coverage.LabelledExamples(vectors, labels, np.ones(90), near_misses), [])
    covered = coverage.answers(layers, texts, [head])[:, 0]
    assert ((covered >= 0) & (covered <= 1)).all()
    assert covered[:30].mean() > covered[30:].mean() + 0.3
    assert head.reliability and 0.8 < head.reliability <= 1


@pytest.mark.parametrize("cue", cues._cues(), ids=lambda cue: cue.pattern.pattern[:20])
def test_a_quick_check_misses_no_cue(cue: cues._Cue) -> None:
    answers = [load(need).answers[language] for need in NEEDS for language in LANGUAGES]
    texts = [
        *(text.lower() for texts in answers for text in texts),
        "on sunday, på lördag, om tirsdagen, i dag, imorgon, tomorrow: 9.30, 7 pm, £5, 40 kr, 25:-",
        "call 020-12 34, chatta, write to a@b.com, see https://b.com or www.b.com, {name}? free",
        "hverdage, vardagar, weeks, uger, timmar, timer, fem år, years, months, månad, måneder",
    ]
    matching = [text for text in texts if cue.pattern.search(text)]
    assert matching and all(map(cue.present, matching))


def test_there_are_as_many_cues_as_heads_have_weights_for() -> None:
    assert len(cues._cues()) == cues.CUES
