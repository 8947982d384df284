"""Start: a folder in, the files of a first workspace out. Asks nothing, writes nothing."""

from samklang.scaffold.survey import Proposal, Survey, survey
from samklang.scaffold.texts import CHOSEN, PERSONALITY, Answers, persona_name, texts

__all__ = [
    "CHOSEN",
    "PERSONALITY",
    "Answers",
    "Proposal",
    "Survey",
    "persona_name",
    "survey",
    "texts",
]
