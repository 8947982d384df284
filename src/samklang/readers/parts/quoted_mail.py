"""What a mail quotes is not its sender's copy: earlier mails, and the lines that announce them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from samklang.model import Block

SELECTORS = (
    "blockquote[type=cite]",
    ".gmail_quote",
    ".gmail_attr",
    ".moz-cite-prefix",
    ".moz-forward-container",
    ".yahoo_quoted",
    ".protonmail_quote",
    "#divRplyFwdMsg",
    "#divRplyFwdMsg ~ *",
    "#appendonsend ~ *",
    "#mail-editor-reference-message-container",
)
"""Elements in which mail programs put the mail that is answered or forwarded."""

_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_ANNOUNCES = re.compile(
    r"(?=.*[\d@]).{0,300}\b(?:wrote|skrev|schrieb|schreef|kirjoitti|a écrit)\b[^:]{0,100}:", re.DOTALL
)
"""A date or an address, and that somebody wrote: "Den 5 maj 2026 skrev Anna <anna@example.com>:"."""
_REST = re.compile(
    r"[-_ ]*(?:Begin forwarded message|-+ ?(?:Original|Ursprungligt|Oprindelig|Opprinnelig|Forwarded"
    r"|Vidarebefordrat|Videresendt|Videresend|Weitergeleitete|Ursprüngliche)\w* \w+"
    r"|(?:From|Från|Fra|Von): .{1,300}?(?:Sent|Skickat|Sendt|Gesendet|Date|Datum|Dato): )",
    re.IGNORECASE | re.DOTALL,
)
"""The head of an earlier mail, of which all that follows is part."""
_ANSWER = re.compile(r"\s*(?:re|sv|vs|aw|fwd?|vb|vl|ang)\s*:", re.IGNORECASE)


def mask(text: str) -> str:
    """Quoted lines of a plain text replaced by spaces, so that all else keeps its place."""
    return _LINE.sub(lambda line: " " * len(line.group()), text)


def own(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that the sender wrote, up to an earlier mail that stands below without a mark."""
    for block in blocks:
        if _REST.match(block.text):
            return
        if not _ANNOUNCES.fullmatch(block.text):
            yield block


def is_answer(subject: str) -> bool:
    """Whether a subject is that of the mail that is answered or forwarded."""
    return bool(_ANSWER.match(subject))
