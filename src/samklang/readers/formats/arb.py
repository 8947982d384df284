"""ARB, Flutter's strings: ICU messages, each beside a `@key` that describes it."""

from __future__ import annotations

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.parts.catalogue import StringCatalogue, language_code
from samklang.readers.parts.json_text import String, values


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """One block for each message, or for each of its branches.

    Raises:
        Unreadable: if it is not JSON.
    """
    catalogue = StringCatalogue(rules)
    for resources in values(text):
        members = resources if isinstance(resources, dict) else {}
        locale = next((value for key, value in members.items() if key == "@@locale"), "")
        language = language_code(str(locale))
        for key, message in members.items():
            if isinstance(message, String) and not key.startswith("@"):
                catalogue.add(key, message.decoded(text), language)
    return catalogue.blocks()
