"""The files of the package that shape cached results, by stage.

Their digest is part of the cache's keys, so that nobody has to raise a version number by hand.
`tests/cache/test_code.py` compares each list with what the stage really imports.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
READING = ("cache", "languages", "model", "pipeline/intake.py", "readers", "text")
"""Folders and files of the package that make passages of files."""
FITTING = (
    "cache/files.py",
    "encode",
    "heads.py",
    "languages",
    "model",
    "needs",
    "text",
    "training",
    "traits",
)
"""Those that make heads of pairs and examples."""
MEASURING = tuple(dict.fromkeys((*READING, *FITTING, "measure", "words.py")))
"""Those that make measurements of passages."""
_CODE, _DATA, _HEADS = ".py", (".tsv", ".yaml"), ".safetensors"


def contents(parts: Iterable[str], package: Path = PACKAGE) -> Iterator[bytes]:
    """The name and then the bytes of each file in parts of the package, without compiled Python."""
    for path in _files(parts, package, (_CODE, *_DATA, _HEADS)):
        yield path.relative_to(package).as_posix().encode()
        yield path.read_bytes()


def fitted_from(package: Path = PACKAGE) -> str:
    """Digest of all that heads are fitted from: pairs, examples, and code without its comments.

    Changing a comment or docstring changes no head, so it does not make the heads stale.
    """
    hasher = blake2b(digest_size=8)
    for path in _files(FITTING, package, (_CODE, *_DATA)):
        data = path.read_bytes()
        if path.suffix == _CODE:
            data = without_comments(data.decode()).encode()
        name = path.relative_to(package).as_posix().encode()
        for part in (name, data):
            hasher.update(len(part).to_bytes(8) + part)
    return hasher.hexdigest()


def without_comments(source: str) -> str:
    """Python source without its comments, docstrings and blank lines."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            for line in range(node.lineno - 1, node.end_lineno or node.lineno):
                lines[line] = ""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            line, column = token.start
            lines[line - 1] = lines[line - 1][:column]
    return "\n".join(line.rstrip() for line in lines if line.strip())


def _files(parts: Iterable[str], package: Path, suffixes: tuple[str, ...]) -> list[Path]:
    paths: set[Path] = set()
    for part in parts:
        path = package / part
        if not path.exists():
            raise FileNotFoundError(path)
        paths |= {path} if path.is_file() else set(path.rglob("*"))
    return sorted(path for path in paths if path.suffix in suffixes and "__pycache__" not in path.parts)
