"""Mask placeholders in interface strings.

Filler of the same length keeps them inside the spans and out of the scores. The kinds: printf (C, Python,
Objective-C, with Apple's variables), braces of ICU and .NET, percent signs of Symfony and Qt, dollars of
shell and Chrome, the nesting of i18next, and mark-up within a string.
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
    return _PLACEHOLDER.sub(_filler, text)


def _filler(match: re.Match[str]) -> str:
    return (" " if _BREAK.match(match.group()) else FILLER) * len(match.group())
