"""The tree of the package, two levels deep: writes it into `docs/architecture.md`.

python -m benchmarks.architecture

Each folder's line is the first sentence of its package's docstring.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from samklang.cache.code import PACKAGE

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
_BEGIN, _END = "<!-- tree: written by make docs -->\n", "<!-- end of tree -->\n"


def main() -> None:
    """Writes the tree into the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The page as it should be."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    rows = "\n".join(_rows())
    return f"{before}{_BEGIN}\n{rows}\n\n{_END}{after}"


def folders() -> list[Path]:
    """The packages of `src/samklang`, two levels deep, each before those in it."""
    return sorted(path.parent for path in [*PACKAGE.glob("*/__init__.py"), *PACKAGE.glob("*/*/__init__.py")])


def _rows() -> Iterator[str]:
    yield "| folder | what it is for |"
    yield "|---|---|"
    for folder in folders():
        yield f"| `{folder.relative_to(PACKAGE).as_posix()}/` | {purpose(folder)} |"


def purpose(folder: Path) -> str:
    """The first sentence of a package's docstring, on one line."""
    docstring = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    first = re.match(r".*?[.](?=\s|$)", docstring.partition("\n\n")[0], re.S)
    return " ".join(first.group().split()) if first else ""


if __name__ == "__main__":
    main()
