"""What samklang says of findings and rules, a file for each language of the interface.

To add a language: one file that is a `Catalogue`, one line in `CATALOGUES`. It is the language of who reads
the report, whatever the copy is in: copy, the questions of needs and the persona's words are quoted as they
stand.
"""

from __future__ import annotations

from samklang.reporters.catalogue import en
from samklang.reporters.catalogue.interface import Catalogue, RuleWords

ENGLISH: Catalogue = en
CATALOGUES = {"en": ENGLISH}
"""By ISO 639-1 code."""

__all__ = ["CATALOGUES", "ENGLISH", "Catalogue", "RuleWords"]
