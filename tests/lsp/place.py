"""A workspace for an editor to open: a persona with approved copy, and copy to edit."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import PERSONA, WORKSPACE

APPROVED = """\
Your parcel is on its way to the address you gave us.

Come in and try one on, the kettle is on.
"""
STIFF = "You are hereby notified that the aforementioned parcel has been dispatched to the address specified."
COPY = f"""\
# Lamps for everybody

Thanks for dropping in, it's lovely to see you here again.

🎉 Smörgås on us: you may leverage a lamp\u2028and then a customer pays for it.

{STIFF}
"""


def workspace(folder: Path) -> Path:
    """Writes a small valid workspace and returns its path without symbolic links."""
    (folder / "web").mkdir(parents=True)
    (folder / "approved").mkdir()
    (folder / "samklang.yaml").write_text(WORKSPACE, encoding="utf-8")
    (folder / "persona.yaml").write_text(f'{PERSONA}approved: ["approved/**"]\n', encoding="utf-8")
    (folder / "approved" / "mails.md").write_text(APPROVED, encoding="utf-8")
    return folder.resolve()


def written(root: Path, name: str, text: str = COPY) -> Path:
    """Writes a file of a workspace, with the line ends of the text, and returns its path."""
    path = root / "web" / name
    path.write_bytes(text.encode())
    return path
