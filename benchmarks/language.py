"""How often the language of a text is told, and how often it is told right, by the text's length.

    python -m benchmarks.language PATH

Reads every file under PATH whose path names its language (`sv-SE/`, `.da.`), so the path is the truth
and the copy is what is tried. Text that stands the same in two languages is left out.
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
"""Words, from and to."""


def texts(folder: Path) -> dict[str, list[str]]:
    """By language: every distinct text of the files that name it."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        language = from_path(name, CODES)
        if (
            language
            and path.is_file()
            and isinstance(document := read(Source(name=name, path=path)), Document)
        ):
            found[language].update(block.text for block in document.blocks)
    seen = Counter(text for known in found.values() for text in known)
    return {language: sorted(text for text in known if seen[text] == 1) for language, known in found.items()}


def detection(known: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """A line a language and length: how many texts there are, how many are told, and how many wrongly."""
    yield f"{'language':10}{'words':>8}{'texts':>8}{'told':>8}{'right':>8}   wrong"
    for language, of in known.items():
        for low, high in LENGTHS:
            answers = [detect(text) for text in of if low <= len(text.split()) <= high]
            told = [answer for answer in answers if answer]
            wrong = Counter(answer for answer in told if answer != language)
            words = f"{low}-{high}" if high < 9_999 else f"{low}-"
            yield (
                f"{language:10}{words:>8}{len(answers):8}{_share(len(told), len(answers)):>8}"
                f"{_share(len(told) - wrong.total(), len(told)):>8}   "
                + " ".join(f"{code} {count}" for code, count in wrong.most_common())
            ).rstrip()


def mismatches(known: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """A line for each pair of languages: how much copy in one that is meant to be in the other is noticed.

    Of texts of 11 words or more. Where both languages are the same, it is false alarms, of all texts.
    """
    yield f"{'meant':10}{'is':>8}{'texts':>8}{'noticed':>8}"
    for meant in known:
        for language, of in known.items():
            told = [seems(text, meant) for text in of if language == meant or len(text.split()) > 10]
            noticed = sum(answer not in (None, meant) for answer in told)
            yield f"{meant:10}{language:>8}{len(told):8}{_share(noticed, len(told)):>8}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def main(arguments: list[str]) -> int:
    """Prints both tables for the folder that is named."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    known = texts(Path(arguments[0]))
    print(*detection(known), "", *mismatches(known), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
