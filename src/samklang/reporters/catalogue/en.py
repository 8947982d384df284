"""Plain English: every sentence about a finding or a rule."""

from __future__ import annotations

from collections.abc import Mapping

from samklang.languages import english_name
from samklang.model import (
    DriftFacts,
    DriftFrom,
    ExpiredSuppressionFacts,
    FeelingUnmetFacts,
    Finding,
    HardToReadFacts,
    IdleEntryFacts,
    IdleSuppressionFacts,
    LanguageMismatchFacts,
    Nearest,
    NeedUnmetFacts,
    NeedWeakFacts,
    TermFacts,
    ToneFacts,
    TooManyStepsFacts,
    touchpoint_name,
)
from samklang.reporters.catalogue.interface import RuleWords
from samklang.words import counted

# --- findings -----------------------------------------------------------------------------------


def message(finding: Finding) -> str:
    """What is wrong, in one line."""
    where = touchpoint_name(finding.channel or "", finding.moment, finding.language)
    match finding.facts:  # mypy fails here while a kind of facts has no words
        case ToneFacts(pole=pole, brand=brand):
            return f"too {pole} for {brand}"
        case DriftFacts() as facts:
            return f"{finding.channel} as a whole is more {facts.pole} than {_compared_with(facts)}"
        case NeedUnmetFacts(nearest=nearest, question=question):
            return f"nothing in {where} {_ANSWERS[nearest]} “{question}”"
        case FeelingUnmetFacts(question=question):
            return f"{where} gives too little {finding.need}: “{question}”"
        case NeedWeakFacts() as facts:
            return f"{where} answers “{facts.question}” {_weakness(facts)}"
        case HardToReadFacts(lix=(measured, asked)):
            return f"hard to read: LIX {measured:.0f}, {asked:g} asked for in {finding.channel}"
        case TooManyStepsFacts(steps=steps, most=most):
            return f"asks {steps} things of the customer, {most} at most in {finding.channel}"
        case TermFacts() as facts:
            return f"{facts.brand} {_term(facts)}{f': {facts.why}' if facts.why else ''}"
        case LanguageMismatchFacts() as facts:
            return (
                f"{_passages(facts)} in {language(facts.seems)}, and meant to be in {language(facts.meant)}"
            )
        case IdleSuppressionFacts():
            return "hides nothing any more: remove it"
        case ExpiredSuppressionFacts(until=until):
            return f"expired after {until}: what it hid is reported again"
        case IdleEntryFacts(rule=rule_id, file=file):
            return f"{rule_id} in {file} is not found any more: samklang baseline prune removes this entry"


def reason(finding: Finding) -> str:
    """Why samklang reports it; empty where the message says everything."""
    match finding.facts:
        case ToneFacts() as facts:
            return _pulling(facts)
        case DriftFacts() as facts:
            return _drifted(facts)
        case NeedUnmetFacts() as facts:
            return f"{finding.need} is {facts.weight:.0%} of what weighs there; {_nearest(facts)}"
        case FeelingUnmetFacts(weight=weight, coverage=coverage):
            weighs = f"{finding.need} is {weight:.0%} of what weighs there"
            return f"{weighs}; it is met to {coverage:.0%}, least by this passage"
        case NeedWeakFacts(weight=weight):
            return f"{finding.need} is {weight:.0%} of what weighs there"
        case HardToReadFacts() as facts:
            return _hard(facts)
        case TooManyStepsFacts():
            return "this passage asks the first thing too many"
        case IdleSuppressionFacts(because=because) | ExpiredSuppressionFacts(because=because):
            return f"it was there because {because}" if because else ""
        case TermFacts() | LanguageMismatchFacts() | IdleEntryFacts():
            return ""


def figures(finding: Finding) -> str:
    """Score, band and margin, those that the finding has; empty where it has none."""
    parts = [f"score {round(finding.score)}"] if finding.score is not None else []
    if finding.low is not None and finding.high is not None:
        parts.append(f"band {round(finding.low)} to {round(finding.high)}")
    if finding.margin is not None:
        parts.append(f"margin {round(finding.margin)}")
    return ", ".join(parts)


def _pulling(facts: ToneFacts) -> str:
    parts = [f"“{_shortened(facts.quote, 90)}” pulls most"] if facts.quote is not None else []
    if facts.pulls:
        parts.append(f"by {', '.join(facts.pulls)}")  # features are named in English
    return " ".join(parts) or "the choice of words; no feature that samklang counts stands out"


def _compared_with(facts: DriftFacts) -> str:
    return facts.brand if facts.against is DriftFrom.PERSONA else "the other channels"


def _drifted(facts: DriftFacts) -> str:
    low, high = sorted(map(abs, facts.interval))
    points = f"{abs(facts.difference):.0f} points ({low:.0f} to {high:.0f})"
    against = {
        DriftFrom.PERSONA: f"{points} outside {facts.brand}'s band",
        DriftFrom.OTHERS: f"{points} from the other channels",
    }[facts.against]
    files = f"over {counted(facts.documents, 'file')} ({abs(facts.effect):.1f} of their standard deviations)"
    return f"{against}, {files}; this passage is furthest off"


_ANSWERS = {Nearest.FAR: "answers", Nearest.NEAR: "answers", Nearest.PERHAPS: "surely answers"}


def _nearest(facts: NeedUnmetFacts) -> str:
    if facts.nearest is Nearest.FAR:
        return f"no passage of its {counted(facts.documents, 'file')} comes near"
    quoted = _shortened(facts.evidence, 80)
    return f"nearest is “{quoted}”, {facts.coverage:.0%} likely to be taken as an answer"


def _weakness(facts: NeedWeakFacts) -> str:
    parts = []
    if facts.depth:
        words, most = facts.depth
        parts.append(f"only after {counted(words, 'word')}, {most:,} at most are asked for")
    if facts.lix:
        measured, asked = facts.lix
        parts.append(f"in words that are hard to read: LIX {measured:.0f}, {asked:g} asked for")
    return " and ".join(parts)


def _hard(facts: HardToReadFacts) -> str:
    parts = []
    if facts.words_per_sentence is not None:
        parts.append(f"its sentences have {facts.words_per_sentence:.0f} words on average")
    if facts.long_words is not None:
        parts.append(f"{facts.long_words:.0f}% of its words have more than six letters")
    return " and ".join(parts)


def _term(facts: TermFacts) -> str:
    if facts.better is None:
        return f"avoids “{facts.term}”"
    return f"says “{facts.better}” rather than “{facts.term}”"


def _passages(facts: LanguageMismatchFacts) -> str:
    return f"{facts.file.passages} of {facts.file.of} passages here are" if facts.file else "this is"


def _shortened(quote: str, longest: int) -> str:
    """A quotation of at most `longest` characters, cut between words."""
    return quote if len(quote) <= longest else quote[: longest - 1].rsplit(" ", 1)[0] + "…"


# --- languages ----------------------------------------------------------------------------------


def language(code: str) -> str:
    """The English name of a language; its code if unknown."""
    return english_name(code)


# --- rules --------------------------------------------------------------------------------------


def rule(rule_id: str) -> RuleWords:
    """The words for a rule; a persona's own trait has those of samklang's traits."""
    return _RULES["tone" if rule_id.startswith("tone.") else rule_id]


_TERM_HOW = """\
Compares dictionary forms: `customer` also matches *customers* and *customer's*, `optimera` matches
*optimerat*. A term can be limited to one language. The last part of a hyphenated word does not match:
`purchase` does not match *micro-purchase*.

"""
_TERM_TO_DO = "What to do: use the persona's words, or correct the terms in the persona."

_RULES: Mapping[str, RuleWords] = {
    "tone": RuleWords(
        summary="a passage lies outside the persona's band for the trait by more than its margin",
        why="A brand is one personality: a passage out of character makes customers doubt who is speaking.",
        how="""\
Points at the whole passage. The reason quotes the sentence that pulls the score most, and names the features
in it that do so, such as passives or long words. Where no such feature stands out, it is the choice of words,
and your own ear decides. Up to 1.4 margins outside the band, the finding is a suggestion. Labels, which have
fewer than seven words and end no sentence, are not judged.

""",
        to_do="""\
What to do: rewrite it as the approved copy would say it; start with the sentence that pulls most. If the
passage is right as it is, the band is too narrow: widen its tolerance, or declare a `shift` for the
channel.""",
    ),
    "channel.drift": RuleWords(
        summary="a channel as a whole is outside the persona's band, or has drifted from the other channels",
        why=(
            "A brand is one personality everywhere. A channel can lose it though no single passage is wrong."
        ),
        how="""\
Compares the means of whole files, and needs at least five files on either side. The test is corrected for the
number of channels and traits that are compared ([how](consistency-and-fit.md)).

""",
        to_do="""\
What to do: read the file that the finding points at beside the approved copy. If the channel is meant to
differ, declare a `shift` for it.""",
    ),
    "need.unmet": RuleWords(
        summary="nothing in a channel and moment, in one language, answers a need that weighs there",
        why=(
            "Copy can have the perfect tone and still leave the customer's question unanswered; "
            "then they leave, or call."
        ),
        how="""\
Points at the passage that comes nearest to an answer. Needs are judged only in channels of which every file
was read. Answers in images or behind links are not seen.

""",
        to_do="""\
What to do: answer the question in that channel and moment, in the words that a customer would look for.""",
    ),
    "need.weak": RuleWords(
        summary="a need is answered, but deep in a document or in words that are hard to read",
        why="An answer that people do not reach, or do not understand, is no answer to them.",
        how="""\
Counts the words before the answer in its file (`effort: {depth: 200}` sets how many there may be), and
measures the LIX of the answer itself. Strings of an interface, cells and items of a feed are read one by one,
so no words come before them.

""",
        to_do="What to do: move the answer up, or say it in one plain sentence.",
    ),
    "effort.hard": RuleWords(
        summary="a passage is harder to read, or a file asks for more steps, than its channel allows",
        why="People read a mail or a screen in passing. What takes effort is put off, and often never done.",
        how="""\
LIX (Björnsson 1968) adds the average number of words per sentence and the percentage of words with more than
six letters: 30 is easy, 40 a newspaper, 50 an official text, 60 a law. Set it in a channel's priorities,
`effort: {lix: 40}`: passages of at least 30 words that are more than 15 over it are reported. The reason says
whether the sentences or the words are long. A step is a thing that copy asks people to do: an order ("open
the box"), an obligation ("you need to", "du måste", "du skal"), an item of a numbered list, a field of a
form. `effort: {lix: 40, steps: 5}` sets how many steps a file may ask for; leave it out for catalogues of
strings, which nobody reads all at once.

""",
        to_do="""\
What to do: split long sentences; use the everyday word; do for people what they need not do themselves.""",
    ),
    "term.avoid": RuleWords(
        summary="a word that the persona bans, inflections included",
        why="Some words are not ours: they are somebody else's voice, or promise what we do not.",
        how=_TERM_HOW,
        to_do=_TERM_TO_DO,
    ),
    "term.prefer": RuleWords(
        summary="a word for which the persona has a better word, inflections included",
        why="One thing, one word: customers who read two words wonder whether there are two things.",
        how=_TERM_HOW,
        to_do=_TERM_TO_DO,
    ),
    "language.mismatch": RuleWords(
        summary="a passage, or a whole file, is surely in another language than it is meant to be",
        why="People cannot read copy that is not in their language, and its scores would be wrong.",
        how="""\
Compares the language of a passage's words with the language that it is meant to be in: the workspace's
`language`, else the file's path, else what the file itself says. It needs six words in lower case outside
quotation marks and a clear difference, so names, quotations and slogans are not reported. A file that is in
another language throughout gives one finding.

""",
        to_do="What to do: translate it, or correct the path or the workspace's `language`.",
    ),
    "suppression.stale": RuleWords(
        summary="a suppression or baseline entry that hides nothing any more",
        why="What hides nothing today can hide a new finding tomorrow, though nobody decided that it should.",
        how="""\
Points at the comment, the entry under `suppress:` in the workspace, or the entry in the baseline. Reported
only where everything that it covers was read, since the finding may be in a file that was not.

""",
        to_do="""\
What to do: remove it; `samklang baseline prune` does that for baselines. Where the date of a suppression has
passed, decide again: set a new date, or fix the copy.""",
    ),
}
