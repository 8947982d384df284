"""What must be known of a language, so that copy in it can be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Phrases = frozenset[tuple[str, ...]]
"""Each phrase word by word."""


def words(text: str) -> frozenset[str]:
    """The words of a text that separates them by white space."""
    return frozenset(text.split())


def phrases(text: str) -> Phrases:
    """The phrases of a text that separates them by commas."""
    return frozenset(tuple(phrase.split()) for phrase in text.split(","))


def affixes(text: str) -> tuple[str, ...]:
    """The prefixes or suffixes of a text that separates them by white space, for `str.startswith`."""
    return tuple(text.split())


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """The closed classes that the traits' linguistic features count (docs/features.md).

    Single words, in lower case. A word with a capital here (Danish `De`, `I`) counts only where it is written
    with a capital inside a sentence. The lists are small on purpose: a feature adds a little to what the
    encoder's layers say, and does not decide alone.
    """

    colloquial: frozenset[str]
    """Spoken forms, net slang and interjections."""
    officialese: frozenset[str]
    """Words of letters from authorities rather than of speech."""
    first_person: frozenset[str]
    second_person: frozenset[str]
    second_person_plural: frozenset[str]
    """"You" to several people."""
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
    """Prefixes of words that contain swearing, where no clean word has the same prefix."""
    modals: frozenset[str]
    function_words: frozenset[str]
    """Articles, prepositions and conjunctions: the noun-heavy, explicit style (Heylighen and Dewaele)."""
    subordinators: frozenset[str]
    imperatives: frozenset[str]
    """The bare forms of the verbs that instructions begin with."""
    passive_auxiliaries: frozenset[str]
    """Verbs that form a passive with a participle."""
    participle_endings: tuple[str, ...]
    passive_endings: tuple[str, ...]
    """Suffixes of verbs that are passive by themselves: "debiteras". Empty if there are no such forms."""
    nominal_endings: tuple[str, ...]
    """Suffixes of nouns that are formed from verbs and adjectives."""


@dataclass(frozen=True, kw_only=True)
class StepWords:
    """The words that show what copy asks its reader to do, in lower case (`text/steps.py`)."""

    numbering: frozenset[str]
    """Words before the number of a step: "Step 2:"."""
    verbs: frozenset[str]
    """Bare forms of verbs that are always an order at the beginning of a clause."""
    ambiguous_verbs: frozenset[str]
    """Bare forms that are also nouns: an order only where one of `complements` follows."""
    complements: frozenset[str]
    no_step_before: frozenset[str]
    """Words before which a verb asks for no step: "read more", "öppna inte"."""
    idioms: Phrases
    """Phrases that begin like an order and are none."""
    lead_ins: frozenset[str]
    """Words that may come before an order."""
    conjunctions: frozenset[str]
    """Words that begin another clause. "Or" is not among them: of two alternatives, people do one."""
    conditionals: frozenset[str]
    """Words that begin a sentence whose order comes later."""
    offers: frozenset[str]
    """Words that make such a sentence an offer of help."""
    obligations: Phrases
    """Phrases at the beginning of a clause that say that people must do something."""
    inverted_obligations: Phrases
    """The same with the verb first, anywhere in a clause. Empty in a language without inversion."""
    exemptions: frozenset[str]
    """Words right after an obligation that say that people need not, or will only be given something."""


@dataclass(frozen=True, kw_only=True)
class SentenceBreaks:
    """What a full stop or a capital means where sentences are split (`text/split.py`), in lower case."""

    abbreviations: frozenset[str]
    """Abbreviations without their full stop, which ends no sentence before a number or a name."""
    final_abbreviations: frozenset[str]
    """Abbreviations with their full stops that spaCy keeps whole; they end a sentence before a capital."""
    lettered: frozenset[str]
    """Words after which a single capital is not an initial: "size M"."""
    letters: frozenset[str]
    """Single capitals that are words and so can end a sentence, like the English "I"."""


@dataclass(frozen=True, kw_only=True)
class CueWords:
    """Words, in lower case, by which a text may answer a need (`needs/coverage.py`)."""

    currencies: frozenset[str]
    """Abbreviations of currencies; their signs are the same in all languages."""
    weekdays: frozenset[str]
    """Prefixes of the names of days, so that "måndagen" counts too."""
    days: Phrases
    """Today, tomorrow."""
    periods: frozenset[str]
    """Units of time, in every form that counts."""
    contact: frozenset[str]
    """How to reach somebody: call, phone, chat."""
    clock: frozenset[str]
    """Words after the hour: "5 pm"."""
    free: Phrases
    """Free of charge."""


@dataclass(frozen=True, kw_only=True)
class FolderNames:
    """How people who write in the language name folders and files of copy (`scaffold/`), in lower case."""

    channels: Mapping[str, frozenset[str]]
    """The names of folders, by kind of channel."""
    moments: Mapping[str, tuple[str, ...]]
    """The prefixes of file names, by moment of the journey."""
    approved: frozenset[str]
    """The names of folders of approved copy."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language that copy can be checked in."""

    code: str
    """The ISO 639-1 code, as in the configuration, in paths and in the files of pairs."""
    name: str
    """The name in English, the language of samklang's reports."""
    spacy: str
    """The code in spaCy, for the tokenizer."""
    regions: frozenset[str]
    """The regions where it is spoken, in lower case, as in `sv-fi` in paths."""
    breaks: SentenceBreaks
    lexicon: Lexicon
    steps: StepWords
    cues: CueWords
    engine_check: tuple[str, ...]
    """Texts of every register, on which an exported engine is compared with the reference to decide whether
    it can be trusted."""
    folders: FolderNames
    welcome: str
    """A first page of copy, in Markdown, for `samklang init` where there is no copy yet: two warm sentences,
    then one in officialese, so that the first check has a finding."""
