"""Proposes the files of a first workspace for a folder of copy. It asks nothing and writes nothing itself."""

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
