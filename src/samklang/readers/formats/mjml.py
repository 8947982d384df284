"""MJML, mails in mark-up like HTML: what the mail shows, its title and its preview."""

from __future__ import annotations

from samklang.model import NO_RULES, Block, CopyRules, Kind
from samklang.readers.parts.elements import KINDS, UNSEEN, Dialect, extract
from samklang.readers.parts.template import mask

_DIALECT = Dialect(
    unseen=UNSEEN | {"mj-style", "mj-attributes", "mj-html-attributes"},
    kinds={
        **KINDS,
        "mj-title": Kind.TITLE,
        "mj-preview": Kind.DESCRIPTION,
        "mj-accordion-title": Kind.HEADING,
        **dict.fromkeys(("mj-button", "mj-navbar-link", "mj-social-element"), Kind.LABEL),
    },
)


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of an MJML mail or a part of one."""
    return tuple(extract(mask(text), 0, rules, _DIALECT))
