"""How often the language of a text is detected, and how often correctly, by the text's length.

    python -m benchmarks.language PATH

Reads every file under PATH whose path names its language (`sv-SE/`, `.da.`): the path is the ground truth,
and the language is detected from the copy. Texts that are the same in two languages are left out.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from samklang.languages import CODES
from samklang.model import Document, Source
from samklang.readers import read
from samklang.text.language import detect, from_path, seems

LENGTHS = ((1, 2), (3, 5), (6, 10), (11, 20), (21, 9_999))
"""Lengths in words, from and to."""


def texts(folder: Path) -> dict[str, list[str]]:
    """By language: the distinct texts of the files whose path names it."""
    distinct: dict[str, set[str]] = defaultdict(set)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        language = from_path(name, CODES)
        if (
            language
            and path.is_file()
            and isinstance(document := read(Source(name=name, path=path)), Document)
        ):
            distinct[language].update(block.text for block in document.blocks)
    languages = Counter(text for texts in distinct.values() for text in texts)
    return {
        language: sorted(text for text in texts if languages[text] == 1)
        for language, texts in distinct.items()
    }


def detection(known: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """A line per language and length: the texts, the share detected, and the share of those that is right."""
    yield f"{'language':10}{'words':>8}{'texts':>8}{'detected':>10}{'right':>8}   wrong"
    for language, copy in known.items():
        for low, high in LENGTHS:
            answers = [detect(text) for text in copy if low <= len(text.split()) <= high]
            detected = [answer for answer in answers if answer]
            wrong = Counter(answer for answer in detected if answer != language)
            words = f"{low}-{high}" if high < 9_999 else f"{low}-"
            yield (
                f"{language:10}{words:>8}{len(answers):8}{_share(len(detected), len(answers)):>10}"
                f"{_share(len(detected) - wrong.total(), len(detected)):>8}   "
                + " ".join(f"{code} {count}" for code, count in wrong.most_common())
            ).rstrip()


def mismatches(known: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """A line per pair of languages: how much copy in one that is meant to be in the other is noticed.

    Texts have 11 words or more. Where both languages are the same, these are false alarms, of all texts.
    """
    yield f"{'meant':10}{'is':>8}{'texts':>8}{'noticed':>8}"
    for meant in known:
        for language, copy in known.items():
            answers = [seems(text, meant) for text in copy if language == meant or len(text.split()) > 10]
            noticed = sum(answer not in (None, meant) for answer in answers)
            yield f"{meant:10}{language:>8}{len(answers):8}{_share(noticed, len(answers)):>8}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def main(arguments: list[str]) -> int:
    """Prints both tables for a folder."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    known = texts(Path(arguments[0]))
    print(*detection(known), "", *mismatches(known), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
