"""The types that pass between stages, in the order in which the data meets them.

Every offset is half-open, 0-based and counted in code points of the decoded file. Lines and
columns are 1-based and appear where a `FileText` is asked for them, by reporters.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, overload

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LINE_END = re.compile(r"\r\n|\n|\r")

LANGUAGES = ("en", "sv", "da")
FEWEST_PAIRS, FEWEST_PASSAGES = 12, 20
"""That a brand's own trait can be learnt from in a language; passages of either side (docs/own-traits.md)."""
FEWEST_ANSWERS = 3
"""That a brand's own need can be learnt from in a language (docs/own-needs.md)."""
LEAST = 12.0
"""Points of difference between channels or languages under which nobody would act."""
ANY_MOMENT = "any"
"""The moment of files that no moment of their channel claims."""


class Span(NamedTuple):
    """A half-open range of code points in the decoded file."""

    start: int
    end: int


NOWHERE = Span(0, 0)


# --- the workspace, as the stages see it -------------------------------------------------------


class Level(StrEnum):
    """How much a finding weighs; `--fail-on` compares them in this order."""

    SUGGESTION = "suggestion"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        return list(Level).index(self)


@dataclass(frozen=True, kw_only=True)
class Band:
    """Where the scores of one trait may lie: target plus or minus tolerance, on -100 to 100."""

    trait: str
    target: float
    tolerance: float
    weight: float = 1.0

    @property
    def low(self) -> float:
        return max(-100.0, self.target - self.tolerance)

    @property
    def high(self) -> float:
        return min(100.0, self.target + self.tolerance)

    def overshoot(self, score: float) -> float:
        """Points by which a score lies outside the band; 0 inside, negative below, positive above."""
        return min(0.0, score - self.low) + max(0.0, score - self.high)


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word or phrase the persona has an opinion on."""

    text: str
    use: str | None = None
    """The better word; None means the term is simply to be avoided."""
    language: str | None = None
    """None: in every language."""
    why: str = ""


class Poles(NamedTuple):
    """The names of a trait's two ends."""

    other: str
    """Of -100."""
    named: str
    """Of +100."""


Pairs = tuple[tuple[str, str], ...]
"""One content twice: as it is at a trait's named pole, and at the other."""


@dataclass(frozen=True, kw_only=True)
class OwnTrait:
    """A trait that a persona teaches by its own examples: pairs, or approved and rejected copy."""

    name: str
    declared: str
    """`file:line:column` of its key in the persona, and the key."""
    poles: Poles
    pairs: Mapping[str, Pairs] = field(default_factory=dict)
    """By language."""
    approved: tuple[str, ...] = ()
    """Globs of copy at the named pole."""
    rejected: tuple[str, ...] = ()
    language: str | None = None
    """Of all that copy, whatever paths and files say."""


@dataclass(frozen=True, kw_only=True)
class OwnNeed:
    """A need that a persona teaches by its own examples. Its `repr` is what it is learnt from, for keys."""

    name: str
    question: Mapping[str, str] = field(repr=False)
    """In the customer's words, by language."""
    answers: Mapping[str, tuple[str, ...]]
    near_misses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def asked(self, language: str) -> str:
        """The question in a language, else in one that it was written in."""
        return self.question.get(language) or next(iter(self.question.values()))


@dataclass(frozen=True, kw_only=True)
class Persona:
    """The brand's one personality."""

    brand: str
    bands: tuple[Band, ...]
    terms: tuple[Term, ...] = ()
    approved: tuple[str, ...] = ()
    own_traits: tuple[OwnTrait, ...] = ()
    own_needs: tuple[OwnNeed, ...] = ()


class Liking(NamedTuple):
    """What somebody loves, or hates."""

    needs: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    """Copy in their own words, in any language."""

    @property
    def ids(self) -> tuple[str, ...]:
        return self.needs + self.traits


CARED = 2.0
"""What a need or trait weighs to a customer who loves or hates it, beside what it weighs to others."""


@dataclass(frozen=True, kw_only=True)
class CustomerType:
    """People told apart by what they love and hate."""

    name: str
    loves: Liking
    hates: Liking
    share: Mapping[str, float] = field(default_factory=dict)
    """By channel: their share of its customers, 0 to 1, where that is known."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Of both kinds."""
        return self.loves.sentences + self.hates.sentences


@dataclass(frozen=True, kw_only=True)
class Priorities:
    """What weighs to customers in a channel, or in one of its moments. Weights sum to 1."""

    needs: Mapping[str, float] = field(default_factory=dict)
    traits: Mapping[str, float] = field(default_factory=dict)
    effort: float = 0.0
    lix: float | None = None
    """The LIX that customers there can be asked to read."""
    depth: int | None = None
    """Words that may stand before an answer."""
    steps: int | None = None
    """Things that a document may ask of them."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """By need, trait or `lix`: `file:line:column` of where its weight stands."""

    def weighed_by(self, customer: CustomerType) -> Priorities:
        """The same for a type of customer: what they love or hate weighs double, and weights sum to 1."""
        cared = {*customer.loves.ids, *customer.hates.ids}

        def heavier(weights: Mapping[str, float]) -> dict[str, float]:
            return {one: weight * (CARED if one in cared else 1) for one, weight in weights.items()}

        needs, traits = heavier(self.needs), heavier(self.traits)
        total = sum(needs.values()) + sum(traits.values()) + self.effort
        return replace(
            self,
            needs={need: weight / total for need, weight in needs.items()},
            traits={trait: weight / total for trait, weight in traits.items()},
            effort=self.effort / total if total else 0.0,
        )


@dataclass(frozen=True, kw_only=True)
class Channel:
    """Where customers meet the brand."""

    name: str
    declared: str
    """`file:line:column` of its key in the workspace."""
    files: tuple[str, ...]
    moments: Mapping[str, tuple[str, ...]]
    bands: tuple[Band, ...]
    """The persona's bands, moved by what this channel declares as its shift."""
    priorities: Mapping[str, Priorities]
    """By moment; `ANY_MOMENT` holds the channel's own."""
    language: str | None = None
    """Of all its copy, whatever paths and files say; None: as they say."""

    def priority(self, moment: str) -> Priorities:
        return self.priorities.get(moment) or self.priorities[ANY_MOMENT]

    def band(self, trait: str) -> Band | None:
        return next((band for band in self.bands if band.trait == trait), None)


@dataclass(frozen=True, kw_only=True)
class CopyRules:
    """What is copy in the files of a glob. What is empty is left to the format's own defaults."""

    columns: tuple[str, ...] = ()
    """Of tables: the columns that hold copy, by heading, or by letter or number where there are none."""
    paths: tuple[str, ...] = ()
    """Of JSON, JSON lines and XML: where copy stands, as `products[*].description`."""
    select: tuple[str, ...] = ()
    """Of HTML and what holds it: CSS selectors of the elements to keep to."""
    leave: tuple[str, ...] = ()
    """Of HTML and what holds it: CSS selectors of the elements to leave out."""
    leave_keys: tuple[str, ...] = ()
    """Of string catalogues: globs of keys to leave out."""
    speakers: tuple[str, ...] = ()
    """Of chats, tickets and mails: who is to be read, by name, role or address."""
    language: str | None = None
    """Of all the copy there, whatever paths and files say."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """Of tables and JSON: the language of a column or path, before that of all."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Of Fluent: what the terms of other files say, by name. Found rather than configured."""


NO_RULES = CopyRules()


@dataclass(frozen=True, kw_only=True)
class LevelSetting:
    """At what level the findings of a rule stand, and where."""

    rule: str
    """An id, or a family of them: `tone` is every `tone.TRAIT`."""
    level: Level | None
    """None switches the rule off."""
    channel: str | None = None
    """None: in every channel."""
    files: str = ""
    """A glob; empty: in every file."""


@dataclass(frozen=True, kw_only=True)
class Exemption:
    """A suppression as the workspace states it, not yet held against any file."""

    at: int
    """Its offset in the workspace's file."""
    files: tuple[str, ...]
    """Globs; none: every file."""
    rules: tuple[str, ...]
    """Ids or families; none: every rule."""
    phrase: str = ""
    """Keeps it to findings that stand within these words."""
    reason: str = ""
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """A folder with a `samklang.yaml`, resolved: nothing in it needs the file again."""

    root: Path
    persona: Persona
    channels: tuple[Channel, ...]
    languages: tuple[str, ...]
    journey: tuple[str, ...]
    model: str
    customers: tuple[CustomerType, ...] = ()
    copy_rules: tuple[tuple[str, CopyRules], ...] = ()
    """Globs, and what is copy in their files; the first that matches a file holds for it."""
    levels: tuple[LevelSetting, ...] = ()
    """The first that holds for a finding decides; without any, the rule's own level does."""
    fail_on: Level = Level.ERROR
    max_findings: int | None = None
    """Of any level, that a run may have."""
    exemptions: tuple[Exemption, ...] = ()
    baseline: str | None = None
    """Path, from the folder, of the findings that are known."""
    name: str = "samklang.yaml"
    """Of its file, as findings on it say."""
    text: str = field(default="", repr=False)
    """Of its file."""
    folder: str = ""
    """Its folder from where the user stands, or from the outermost workspace around that; empty there."""
    gitignore: bool = True
    """What git ignores is left out, unless the user names it."""
    fail_under: Mapping[str, float] = field(default_factory=dict)

    def channel(self, name: str | None) -> Channel | None:
        return next((channel for channel in self.channels if channel.name == name), None)


# --- what is new -------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Known:
    """A finding that was there before: in a baseline, or at the revision that a change is held against."""

    rule: str
    file: str
    subject: str
    """A digest of what it is about."""
    shortfall: float | None = None
    """As the finding had it."""
    text: str = ""
    """How its copy begins, for people."""
    at: Span = NOWHERE
    """Where a baseline's file has it."""


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """Findings that are known and left alone, as a file has them."""

    name: str
    text: str = field(repr=False)
    entries: tuple[Known, ...]


@dataclass(frozen=True, kw_only=True)
class Change:
    """What was changed in the files of a workspace since a revision."""

    before: Mapping[str, bytes]
    """By their names of then: the contents of files that were changed, renamed or deleted."""
    names: frozenset[str]
    """Of now: files that are new, changed or renamed."""
    contents: Mapping[str, bytes] = field(default_factory=dict)
    """What is staged of files that have changed again since; it is read in their stead."""


# --- collect -> read ----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Source:
    """A file to read, and whom it serves."""

    name: str
    """As people are shown it: relative to the workspace, with forward slashes."""
    path: Path | None
    """None: the bytes stand in `data` (standard input)."""
    channel: str | None = None
    moment: str = ANY_MOMENT
    declared: str | None = None
    """The language that the workspace gives it, before anything that its path or the file says."""
    language: str | None = None
    """That its path names; None: to be detected from the copy."""
    data: bytes | None = None
    named: bool = False
    """The user pointed at this very file, so not being able to read it is worth an error."""
    copy: CopyRules = NO_RULES


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """A file that was not read, and why. Never an exception lost, never a fake finding."""

    name: str
    reason: str
    hint: str = ""
    failed: bool = True
    """False for what nobody expects to be copy: an image found by a glob."""


class Piece(NamedTuple):
    """A run of copy and the characters of the file it stands for.

    Equal lengths map one to one; unequal ones (an entity, a line break with its indent) as a whole.
    """

    start: int
    end: int
    file_start: int
    file_end: int


def behind(pieces: Sequence[Piece], start: int, end: int) -> Span:
    """The characters of the file behind a range of the text that the pieces cover."""
    return Span(_locate(pieces, start, first=True), _locate(pieces, end - 1, first=False))


def _locate(pieces: Sequence[Piece], offset: int, *, first: bool) -> int:
    at = bisect_right(pieces, offset, key=lambda piece: piece.start) - 1
    piece = pieces[max(at, 0)]
    if piece.end - piece.start != piece.file_end - piece.file_start:
        return piece.file_start if first else piece.file_end
    return piece.file_start + (offset - piece.start) + (0 if first else 1)


class Kind(StrEnum):
    """What a block of copy is in its file."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    TABLE_CELL = "table cell"
    QUOTE = "quote"
    ALT = "alt text"
    TITLE = "title"
    LABEL = "label"
    PLACEHOLDER = "placeholder"
    DESCRIPTION = "description"
    NOTE = "note"
    """What only the speaker is meant to see."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """One block of copy, mark-up gone, with the map from its every offset back to the file."""

    text: str
    pieces: tuple[Piece, ...]
    """In order, covering `text` without gaps."""
    kind: Kind = Kind.PARAGRAPH
    where: str = ""
    """What people look it up by, beside or instead of a line: a key, a cell, a slide, a page."""
    language: str | None = None
    """What the file itself says of this block."""

    def span(self, start: int, end: int) -> Span:
        """The characters of the file behind `text[start:end]`, mark-up between them included."""
        return behind(self.pieces, start, end)


@dataclass(frozen=True)
class FileText:
    """The decoded text of a file, and its lines."""

    text: str = field(repr=False)
    lined: bool = True
    """False where it is only the copy taken out of a file whose own lines say nothing to people (a
    spreadsheet, a mail): a place is then told by its `where` alone."""

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both 1-based, columns in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def start(self, number: int) -> int:
        """The offset at which line `number` (1-based) begins; past the last line, where the text ends."""
        return self._starts[number - 1] if number <= len(self._starts) else len(self.text)

    def line(self, number: int) -> str:
        """Line `number` (1-based) without its line end."""
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end].rstrip("\r\n")


class Comment(NamedTuple):
    """What a comment of a file says to samklang."""

    text: str
    """What follows samklang's name."""
    span: Span
    """The comment's characters in the file."""
    whole: bool = False
    """It stands in the front matter and so speaks of the file as a whole."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """One file's copy."""

    source: Source
    file: FileText
    encoding: str
    """Empty where the format has one of its own."""
    format: str
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()
    notes: tuple[str, ...] = ()
    """What a person should know of how it was read: a suffix that belies the content, a part left out."""


# --- split --------------------------------------------------------------------------------------


class Word(NamedTuple):
    """A word of a passage; offsets are in the passage's text."""

    text: str
    start: int
    end: int


class Words(Sequence[Word]):
    """The words of a sentence, kept as offsets: copy has a great many, and few are looked at one by one."""

    __slots__ = ("_passage", "ends")

    def __init__(self, passage: str, ends: array[int]) -> None:
        self._passage = passage
        self.ends = ends
        """Where each word starts and ends in its passage, all in one row."""

    @property
    def texts(self) -> list[str]:
        """The words alone."""
        passage, ends = self._passage, self.ends
        return [passage[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True)]

    def __len__(self) -> int:
        return len(self.ends) // 2

    def __iter__(self) -> Iterator[Word]:
        return map(Word, self.texts, self.ends[::2], self.ends[1::2])

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Word]: ...
    def __getitem__(self, at: int | slice) -> Word | Sequence[Word]:
        return tuple(self)[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """A sentence of a passage, with the characters of the file it stands for."""

    text: str
    language: str
    words: Words
    span: Span
    start: int = 0
    """Where it starts in its passage."""
    lemmas: tuple[str, ...] = ()
    """The dictionary form of each word, in lower case."""


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One block of a document: a paragraph, list item, heading or UI string."""

    source: Source
    language: str
    block: Block
    sentences: tuple[Sentence, ...]
    scorable: bool = True
    """False when the passage is in a language that samklang has no heads for."""
    seems: str | None = None
    """The language that its words surely are in, where they say; `language` is what it is meant to be."""

    @property
    def text(self) -> str:
        return self.block.text

    @cached_property
    def words(self) -> int:
        return sum(len(sentence.words) for sentence in self.sentences)

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Where `text[start:end]` stands, by default all of it."""
        span = self.block.span(start, len(self.text) if end is None else end)
        return Place(name=self.source.name, span=span, where=self.block.where)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a finding points."""

    name: str
    span: Span
    where: str = ""
    """The block's own: a key, a cell, a slide, a page."""


@dataclass(frozen=True, kw_only=True)
class Suppression:
    """Findings that somebody wants left alone, and why."""

    place: Place
    """Where that is said: a comment, or the workspace."""
    rules: tuple[str, ...]
    """Ids, or families such as `tone`; none: every rule."""
    spans: Mapping[str, tuple[Span, ...]]
    """By file: where the findings stand that it hides."""
    reason: str = ""
    until: date | None = None
    """The last day on which it holds."""

    def over(self, today: date) -> bool:
        """Whether its last day is past."""
        return self.until is not None and self.until < today


@dataclass(frozen=True, kw_only=True)
class Reading:
    """All that was read of what was asked for: what samklang sees before it measures anything."""

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    """Of all documents, in their order."""
    skipped: tuple[Skipped, ...]
    problems: tuple[str, ...]
    """What the user asked for and could not be had: a missing path, a channel without files."""
    partial: frozenset[str]
    """Channels of which only some files were read."""


@dataclass(frozen=True, kw_only=True)
class Examples:
    """What one of the persona's own traits is to be learnt from."""

    trait: str
    paired: bool
    """The sides say the same, text by text; else they are copy of any number and content."""
    sides: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    """By language: texts at the named pole, and at the other."""


# --- encode -> measure --------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Encoded:
    """Sentences as numbers, a row a sentence."""

    tone: NDArray[np.float32]
    """(sentences, columns): every layer mean-pooled and normalised, then features, then spelling."""
    meaning: NDArray[np.float32]
    """(sentences, width): the sentence embedding, normalised."""
    carried: NDArray[np.float32]
    """(sentences, heads): the sharpened mean of the tokens' scores under each token head."""


class Score(NamedTuple):
    """Where a text lies on one trait, -100 to 100, and how sure that is."""

    score: float
    margin: float
    """Half the width of the 90 % interval, in points."""
    abstained: bool
    sentence: int = 0
    """Index of the sentence that pulls the score furthest from 0 in its own direction."""
    pulls: tuple[str, ...] = ()
    """Linguistic features that pull the same way in that sentence, strongest first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Effort:
    """How hard a text is to read, and to follow."""

    lix: float
    words_per_sentence: float
    steps: int = 0
    """Things that it asks of the customer."""


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """What was measured of one passage."""

    passage: Passage
    traits: Mapping[str, Score]
    needs: Mapping[str, float]
    """By need: the probability that the passage answers it."""
    effort: Effort


# --- judge -> report ----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Leave:
    """What a run is to leave out of what it finds."""

    suppressions: tuple[Suppression, ...] = ()
    today: date = field(default_factory=date.today)
    """By which suppressions end."""
    whole: bool = True
    """Every channel's files were read: what hides nothing now hides nothing anywhere."""
    known: tuple[Known, ...] = ()
    """Of a baseline: entries whose files were read, or are no more."""
    baseline: str = ""
    """The name of its file; its idle entries are findings. Empty: they are not, they are taken out."""
    before: tuple[Known, ...] | None = None
    """What a change found there; None: no change is looked at."""


class Hidden(NamedTuple):
    """How many findings were left out, and by what."""

    suppressed: int = 0
    """By comments and by the workspace."""
    baseline: int = 0
    unchanged: int = 0
    """They were there before the change that is looked at, and are no worse."""


class Stale(NamedTuple):
    """Something that is there to hide findings and hides none."""

    place: Place
    message: str
    reason: str = ""
    """Why it was put there."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing to look at."""

    rule: str
    level: Level
    place: Place
    channel: str | None
    moment: str
    language: str
    message: str
    reason: str = ""
    score: float | None = None
    margin: float | None = None
    low: float | None = None
    """The score's band, for findings that have one."""
    high: float | None = None
    suggestion: str | None = None
    replacement: str | None = None
    """What can stand in the very place of the marked copy; None where a person has to write."""
    need: str | None = None
    shortfall: float | None = None
    """Of what is judged of a channel or moment as a whole: how much it lacks, 0 to 1. Growing, it is new."""
    subject: str = ""
    """What it is about, wherever that stands: the passage's copy, or a touchpoint and its need."""
    fingerprint: str = ""
    """Of rule, subject and, but for needs, file: unique in a report, and the same wherever its lines move."""
    fails: bool = False
    """The run fails for it."""


@dataclass(frozen=True, kw_only=True)
class RuleText:
    """What there is to know of a rule by somebody who meets its id."""

    id: str
    level: Level
    """Where the workspace says nothing."""
    says: str
    """What a finding of it means, in one line."""
    why: str
    """Why the rule exists."""
    help: str
    """What it goes by and what to do about it, as Markdown."""


@dataclass(frozen=True, kw_only=True)
class TraitProfile:
    """A channel's mean score on one trait, held against its band."""

    band: Band
    score: float
    margin: float
    passages: int


class Interval(NamedTuple):
    """Where a figure would lie, nine times in ten, had other documents of the kind been written."""

    low: float
    high: float


class StepKind(StrEnum):
    """What a step would change."""

    NEED = "need"
    """A passage is to answer it."""
    FEELING = "feeling"
    """A document is to give more of it."""
    TRAIT = "trait"
    """A document's passages are to come into its band."""
    EFFORT = "effort"
    """A document is to be easier to read."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A change that somebody could make next, and what it would move."""

    kind: StepKind
    what: str
    """The need or the trait."""
    place: Place
    """Where: what answers the need best so far, or the passage that is furthest off."""
    fit: float
    """Points that the touchpoint's fit would gain."""
    consistency: float
    """Points that the channel's consistency would gain."""
    more: bool = True
    """Of a trait: the copy is to be more so, else less."""


class DriftFrom(StrEnum):
    """What a channel has drifted from."""

    PERSONA = "persona"
    """Its band."""
    OTHERS = "others"
    """The other channels."""


@dataclass(frozen=True, kw_only=True)
class Drift:
    """A channel that differs as a whole on a trait."""

    channel: str
    trait: str
    against: DriftFrom
    difference: float
    """Points, what the channel declares as its shift taken off."""
    interval: Interval
    """Of the difference, 90 %, documents being the unit."""
    effect: float
    """The difference in standard deviations of documents (Cohen's d)."""
    documents: int
    place: Place
    """The passage that is furthest off, of the document that is."""
    language: str


class Estimate(NamedTuple):
    """Points, and how sure they are."""

    points: float
    margin: float
    """Half the width of their 90 % interval."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What a channel's copy in one language differs by on a trait from that in another."""

    whole: Estimate
    matched: int
    """Messages that both languages have, by which it is told; 0: by all copy of both."""
    tool: Estimate | None
    """Of that: what samklang makes of a faithful translation; None where that was not measured."""

    @property
    def rest(self) -> Estimate | None:
        """What is left when the tool's share is taken off."""
        if self.tool is None:
            return None
        return Estimate(self.whole.points - self.tool.points, hypot(self.whole.margin, self.tool.margin))

    @property
    def sure(self) -> bool:
        """Whether it is surely the translation's: the tool and chance explain less, and people would act."""
        rest = self.rest
        return bool(rest and self.matched and abs(rest.points) > max(rest.margin, LEAST))


@dataclass(frozen=True, kw_only=True)
class LanguageTrait:
    """A channel's mean score on one trait in one language."""

    trait: str
    score: float
    margin: float | None
    """Half the 90 % interval, documents being the unit; None for a single document."""
    unsure: float
    """Share of the words that were too unsure to score, and so left out; 0 to 1."""
    difference: Difference | None
    """From the channel's first language; None for that one, and where too little can be compared."""


@dataclass(frozen=True, kw_only=True)
class LanguageProfile:
    """A channel in one of its languages."""

    language: str
    documents: int
    passages: int
    traits: tuple[LanguageTrait, ...]
    """Those that could be scored."""


@dataclass(frozen=True, kw_only=True)
class ChannelResult:
    """Is it us? One channel against the persona."""

    channel: str
    documents: int
    passages: int
    words: int
    consistency: float | None
    """0 to 100; None when nothing in the channel could be scored."""
    profile: tuple[TraitProfile, ...]
    interval: Interval | None = None
    """Of consistency; None for a single document."""
    steps: tuple[Step, ...] = ()
    """Those with most effect on consistency."""
    drifts: tuple[Drift, ...] = ()
    """Traits on which it has left the persona or the other channels."""
    languages: tuple[LanguageProfile, ...] = ()
    """The channel language by language, in the workspace's order; empty where it has but one."""


@dataclass(frozen=True, kw_only=True)
class NeedResult:
    """One need in one touchpoint, with the passage that answers it best."""

    need: str
    weight: float
    coverage: float
    answered: bool
    place: Place | None
    evidence: str
    depth: int = 0
    """Words that stand before the evidence in its document."""
    lix: float = 0.0
    """Of the evidence."""


@dataclass(frozen=True, kw_only=True)
class Touchpoint:
    """Is it best for the customer here? A channel and moment in one language."""

    channel: str
    moment: str
    language: str
    documents: int
    fit: float | None
    """0 to 100; None where the workspace gives no priorities."""
    needs: tuple[NeedResult, ...]
    interval: Interval | None = None
    """Of fit; None for a single document."""
    steps: tuple[Step, ...] = ()
    """Those with most effect on fit."""

    @property
    def name(self) -> str:
        moment = "" if self.moment == ANY_MOMENT else f", {self.moment}"
        return f"{self.channel}{moment} ({self.language})"


class EncounterKind(StrEnum):
    """What a customer loves or hates."""

    NEED = "need"
    """A passage answers it."""
    FEELING = "feeling"
    """The channel gives it as a whole."""
    TRAIT = "trait"
    """A passage surely is so."""
    SENTENCE = "sentence"
    """A passage says what the customer says in their own words."""


@dataclass(frozen=True, kw_only=True)
class Encounter:
    """Something that a customer meets in a channel."""

    kind: EncounterKind
    what: str
    """The need, the trait, or the customer's sentence."""
    place: Place
    """Of the passage that is most of it."""
    evidence: str


@dataclass(frozen=True, kw_only=True)
class CustomerResult:
    """What a type of customer meets in one channel and language."""

    customer: str
    channel: str
    language: str
    share: float | None
    """Of the channel's customers, 0 to 1, where it is known."""
    fit: float | None
    """Of the moment that serves them least, as they weigh it; None where no priorities are given."""
    meets: tuple[Encounter, ...]
    """What they love."""
    misses: tuple[str, ...]
    """Needs that they love to find answered and do not."""
    puts_off: tuple[Encounter, ...]
    """What they hate."""


@dataclass(frozen=True, kw_only=True)
class Expense:
    """A channel that surely serves one type of customer better than another."""

    channel: str
    language: str
    served: str
    pays: str
    difference: float
    """Points of fit, each in the moment that serves it least and as it weighs it."""
    interval: Interval
    """Of the difference."""
    served_share: float | None
    """Of the channel's customers, 0 to 1, where it is known."""
    pays_share: float | None


@dataclass(frozen=True, kw_only=True)
class Report:
    """All that a reporter shows. A reporter computes nothing and opens nothing."""

    brand: str
    engine: str
    poles: Mapping[str, Poles]
    """By trait of the persona."""
    languages: tuple[str, ...]
    channels: tuple[ChannelResult, ...]
    touchpoints: tuple[Touchpoint, ...]
    customers: tuple[CustomerResult, ...]
    expenses: tuple[Expense, ...]
    """Those of the greatest share of customers, by the greatest difference, first."""
    weakest: Touchpoint | None
    findings: tuple[Finding, ...]
    hidden: Hidden
    idle: tuple[Known, ...]
    """Entries of the baseline that hide nothing any more."""
    rules: tuple[RuleText, ...]
    """Every rule that could have found something."""
    skipped: tuple[Skipped, ...]
    problems: tuple[str, ...]
    """What the user asked for and could not be had: a missing path, a channel without files."""
    notes: tuple[str, ...]
    """How a file was read, where a person should know: its suffix belies it, its encoding was detected."""
    partial: tuple[str, ...]
    """Channels of which only some files were read, so that their needs were not judged."""
    files: Mapping[str, FileText]
    """The text of each file that a finding or an answer stands in."""
    documents: int
    passages: int
    words: int
    abstained: int
    """Passages on which no trait could be scored surely enough."""
    fail_on: Level
    """Of several workspaces the strictest; whether a finding fails the run, it says itself."""
    verdict: str
    """Why the run exits as it does."""
    exit: int
    home: str = "samklang.yaml"
    """The workspace's file: where hosts show what stands in no other."""
