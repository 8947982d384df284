"""Plain English: every sentence that samklang says of a finding or a rule."""

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
    """What is to be looked at, in a line."""
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
            return f"{_strange(facts)} in {language(facts.seems)}, and meant to be in {language(facts.meant)}"
        case IdleSuppressionFacts():
            return "hides nothing any more: take it out"
        case ExpiredSuppressionFacts(until=until):
            return f"held until {until}: what it hid shows again"
        case IdleEntryFacts(rule=rule_id, file=file):
            return f"{rule_id} in {file} is no more: samklang baseline prune takes it out"


def reason(finding: Finding) -> str:
    """Why that was found; empty where the message says all."""
    match finding.facts:
        case ToneFacts() as facts:
            return _pulling(facts)
        case DriftFacts() as facts:
            return _drifted(facts)
        case NeedUnmetFacts() as facts:
            return f"{finding.need} is {facts.weight:.0%} of what weighs there; {_nearest(facts)}"
        case FeelingUnmetFacts(weight=weight, coverage=given):
            weighs = f"{finding.need} is {weight:.0%} of what weighs there"
            return f"{weighs}; it is given to {given:.0%}, and by this passage least"
        case NeedWeakFacts(weight=weight):
            return f"{finding.need} is {weight:.0%} of what weighs there"
        case HardToReadFacts() as facts:
            return _hard(facts)
        case TooManyStepsFacts():
            return "the first that is too many is asked here"
        case IdleSuppressionFacts(because=because) | ExpiredSuppressionFacts(because=because):
            return f"it was there because {because}" if because else ""
        case TermFacts() | LanguageMismatchFacts() | IdleEntryFacts():
            return ""


def figures(finding: Finding) -> str:
    """Score, band and margin, as far as the finding has them; empty where it has none."""
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
    return " ".join(parts) or "the choice of words; nothing that is counted stands out"


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


def _strange(facts: LanguageMismatchFacts) -> str:
    return f"{facts.file.passages} of {facts.file.of} passages here are" if facts.file else "this is"


def _shortened(quote: str, longest: int) -> str:
    """A quotation of so many characters at most, cut between words."""
    return quote if len(quote) <= longest else quote[: longest - 1].rsplit(" ", 1)[0] + "…"


# --- languages ----------------------------------------------------------------------------------


def language(code: str) -> str:
    """The English name of a language; its code if unknown."""
    return english_name(code)


# --- rules --------------------------------------------------------------------------------------


def rule(rule_id: str) -> RuleWords:
    """What there is to know of a rule; a persona's own trait is spoken of as samklang's are."""
    return _RULES["tone" if rule_id.startswith("tone.") else rule_id]


_TERM_HOW = """\
Compares dictionary forms: `customer` finds *customers* and *customer's*, `optimera` finds *optimerat*. A term
may be kept to one language. The end of a hyphenated word is another word: `purchase` is not *micro-purchase*.
"""
_TERM_TO_DO = "What to do: say it in the persona's words, or mend its terms."

_RULES: Mapping[str, RuleWords] = {
    "tone": RuleWords(
        says="a passage lies outside the persona's band for the trait by more than its margin",
        why="A brand is one personality: a passage that leaves it makes customers doubt who is speaking.",
        how="""\
Points at the whole passage and names the sentence that pulls most and the features that pull in it. Where
none that is counted stands out, as passives or long words can, it is the choice of words, and your own ear
has the last word. Up to 1.4 margins outside the band it is a suggestion. A label, under seven words that end
no sentence, is left alone. """,
        to_do="""\
What to do: say the same as the approved copy would; look at that sentence first.
If the passage is right, the band is too narrow: widen its tolerance, or declare a shift for the channel.""",
    ),
    "channel.drift": RuleWords(
        says="a channel as a whole has left the persona, or drifted from the other channels",
        why=(
            "A brand is one personality everywhere; no single passage need be wrong for a channel to lose it."
        ),
        how="""\
Compares means of whole files, and needs five files on either side; it is corrected for how many channels
and traits are compared ([how](consistency-and-fit.md)). """,
        to_do="""\
What to do: read the file it points at beside the
approved copy. If the channel is meant to differ, declare a `shift` for it.""",
    ),
    "need.unmet": RuleWords(
        says="nothing in a channel and moment, in one language, answers a need that weighs there",
        why=(
            "Copy can be in perfect tone and leave the customer's question unanswered; then they leave, "
            "or call."
        ),
        how="Points at the passage that comes nearest. ",
        to_do="""\
What to do: answer the question in that channel and moment, in the
words a customer would look for. It is only judged when the channel was read whole. It cannot see answers that
stand in images or behind links.""",
    ),
    "need.weak": RuleWords(
        says="a need is answered, but deep in a document or in words that are hard to read",
        why="An answer that people do not reach, or do not make out, is none to them.",
        how="""\
Counts the words that stand before the answer in its file (`effort: {depth: 200}` says how many are enough),
and takes the LIX of the answer itself. Strings of an interface, cells and items of a feed are met one by one,
so nothing stands before them. """,
        to_do="What to do: move the answer up, or say it in one plain sentence.",
    ),
    "effort.hard": RuleWords(
        says="a passage is harder to read, or a file asks more steps, than its channel may ask",
        why="People read a mail or a screen in passing; what takes effort is put off, and often for good.",
        how="""\
LIX (Björnsson 1968) is the words a sentence and the share of words over six letters: 30 is easy, 40 a
newspaper, 50 an official text, 60 the law. It is asked of channels whose priorities say `effort: {lix: 40}`,
and told from 15 over that, in passages of 30 words and more; the reason says whether it is the length of the
sentences or of the words. A step is a thing that copy asks people to do: an order ("open the box"), what they
must ("you need to", "du måste", "du skal"), an item of a numbered list, a field of a form.
`effort: {lix: 40, steps: 5}` says how many a file may ask; leave it out for catalogues of strings,
which nobody meets at once. """,
        to_do="""\
What to do: make two sentences of one; take the everyday word; do for people what
they need not do themselves.""",
    ),
    "term.avoid": RuleWords(
        says="a word the persona bans, inflections included",
        why="Some words are not ours: they are somebody else's voice, or promise what we do not.",
        how=_TERM_HOW,
        to_do=_TERM_TO_DO,
    ),
    "term.prefer": RuleWords(
        says="a word the persona has a better one for, inflections included",
        why="One thing, one word: customers who meet two wonder whether they are two things.",
        how=_TERM_HOW,
        to_do=_TERM_TO_DO,
    ),
    "language.mismatch": RuleWords(
        says="a passage, or a whole file, is surely in another language than it is meant to be",
        why="Copy left in another language is read by nobody it is for, and scored as what it is not.",
        how="""\
Holds what a passage's words are in against what it is meant to be in: the workspace's `language`, else the
file's path, else what the file says of it. It takes six words in lower case outside quotation marks and a
clear case, so names, quotations and slogans do not set it off; a file that is in another language throughout
gives one finding. """,
        to_do="What to do: translate it, or mend the path or the workspace's `language`.",
    ),
    "suppression.stale": RuleWords(
        says="a suppression or baseline entry that hides nothing any more",
        why="What hides nothing today hides tomorrow's finding, and nobody decided that it should.",
        how="""\
Points at the comment, the workspace's `suppress:` or the baseline's entry. It is only said of what was read
whole, since the finding may stand elsewhere. """,
        to_do="""\
What to do: take it out; `samklang baseline prune` does that for
baselines. Where a day is past, decide anew and set another, or mend the copy.""",
    ),
}
