"""Mail: its subject, and its text as the receiver sees it, without quoted mails and attachments.

The standard library parses the message (docs/adr/0012).
"""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import NamedTuple, cast

from samklang.model import NO_RULES, Block, CopyRules, FileText, Kind
from samklang.readers.formats import html, text
from samklang.readers.parts import quoted_mail
from samklang.readers.parts.copy import BlockTooLong, Rendered, Rendering
from samklang.readers.parts.encoding import Undecodable, decode

PLAIN, HTML = "text/plain", "text/html"


class Placed(NamedTuple):
    """A block of a mail, and its place in the mail."""

    where: str
    block: Block


def read(data: bytes, rules: CopyRules = NO_RULES) -> Rendered:
    """The copy of a message."""
    messages = Messages(rules)
    messages.add(data)
    return messages.done()


class Messages:
    """Collects the copy of one mail or many."""

    def __init__(self, rules: CopyRules) -> None:
        self._speakers = {speaker.casefold().removeprefix("@") for speaker in rules.speakers}
        self._rules = replace(rules, leave=(*rules.leave, *quoted_mail.SELECTORS))
        self._rendering = Rendering()
        self._encodings: dict[str, None] = {}

    def add(self, data: bytes, where: str = "") -> None:
        """Add a message; `where` is a prefix for the place of each of its blocks: "message 3, "."""
        message = message_from_bytes(data)
        if self.is_from_speaker(*parseaddr(_header(message, "from"))):
            self.subject(_header(message, "subject"), where)
            self.add_blocks(self._part(message, where, ""))

    def is_from_speaker(self, name: str, address: str) -> bool:
        """Whether a sender is among the speakers to read, by name, address or domain."""
        known = {name.casefold(), address.casefold(), address.casefold().rpartition("@")[2]}
        return not self._speakers or not self._speakers.isdisjoint(known)

    def subject(self, subject: str, where: str = "") -> None:
        """Add a subject, unless it was taken from another mail."""
        if not quoted_mail.is_answer(subject):
            self._rendering.add(subject, f"{where}subject", Kind.TITLE)

    def add_blocks(self, placed_blocks: list[Placed]) -> None:
        """Add blocks."""
        for where, block in placed_blocks:
            self._rendering.add(block.text, where, block.kind)

    def body(self, data: bytes, kind: str, charset: str | None = None, where: str = "") -> list[Placed]:
        """The blocks of a plain text, or of HTML.

        Raises:
            Undecodable: if it is not text.
            BlockTooLong: if it is data.
        """
        body, encoding, _ = decode(data, charset)
        self._encodings[encoding] = None
        lines = FileText(body)
        try:
            blocks = html.read(body, self._rules) if kind == HTML else text.read(quoted_mail.mask(body))
        except BlockTooLong as error:
            error.where = f"{where}line {lines.position(error.offset)[0]}"
            raise
        return [
            Placed(f"{where}line {lines.position(block.span(0, 1).start)[0]}", block)
            for block in quoted_mail.written_by_sender(blocks)
        ]

    def done(self) -> Rendered:
        """All that was collected, as one text."""
        return self._rendering.done()._replace(encoding=", ".join(self._encodings))

    def _part(self, part: Message, where: str, number: str) -> list[Placed]:
        """The blocks of a part; of alternatives, the blocks of the richest that has any."""
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or kind.startswith("message/"):
            return []
        if part.is_multipart():
            parts = enumerate(part.get_payload(), start=1)
            if kind == "multipart/alternative":
                tried = (
                    self._part(child, where, f"{number}{index}.") for index, child in reversed(list(parts))
                )
                return next(filter(None, tried), [])
            return [
                placed for index, child in parts for placed in self._part(child, where, f"{number}{index}.")
            ]
        if kind not in {PLAIN, HTML}:
            return []
        place = f"{where}part {number.rstrip('.')}, " if number else where
        try:
            data = cast(bytes, part.get_payload(decode=True))
            return self.body(data, kind, part.get_content_charset(), place)
        except (Undecodable, BlockTooLong) as error:
            if not place:
                raise
            self._rendering.note(f"has a part that was not read ({place.rstrip(', ')}): {error}")
            return []


def _header(message: Message, name: str) -> str:
    """A decoded header; bytes that are not encoded as the standard requires are decoded as text."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    try:
        bare = decode(raw.encode("utf-8", "surrogateescape")).text
        return str(make_header(decode_header(bare)))
    except (Undecodable, MessageError, LookupError, ValueError):
        return raw.encode("ascii", "replace").decode("ascii")
