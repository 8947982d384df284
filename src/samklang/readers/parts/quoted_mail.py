"""Leave out what a mail quotes: earlier mails, and the lines that announce them."""

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
"""A date or an address with a verb for writing: "Den 5 maj 2026 skrev Anna <anna@example.com>:"."""
_REST = re.compile(
    r"[-_ ]*(?:Begin forwarded message|-+ ?(?:Original|Ursprungligt|Oprindelig|Opprinnelig|Forwarded"
    r"|Vidarebefordrat|Videresendt|Videresend|Weitergeleitete|Ursprüngliche)\w* \w+"
    r"|(?:From|Från|Fra|Von): .{1,300}?(?:Sent|Skickat|Sendt|Gesendet|Date|Datum|Dato): )",
    re.IGNORECASE | re.DOTALL,
)
"""The header of an earlier mail; everything below belongs to that mail."""
_ANSWER = re.compile(r"\s*(?:re|sv|vs|aw|fwd?|vb|vl|ang)\s*:", re.IGNORECASE)


def mask(text: str) -> str:
    """The plain text with its quoted lines replaced by spaces, so that offsets stay the same."""
    return _LINE.sub(lambda line: " " * len(line.group()), text)


def written_by_sender(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that the sender wrote: all up to an earlier mail that is quoted below without marks."""
    for block in blocks:
        if _REST.match(block.text):
            return
        if not _ANNOUNCES.fullmatch(block.text):
            yield block


def is_answer(subject: str) -> bool:
    """Whether a subject was taken from the mail that is answered or forwarded."""
    return bool(_ANSWER.match(subject))
