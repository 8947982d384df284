"""A workspace for an editor to open: a persona with approved copy, and copy to be typed."""

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
    """A small one, in order, whose link-free path is given back."""
    (folder / "web").mkdir(parents=True)
    (folder / "approved").mkdir()
    (folder / "samklang.yaml").write_text(WORKSPACE, encoding="utf-8")
    (folder / "persona.yaml").write_text(f'{PERSONA}approved: ["approved/**"]\n', encoding="utf-8")
    (folder / "approved" / "mails.md").write_text(APPROVED, encoding="utf-8")
    return folder.resolve()


def written(root: Path, name: str, text: str = COPY) -> Path:
    """A file in a workspace, with the line ends that the text has."""
    path = root / "web" / name
    path.write_bytes(text.encode())
    return path
