"""The sample report in every format, as `cases/` keeps it. To write the files anew, and then look at them:

python -m tests.reporters.golden
"""

from __future__ import annotations

from pathlib import Path

from samklang import __version__
from samklang.reporters import REPORTERS, Display
from tests.reporters.sample import sample_report

FOLDER = Path(__file__).parent / "cases"
FORMATS = tuple(form for form in REPORTERS if form != "html")
"""The page has tests of its own; as a whole it changes with every word of its templates."""


def rendered(form: str) -> str:
    """The sample in a format, without what changes from one version to the next."""
    return REPORTERS[form](sample_report(), Display()).replace(f'"{__version__}"', '"VERSION"')


if __name__ == "__main__":
    for form in FORMATS:
        (FOLDER / form).write_text(rendered(form), encoding="utf-8")
