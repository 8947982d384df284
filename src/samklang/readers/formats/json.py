"""JSON and JSON lines: string catalogues, chats and tickets, records of any kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.parts import nested
from samklang.readers.parts.catalogue import Catalogue
from samklang.readers.parts.json_text import String, Value, values
from samklang.readers.parts.nested import Leaf

_MESSAGES = frozenset({"message", "defaultMessage", "string", "translation"})
"""What Chrome and others call the copy of an entry, beside its description."""
_SPEAKERS = frozenset(
    "speaker role author author_name author_role author_type from sender sender_name sender_type user "
    "username user_profile".split()
)


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of a JSON text, or of JSON lines.

    Raises:
        Unreadable: what is not JSON, or has nothing at the paths that the workspace names.
    """
    found = values(text)
    top: Value = found[0] if len(found) == 1 else list(found)
    messages = {} if rules.paths or rules.languages else _described(top)
    if not messages:
        return nested.read(list(_leaves(top, text)), rules)
    catalogue = Catalogue(rules)
    for key, message in messages.items():
        catalogue.add(key, message.decoded(text))
    return catalogue.blocks()


def _described(value: Value) -> dict[String, String]:
    """The messages of a catalogue whose every entry is an object; empty for what is none."""
    entries = value if isinstance(value, dict) else {}
    messages = {key: message for key, entry in entries.items() if (message := _message(entry)) is not None}
    return messages if len(messages) == len(entries) else {}


def _message(entry: Value) -> String | None:
    if not isinstance(entry, dict):
        return None
    return next(
        (value for key, value in entry.items() if key in _MESSAGES and isinstance(value, String)), None
    )


def _leaves(value: Value, text: str, path: str = "", speakers: Collection[str] = ()) -> Iterator[Leaf]:
    """All that is neither an object, an array nor null, in file order."""
    if isinstance(value, dict):
        speakers = frozenset(_speakers(value)) or speakers
        for key, child in value.items():
            yield from _leaves(child, text, f"{path}.{key}" if path else str(key), speakers)
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _leaves(child, text, f"{path}[{index}]", speakers)
    elif value is not None:
        message = value.decoded(text) if isinstance(value, String) else None
        yield Leaf(path, message, speakers)


def _speakers(record: dict[String, Value]) -> Iterator[str]:
    """What a record says of who speaks in it: a name, a role, an address."""
    for key, value in record.items():
        if key in _SPEAKERS:
            said = value.values() if isinstance(value, dict) else (value,)
            yield from (part.lower() for part in said if isinstance(part, String))
