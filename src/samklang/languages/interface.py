"""What a language must say of itself, so that copy in it can be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Phrases = frozenset[tuple[str, ...]]
"""Each phrase word by word."""


def words(text: str) -> frozenset[str]:
    """The words of a text, separated by white space."""
    return frozenset(text.split())


def phrases(text: str) -> Phrases:
    """The phrases of a text, separated by commas."""
    return frozenset(tuple(phrase.split()) for phrase in text.split(","))


def affixes(text: str) -> tuple[str, ...]:
    """Beginnings or endings of words, separated by white space: as `str.startswith` takes them."""
    return tuple(text.split())


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """The closed classes that the traits' linguistic features count (docs/features.md).

    Single words, in lower case; one that stands here with a capital (Danish `De`, `I`) counts only where it
    is written so within a sentence. The lists are small on purpose: a feature is a nudge beside the
    encoder's layers, not a verdict.
    """

    colloquial: frozenset[str]
    """Spoken forms, net slang and interjections."""
    officialese: frozenset[str]
    """Words met in letters from authorities rather than in speech."""
    first_person: frozenset[str]
    second_person: frozenset[str]
    second_person_plural: frozenset[str]
    """You, to several people."""
    formal_address: frozenset[str]
    hedges: frozenset[str]
    boosters: frozenset[str]
    politeness: frozenset[str]
    """Please, thanks, sorry; an order may follow them."""
    care: frozenset[str]
    """Care, thanks, regret, affection."""
    blame: frozenset[str]
    """Refusal, fault, contempt."""
    swearing: frozenset[str]
    """Taboo words and insults (Culpeper 1996), mild ones and misspelt ones too."""
    swearing_stems: tuple[str, ...]
    """How words that hold one begin, where no clean word begins so."""
    modals: frozenset[str]
    function_words: frozenset[str]
    """Articles, prepositions and conjunctions: the noun-heavy, explicit style (Heylighen and Dewaele)."""
    subordinators: frozenset[str]
    imperatives: frozenset[str]
    """The bare forms of the verbs that instructions begin with."""
    passive_auxiliaries: frozenset[str]
    """Verbs that make a passive with a participle."""
    participle_endings: tuple[str, ...]
    passive_endings: tuple[str, ...]
    """Of verbs that are passive by themselves: "debiteras". None in a language without such forms."""
    nominal_endings: tuple[str, ...]
    """Of nouns that are made from verbs and adjectives."""


@dataclass(frozen=True, kw_only=True)
class StepWords:
    """The words that show what copy asks its reader to do, in lower case (`text/steps.py`)."""

    numbering: frozenset[str]
    """What stands before the number of a step: "Step 2:"."""
    verbs: frozenset[str]
    """Bare forms that begin a clause as nothing but an order."""
    ambiguous_verbs: frozenset[str]
    """Bare forms that are nouns as well: an order only where one of `complements` follows."""
    complements: frozenset[str]
    no_step_before: frozenset[str]
    """After these a verb asks for no step: "read more", "öppna inte"."""
    idioms: Phrases
    """What begins as an order and is none."""
    lead_ins: frozenset[str]
    """What may stand before an order."""
    conjunctions: frozenset[str]
    """What begins another clause. "Or" does not: of two ways people take one."""
    conditionals: frozenset[str]
    """What begins a sentence whose order comes later."""
    offers: frozenset[str]
    """What makes an offer of help of such a sentence."""
    obligations: Phrases
    """What says that people must, where a clause begins with it."""
    inverted_obligations: Phrases
    """The same with the verb first, wherever it stands. None in a language that does not turn them round."""
    exemptions: frozenset[str]
    """What right after that says that people need not, or will only be given something."""


@dataclass(frozen=True, kw_only=True)
class SentenceBreaks:
    """What a full stop or a capital means where sentences are split (`text/split.py`), in lower case."""

    abbreviations: frozenset[str]
    """Without their point, which ends no sentence before a number or a name."""
    final_abbreviations: frozenset[str]
    """With their points: those that spaCy keeps whole, and that end a sentence when a capital follows."""
    lettered: frozenset[str]
    """Words after which a single capital is no initial: "size M"."""
    letters: frozenset[str]
    """Single capitals that are words and so may end a sentence, as the English "I"."""


@dataclass(frozen=True, kw_only=True)
class CueWords:
    """Words, in lower case, by which a text may answer a need (`needs/coverage.py`)."""

    currencies: frozenset[str]
    """Abbreviations of currencies; signs are no language's own."""
    weekdays: frozenset[str]
    """How names of days begin, so that "måndagen" counts too."""
    days: Phrases
    """Today, tomorrow."""
    periods: frozenset[str]
    """Units of time, in every form that is to count."""
    contact: frozenset[str]
    """How to reach somebody: call, phone, chat."""
    clock: frozenset[str]
    """What stands after the hour: "5 pm"."""
    free: Phrases
    """Free of charge."""


@dataclass(frozen=True, kw_only=True)
class FolderNames:
    """How people who write in the language name folders and files of copy (`scaffold/`), in lower case."""

    channels: Mapping[str, frozenset[str]]
    """By kind of channel: names of its folders."""
    moments: Mapping[str, tuple[str, ...]]
    """By moment of the journey: how the names of its files begin."""
    approved: frozenset[str]
    """Folders of copy that is the voice."""


@dataclass(frozen=True, kw_only=True)
class Fitting:
    """What weighs how much where the language's heads are fitted (docs/tone-trials.md)."""

    trait_spelling: float
    """Spelling beside the encoder's layers, for traits: most where the encoder does not know the words."""
    need_spelling: float
    """The same for needs: it separated answers from near misses in Swedish and Danish, blurred them in
    English."""
    neighbours: Mapping[str, float]
    """By code: what a pair in another language weighs, where a pair in this one weighs 1."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language that copy can be checked in."""

    code: str
    """ISO 639-1, as the configuration, paths and the pairs' files have it."""
    name: str
    """In English, the language of samklang's reports."""
    spacy: str
    """Its code in spaCy, for the tokenizer and for the table of lemmas in spacy-lookups-data."""
    regions: frozenset[str]
    """Where it is spoken, in lower case: paths name it as `sv-fi`."""
    breaks: SentenceBreaks
    lexicon: Lexicon
    steps: StepWords
    cues: CueWords
    fitting: Fitting
    same_meaning: float
    """The cosine from which two sentences are taken to say the same: of 50 on other matters, the nearest
    reaches it once in a hundred. The bundled encoder learnt English; it finds all sentences in other
    languages alike."""
    engine_check: tuple[str, ...]
    """Texts of every register, by which an exported engine is held against the reference: what it says of
    them decides whether it can be trusted."""
    folders: FolderNames
    welcome: str
    """A first page of copy, in Markdown, where `samklang init` finds none: two warm sentences, then one in
    officialese, so that the first check has something to say."""
