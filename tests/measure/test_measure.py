from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from samklang.measure.scorer import PassageScorer, Text
from samklang.model import Block, Document, FileText, Measurement, Passage, Source
from samklang.text.split import Splitter

TEXTS = [
    Text("0", "Thank you so much for waiting, we're really sorry. You'll have it on Friday.", "en"),
    Text("1", "The customer is hereby notified that the complaint has been rejected.", "en"),
    Text("2", "Tack snälla du, vad fint att du hörde av dig!", "sv"),
    Text("3", "Ok", "en"),
    Text("4", "Die Ware wird morgen geliefert und der Betrag abgebucht.", "de"),
    Text("5", "   ", "en"),
]


@pytest.fixture(scope="module")
def scored(scorer: PassageScorer) -> list:  # type: ignore[type-arg]
    return list(scorer.score(TEXTS))


def test_scores_are_in_order_and_on_the_scale(scored) -> None:  # type: ignore[no-untyped-def]
    assert [text.id for text, _, _ in scored] == ["0", "1", "2", "3", "4", "5"]
    for _, _, measurement in scored[:5]:
        scores = measurement.traits.values()
        assert all(-100 <= score.score <= 100 and 0 < score.margin <= 200 for score in scores)


def test_warm_copy_scores_warmer_and_official_copy_more_formal(scored) -> None:  # type: ignore[no-untyped-def]
    warm, official = scored[0][2], scored[1][2]
    assert warm.traits["warm"].score > 30 > -15 > official.traits["warm"].score
    assert official.traits["formal"].score > 30 > warm.traits["formal"].score


def test_short_texts_and_other_languages_abstain_and_still_have_a_number(scored) -> None:  # type: ignore[no-untyped-def]
    for measurement in (scored[3][2], scored[4][2]):
        assert all(score.abstained for score in measurement.traits.values())
        assert all(np.isfinite(score.score) for score in measurement.traits.values())
    assert not scored[0][2].traits["formal"].abstained


def test_a_text_without_words_has_no_measurement(scored) -> None:  # type: ignore[no-untyped-def]
    assert scored[5][2] is None


def test_a_text_scores_the_same_alone_as_among_others(scorer: PassageScorer, scored) -> None:  # type: ignore[no-untyped-def]
    ((_, _, alone),) = scorer.score(TEXTS[:1])
    for trait, score in scored[0][2].traits.items():
        assert alone and alone.traits[trait].score == pytest.approx(score.score, abs=0.05)


def raw(scorer: PassageScorer, measurement: Measurement) -> dict[str, float]:
    """Raw scores, before calibration."""
    return {
        trait: calibration.middle
        + calibration.spread * float(np.arctanh(measurement.traits[trait].score / 100))
        for trait, calibration in zip(
            scorer.heads.traits, scorer.heads.languages["en"].calibrations, strict=True
        )
    }


def test_a_passage_scores_the_word_weighted_mean_of_its_sentences(scorer: PassageScorer) -> None:
    sentences = ["Thank you so much for waiting.", "The fee is charged pursuant to section 4 of the terms."]
    texts = [*sentences, " ".join(sentences)]
    measured = [m for _, _, m in scorer.score([Text("", t, "en") for t in texts]) if m]
    words = [len(m.passage.sentences[0].words) for m in measured[:2]]
    first, second, both = (raw(scorer, m) for m in measured)
    for trait, sharpness in zip(scorer.heads.traits, scorer.heads.languages["en"].sharpness, strict=True):
        if not sharpness:
            mean = (first[trait] * words[0] + second[trait] * words[1]) / sum(words)
            assert both[trait] == pytest.approx(mean, abs=0.02), trait


def test_a_repeated_sentence_scores_no_higher(scorer: PassageScorer) -> None:
    once, twice = (
        m
        for _, _, m in scorer.score(
            [Text("", "We can't wait to see you!" + t, "en") for t in ("", " We can't wait to see you!")]
        )
    )
    assert once and twice
    first, second = raw(scorer, once), raw(scorer, twice)
    for trait, calibration in zip(
        scorer.heads.traits, scorer.heads.languages["en"].calibrations, strict=True
    ):
        length_effect = calibration.length_slope * np.log(2)
        tolerance = 0.1 * calibration.spread
        assert second[trait] == pytest.approx(first[trait] - length_effect, abs=tolerance), trait


def test_more_words_of_a_kind_narrow_the_margin(scorer: PassageScorer) -> None:
    short = "Thanks for your patience, we know waiting is dull."
    long = (
        short
        + " We packed it ourselves this morning. Ring us if it has not come, and we will find it for you."
    )
    (_, _, few), (_, _, many) = scorer.score([Text("", short, "en"), Text("", long, "en")])
    assert few and many
    assert many.traits["formal"].margin < few.traits["formal"].margin


def test_lix_is_words_a_sentence_and_the_share_of_long_words(
    splitter: Splitter, block: Callable[[str], Block]
) -> None:
    from samklang.measure.measure import effort

    text = "One two three four. Understanding matters."
    document = Document(
        source=Source(name="a", path=None),
        file=FileText(text),
        encoding="utf-8",
        format="text",
        blocks=(block(text),),
    )
    passage: Passage = next(splitter.passages(document, "en"))
    assert effort(passage).words_per_sentence == 3
    assert effort(passage).lix == pytest.approx(3 + 100 * 2 / 6)
