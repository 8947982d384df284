"""mbox: many messages in a file, each after a line that begins with `From `."""

from __future__ import annotations

import re

from samklang.model import NO_RULES, CopyRules
from samklang.readers.formats.mail import Messages
from samklang.readers.parts.copy import Rendered, Unreadable

_START = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\n")
_KEPT = re.compile(rb"^>(>*From )", re.MULTILINE)
"""How a line of a message that begins with `From ` is escaped."""


def read(data: bytes, rules: CopyRules = NO_RULES) -> Rendered:
    """The copy of each message, in file order.

    Raises:
        Unreadable: if there is no message in it.
    """
    messages = _START.split(data)[1:]
    if data.strip() and not messages:
        raise Unreadable("is not a mailbox: no line that begins with `From ` starts a message")
    collected = Messages(rules)
    for number, message in enumerate(messages, start=1):
        collected.add(_KEPT.sub(rb"\1", message), f"message {number}, ")
    return collected.done()
