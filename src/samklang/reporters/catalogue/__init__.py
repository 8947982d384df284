"""The words for findings and rules: a file for each language that samklang speaks.

To add a language: one file that is a `Catalogue`, one line in `CATALOGUES`. It is the language of the people
who read the report, whatever language the copy is in. Copy, the questions of needs and the persona's words
are quoted as they are.
"""

from __future__ import annotations

from samklang.reporters.catalogue import en
from samklang.reporters.catalogue.interface import Catalogue, RuleWords

ENGLISH: Catalogue = en
CATALOGUES = {"en": ENGLISH}
"""By ISO 639-1 code."""

__all__ = ["CATALOGUES", "ENGLISH", "Catalogue", "RuleWords"]
