"""The types that pass between stages, frozen and keyword-only: a file for each stage's results.

    config           persona, priorities -> workspace
       |
    collect, read    documents       a file, and the copy in it
       |
    split            passages        its paragraphs, sentences and words
       |
    encode, measure  measurements    the passages as numbers
       |
    judge            languages -> channels -> customers, facts -> findings
       |
    report           report          everything that is shown

`places` says where things are in a file, for all stages; `exclusions`, which findings are not to be reported.
Stages import from this package, not from its files.
"""

from __future__ import annotations

from samklang.model.channels import (
    ChannelResult,
    Drift,
    DriftFrom,
    Interval,
    NeedResult,
    Step,
    StepKind,
    Touchpoint,
    TraitProfile,
    touchpoint_name,
)
from samklang.model.customers import CustomerResult, Encounter, EncounterKind, Expense
from samklang.model.documents import Block, Comment, Document, Kind, Skipped, Source
from samklang.model.exclusions import Baseline, Change, Exclusions, Hidden, Known, Stale, Suppression
from samklang.model.facts import (
    Depth,
    DriftFacts,
    ExpiredSuppressionFacts,
    Facts,
    FeelingUnmetFacts,
    HardToReadFacts,
    IdleEntryFacts,
    IdleSuppressionFacts,
    LanguageMismatchFacts,
    Lix,
    Nearest,
    NeedUnmetFacts,
    NeedWeakFacts,
    Share,
    StaleFacts,
    TermFacts,
    ToneFacts,
    TooManyStepsFacts,
)
from samklang.model.findings import Finding, RuleLevel
from samklang.model.languages import LEAST_DIFFERENCE, Difference, Estimate, LanguageProfile, LanguageTrait
from samklang.model.measurements import Effort, Encoded, Measurement, Score
from samklang.model.passages import Examples, Passage, Reading, Sentence, Word, Words
from samklang.model.persona import (
    FEWEST_ANSWERS,
    FEWEST_PAIRS,
    FEWEST_PASSAGES,
    Band,
    OwnNeed,
    OwnTrait,
    Pairs,
    Persona,
    Poles,
    Term,
)
from samklang.model.places import NOWHERE, FileText, Piece, Place, Span, behind, places_in
from samklang.model.priorities import LIKING_FACTOR, CustomerType, Liking, Priorities
from samklang.model.progress import Progress, Silence
from samklang.model.report import Judgement, Report
from samklang.model.workspace import (
    ANY_MOMENT,
    NO_RULES,
    Channel,
    CopyRules,
    Exemption,
    Level,
    LevelSetting,
    Workspace,
)

__all__ = [
    "ANY_MOMENT",
    "FEWEST_ANSWERS",
    "FEWEST_PAIRS",
    "FEWEST_PASSAGES",
    "LEAST_DIFFERENCE",
    "LIKING_FACTOR",
    "NOWHERE",
    "NO_RULES",
    "Band",
    "Baseline",
    "Block",
    "Change",
    "Channel",
    "ChannelResult",
    "Comment",
    "CopyRules",
    "CustomerResult",
    "CustomerType",
    "Depth",
    "Difference",
    "Document",
    "Drift",
    "DriftFacts",
    "DriftFrom",
    "Effort",
    "Encoded",
    "Encounter",
    "EncounterKind",
    "Estimate",
    "Examples",
    "Exclusions",
    "Exemption",
    "Expense",
    "ExpiredSuppressionFacts",
    "Facts",
    "FeelingUnmetFacts",
    "FileText",
    "Finding",
    "HardToReadFacts",
    "Hidden",
    "IdleEntryFacts",
    "IdleSuppressionFacts",
    "Interval",
    "Judgement",
    "Kind",
    "Known",
    "LanguageMismatchFacts",
    "LanguageProfile",
    "LanguageTrait",
    "Level",
    "LevelSetting",
    "Liking",
    "Lix",
    "Measurement",
    "Nearest",
    "NeedResult",
    "NeedUnmetFacts",
    "NeedWeakFacts",
    "OwnNeed",
    "OwnTrait",
    "Pairs",
    "Passage",
    "Persona",
    "Piece",
    "Place",
    "Poles",
    "Priorities",
    "Progress",
    "Reading",
    "Report",
    "RuleLevel",
    "Score",
    "Sentence",
    "Share",
    "Silence",
    "Skipped",
    "Source",
    "Span",
    "Stale",
    "StaleFacts",
    "Step",
    "StepKind",
    "Suppression",
    "Term",
    "TermFacts",
    "ToneFacts",
    "TooManyStepsFacts",
    "Touchpoint",
    "TraitProfile",
    "Word",
    "Words",
    "Workspace",
    "behind",
    "places_in",
    "touchpoint_name",
]
