"""Checks an exported graph: on fixed sentences its output must agree with that of the reference engine."""

from __future__ import annotations

import re
from array import array
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang import heads as store
from samklang.encode import Encoder, encode
from samklang.encode.source import BUNDLED
from samklang.heads import LanguageHeads
from samklang.model import Encoded, Sentence, Span, Words
from samklang.traits.head import LAYERS, SURFACE

MIN_COSINE = 0.985
MAX_POINTS = 3.0

SENTENCES = {
    "en": (
        "Your parcel left us this morning and should be with you on Thursday.",
        "Oh no, that lamp was not meant to arrive in two halves!",
        "Payment is due within thirty days of the date of the invoice.",
        "Save",
        "We reserve the right to amend these conditions without prior notice.",
        "hey, thanks so much for writing, made our day :)",
        "If the stove smokes when you light it, open the lower vent, wait a minute and try again.",
        "Perhaps it might be possible to look into this at some point.",
        "The best tent in the world. Nothing else comes close.",
        "It weighs 1.9 kg, sleeps two and packs down to the size of a loaf of bread.",
        "You people obviously never read what customers send you.",
        "A quiet evening by the lake, wool around your shoulders, coffee still warm.",
    ),
    "sv": (
        "Ditt paket gick från oss i morse och bör vara hos dig på torsdag.",
        "Oj då, lampan skulle ju inte komma fram i två delar!",
        "Betalning ska erläggas inom trettio dagar från fakturadatum.",
        "Spara",
        "Bolaget förbehåller sig rätten att ändra dessa villkor utan föregående avisering.",
        "hej, tack snälla för att du skrev, du gjorde vår dag :)",
        "Om kaminen ryker in när du tänder, öppna det undre spjället, vänta en minut och försök igen.",
        "Det skulle eventuellt kunna vara möjligt att titta på detta någon gång.",
        "Världens bästa tält. Inget annat kommer i närheten.",
        "Det väger 1,9 kg, rymmer två och blir inte större än en limpa när det är packat.",
        "Ni läser uppenbarligen aldrig det som kunderna skickar till er.",
        "En stilla kväll vid sjön, ylle om axlarna och kaffe som ännu är varmt.",
    ),
    "da": (
        "Din pakke forlod os i morges og er efter planen hos dig på torsdag.",
        "Åh nej, lampen skulle jo ikke være nået frem i to stykker!",
        "Betaling skal ske senest tredive dage efter fakturaens dato.",
        "Gem",
        "Selskabet forbeholder sig ret til at ændre disse betingelser uden forudgående varsel.",
        "hej, tusind tak fordi du skrev, du reddede vores dag :)",
        "Hvis ovnen ryger, når du tænder op, så åbn det nederste spjæld, vent et minut og prøv igen.",
        "Det kunne muligvis lade sig gøre at se nærmere på det på et tidspunkt.",
        "Verdens bedste telt. Intet andet kommer i nærheden af det.",
        "Det vejer 1,9 kg, har plads til to og fylder ikke mere end et franskbrød, når det er pakket.",
        "I læser åbenbart aldrig det, som kunderne sender til jer.",
        "En stille aften ved søen, uld om skuldrene og kaffe, der stadig er varm.",
    ),
}

Array = NDArray[np.float32]


class Agreement(NamedTuple):
    """How well two engines agree, on average over the sentences."""

    meaning: float
    """Cosine between the sentence embeddings."""
    layers: float
    """Cosine between the mean-pooled layers."""
    points: float | None
    """Absolute difference between trait scores; None for a model whose heads are not shipped."""

    def faults(self) -> str:
        """What disagrees too much; empty if the engine can be trusted."""
        faults = [
            f"cosine of {what} {cosine:.3f}, under {MIN_COSINE}"
            for what, cosine in (("meaning", self.meaning), ("layers", self.layers))
            if not cosine >= MIN_COSINE  # `not >=`, so that NaN is a fault
        ]
        if self.points is not None and not self.points <= MAX_POINTS:
            faults.append(f"scores {self.points:.1f} points apart, over {MAX_POINTS:g}")
        return "; ".join(faults)


def compare(engine: Encoder, reference: Encoder, model: str) -> Agreement:
    """Compares an engine with the reference, both running the same model."""
    shipped = store.load(store.bundled()).languages if model == BUNDLED else {}
    meaning, layers, points = [], [], []
    for language, texts in SENTENCES.items():
        sentences = [_sentence(text, language) for text in texts]
        heads = shipped.get(language)
        token_heads = heads.token_heads() if heads else None
        ours, theirs = (encode(sentences, encoder, token_heads) for encoder in (engine, reference))
        meaning.append(_cosine(ours.meaning, theirs.meaning))
        layers.append(_cosine(ours.tone[:, LAYERS], theirs.tone[:, LAYERS]))
        if heads:
            difference = _scores(ours, sentences, heads) - _scores(theirs, sentences, heads)
            points.append(np.abs(difference).mean())
    return Agreement(
        float(np.mean(meaning)), float(np.mean(layers)), float(np.mean(points)) if points else None
    )


def _cosine(first: Array, second: Array) -> float:
    """The mean cosine of corresponding rows."""
    products = (first * second).sum(1)
    return float((products / np.linalg.norm(first, axis=1) / np.linalg.norm(second, axis=1)).mean())


def _sentence(text: str, language: str) -> Sentence:
    ends = array("I", [end for word in re.finditer(r"\w+", text) for end in word.span()])
    return Sentence(text=text, language=language, words=Words(text, ends), span=Span(0, len(text)))


def _scores(encoded: Encoded, sentences: list[Sentence], heads: LanguageHeads) -> Array:
    """(sentences, traits): scores in points, as `measure` would give them to each sentence alone."""
    centred: Array = np.subtract(encoded.tone, heads.background_mean)
    raw: Array = centred @ heads.traits[:, 0].T
    tokens = heads.token_heads()
    surface = centred[:, SURFACE] @ heads.traits[heads.sharp, 0, SURFACE].T
    slopes = np.array([heads.calibrations[trait].length_slope for trait in heads.sharp])
    length_effect = np.log([len(sentence.words) for sentence in sentences])[:, None] * slopes
    background_scores = heads.background_mean[LAYERS] @ tokens.weights.T
    raw[:, heads.sharp] = encoded.token_scores - background_scores + surface - length_effect
    points = [calibration.points(raw[:, trait]) for trait, calibration in enumerate(heads.calibrations)]
    return np.stack(points, axis=1)
