"""PDFs built by hand, with text drawn at given positions."""

from __future__ import annotations

from typing import NamedTuple

PLAIN, BOLD = "F", "B"
_FONT = "<</Type/Font/Subtype/Type1/BaseFont/{}/Encoding/WinAnsiEncoding>>"
_PAGE = (
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {} 0 R"
    "/Resources<</Font<</F 3 0 R/B 4 0 R>>/XObject<</I 5 0 R>>>>>>"
)
_IMAGE = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
PICTURE = "q 600 0 0 800 0 0 cm /I Do Q"
"""What a page draws that a scanner made."""


class Drawn(NamedTuple):
    """A run of text on a page."""

    text: str
    y: float
    x: float = 50
    size: float = 10
    font: str = PLAIN


def pdf(*pages: list[Drawn] | str) -> bytes:
    """A PDF with these pages: runs of text, or other drawing operators."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        _FONT.format("Helvetica").encode(),
        _FONT.format("Helvetica-Bold").encode(),
        _stream(b"\0", _IMAGE),
    ]
    kids = []
    for page in pages:
        content = page.encode() if isinstance(page, str) else b"\n".join(map(_draw, page))
        objects += [_stream(content), _PAGE.format(len(objects) + 1).encode()]
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    body = b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(objects, 1)
    )
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n"


def _stream(content: bytes, dictionary: str = "<</Length {}>>") -> bytes:
    return dictionary.format(len(content)).encode() + b"stream\n" + content + b"\nendstream"


def _draw(run: Drawn) -> bytes:
    text = run.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /%s %g Tf %g %g Td (%s) Tj ET" % (run.font.encode(), run.size, run.x, run.y, text)
