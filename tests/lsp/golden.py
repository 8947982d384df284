"""A conversation with the server, as `conversation.txt` keeps it: what the editor says and what it is told.

To write it anew, and then look at it: python -m tests.lsp.golden
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
"""Another processor rounds otherwise."""


def conversation(folder: Path) -> str:
    """Opens a file, types, asks why, takes what is offered, breaks the configuration, mends it and leaves."""
    root = workspace(folder)
    path, config = written(root, "buy.md"), root / "samklang.yaml"
    editor = Editor(root)
    found = {one.code: one for one in editor.open(path)}
    editor.replace(path, "a lamp\u2028and", "one and")
    editor.hover(path, "aforementioned")
    for code, title in (("term.prefer", "Replace"), ("tone.formal", "Take"), ("term.avoid", "Leave this")):
        found = {one.code: one for one in editor.diagnostics(path)}
        actions = editor.actions(path, found[code])
        editor.apply(next(action for name, action in actions.items() if name.startswith(title)))
    right = config.read_text(encoding="utf-8")
    for text in (right.replace("channels:", "chanels:"), right):
        before = len(editor.told[config.as_uri()])
        editor.save(config, text)
        editor.wait(lambda before=before: len(editor.told[config.as_uri()]) > before)
    editor.close(path)
    editor.diagnostics(path, version=None)
    editor.leave()
    said = "\n".join(editor.transcript).replace(root.as_uri(), "file:///workspace")
    return _FIGURES.sub(r"\1N", said).replace(f"version: {__version__}", "version: VERSION")


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        FILE.write_text(conversation(Path(made) / "workspace"), encoding="utf-8")
