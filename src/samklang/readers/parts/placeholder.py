"""Placeholders in strings of an interface stand for words that nobody has written yet.

They are masked by as many characters as they have, so that they stay inside the spans and out of the
scores. The kinds: printf (C, Python, Objective-C, with Apple's variables), ICU and .NET braces, Symfony's per
cents, Qt's, shell and Chrome dollars, i18next's nesting, and mark-up within a string.
"""

from __future__ import annotations

import re

from samklang.readers.parts.template import FILLER

_PRINTF = r"%(?:\(\w+\)|\d+\$)?[-+#0]*\d*(?:\.\d+)?(?:hh|h|ll|l|q|L|z|t|j)?[@diouxXeEfFgGcCsSpaA](?![^\W\d_])"
_PLACEHOLDER = re.compile(
    rf"\{{\{{[^{{}}\n]*\}}\}}|\$?\{{[^{{}}\s][^{{}}\n]*\}}|\$t\([^)\n]*\)|\$[A-Za-z_][\w@]*\$"
    rf"|%\{{\w+\}}|%(?<!\d%)L?(?:\d{{1,2}}|n)(?![\w$%])|%(?:\d+\$)?#@\w+@|%arg\b|%[A-Za-z_]\w{{2,}}%|%%"
    rf"|{_PRINTF}|</?(?:[A-Za-z][^<>\n]*|\d+/?)>"
)


_BREAK = re.compile(r"</?(?:br|div|h[1-6]|li|ol|p|ul)\b", re.I)


def mask(text: str) -> str:
    """Placeholders replaced by filler of the same length; tags that break a line, by spaces."""
    return _PLACEHOLDER.sub(_stand_in, text)


def _stand_in(found: re.Match[str]) -> str:
    return (" " if _BREAK.match(found.group()) else FILLER) * len(found.group())
