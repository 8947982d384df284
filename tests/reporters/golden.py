"""The sample report in every format, as `cases/` keeps it. To write the files again, and then read the diff:

python -m tests.reporters.golden
"""

from __future__ import annotations

from pathlib import Path

from samklang import __version__
from samklang.reporters import REPORTERS, Display
from tests.reporters.sample import sample_report

FOLDER = Path(__file__).parent / "cases"
FORMATS = tuple(form for form in REPORTERS if form != "html")
"""All but the HTML page, which has its own tests: as a whole it changes with every word of its templates."""


def rendered(form: str) -> str:
    """The sample in a format, with `VERSION` in place of the version of samklang."""
    return REPORTERS[form](sample_report(), Display()).replace(f'"{__version__}"', '"VERSION"')


if __name__ == "__main__":
    for form in FORMATS:
        (FOLDER / form).write_text(rendered(form), encoding="utf-8")
