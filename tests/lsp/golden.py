"""A conversation between an editor and the server, as `conversation.txt` keeps it.

To write it again, and then review the difference: python -m tests.lsp.golden
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from samklang import __version__
from tests.lsp.editor import Editor
from tests.lsp.place import workspace, written

FILE = Path(__file__).parent / "conversation.txt"
_FIGURES = re.compile(r"(score |margin |(?<!>)± |LIX |^ *- \**\w+ )-?\d+", re.M)
"""Figures, which other processors round differently."""


def conversation(folder: Path) -> str:
    """Opens a file, types, hovers, applies actions, breaks the configuration, fixes it and leaves."""
    root = workspace(folder)
    path, config = written(root, "buy.md"), root / "samklang.yaml"
    editor = Editor(root)
    editor.open(path)
    editor.replace(path, "a lamp\u2028and", "one and")
    editor.hover(path, "aforementioned")
    for code, title in (("term.prefer", "Replace"), ("tone.formal", "Use"), ("term.avoid", "Suppress this")):
        by_code = {diagnostic.code: diagnostic for diagnostic in editor.diagnostics(path)}
        actions = editor.actions(path, by_code[code])
        editor.apply(next(action for name, action in actions.items() if name.startswith(title)))
    valid = config.read_text(encoding="utf-8")
    for text in (valid.replace("channels:", "chanels:"), valid):
        before = len(editor.published[config.as_uri()])
        editor.save(config, text)
        editor.wait(lambda before=before: len(editor.published[config.as_uri()]) > before)
    editor.close(path)
    editor.diagnostics(path, version=None)
    editor.leave()
    transcript = "\n".join(editor.transcript).replace(root.as_uri(), "file:///workspace")
    return _FIGURES.sub(r"\1N", transcript).replace(f"version: {__version__}", "version: VERSION")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        FILE.write_text(conversation(Path(folder) / "workspace"), encoding="utf-8")
