"""mbox: many messages in one file, each after a line that begins with `From `."""

from __future__ import annotations

import re

from samklang.model import NO_RULES, CopyRules
from samklang.readers.formats.mail import Letters
from samklang.readers.parts.copy import Rendered, Unreadable

_START = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\n")
_KEPT = re.compile(rb"^>(>*From )", re.MULTILINE)
"""How a line of a message that begins so is kept apart from the start of another."""


def read(data: bytes, rules: CopyRules = NO_RULES) -> Rendered:
    """The copy of each message, in the file's order.

    Raises:
        Unreadable: it holds no message.
    """
    messages = _START.split(data)[1:]
    if data.strip() and not messages:
        raise Unreadable("is not a mailbox: no line that begins with `From ` starts a message")
    letters = Letters(rules)
    for number, message in enumerate(messages, start=1):
        letters.add(_KEPT.sub(rb"\1", message), f"message {number}, ")
    return letters.done()
