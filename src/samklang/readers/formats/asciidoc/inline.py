"""Inline mark-up of AsciiDoc: marks and code are masked, the words that people read stay in place."""

from __future__ import annotations

import re

from samklang.readers.parts.inline import keep

_INLINE = re.compile(
    r"""["']`([^`]+)`["'] | `[^`\r\n]+` | \{[\w-]+\}(?:/[^\s\[\]]*\[`?([^`\[\]]*)`?\])?
    | \[\[[^\[\]]*\]\] | \[[.#][\w.-]+\](?=[#*_`])
    | \+\+?([^+\s][^+]*)\+\+? | \(\((?!\()([^()]*)\)\)
    | (?:image|icon|kbd|pass|stem|footnote|latexmath):[^\s\[\]]*\[[^\[\]]*\]
    | (?:link:|xref:|https?://)[^\s\[\]]*\[`[^`]*`\]
    | (?:link:|mailto:|xref:|btn:|https?://)[^\s\[\]]*\[(?:"([^"\]]*)"|([^\[\],^]*))[^\[\]]*\]
    | <<[^<>,]*(?:,\s*([^<>]*))?>>
    | \\([*_`\#{<+^~\[\]():;|\\])
    | \*\*|__|\#\#|(?<!\w)[*_\#](?=\S)|(?<=\S)[*_\#](?!\w)
    | \^(?=\S)|~(?=\S)|[ \t]\+(?=[\r\n]|\Z)""",
    re.X,
)


def mask_inline(text: str) -> str:
    """The text with filler for all that people do not read."""
    return _INLINE.sub(lambda match: keep(match, match.lastindex), text)
