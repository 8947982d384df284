"""JSON and JSON lines: string catalogues, chats and tickets, records of any kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.parts import nested
from samklang.readers.parts.catalogue import StringCatalogue
from samklang.readers.parts.json_text import String, Value, values
from samklang.readers.parts.nested import Leaf

_MESSAGES = frozenset({"message", "defaultMessage", "string", "translation"})
"""Keys for the copy of an entry in catalogues that also have descriptions, such as those of Chrome."""
_SPEAKERS = frozenset(
    "speaker role author author_name author_role author_type from sender sender_name sender_type user "
    "username user_profile".split()
)


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of a JSON text, or of JSON lines.

    Raises:
        Unreadable: if it is not JSON, or has nothing at the paths that the workspace names.
    """
    parsed = values(text)
    top: Value = parsed[0] if len(parsed) == 1 else list(parsed)
    messages = {} if rules.paths or rules.languages else _described(top)
    if not messages:
        return nested.read(list(_leaves(top, text)), rules)
    catalogue = StringCatalogue(rules)
    for key, message in messages.items():
        catalogue.add(key, message.decoded(text))
    return catalogue.blocks()


def _described(value: Value) -> dict[String, String]:
    """The messages of a catalogue in which every entry is an object; empty if it is not such a catalogue."""
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
    """All values that are neither an object, an array nor null, in file order."""
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
    """The speakers of a record: names, roles and addresses."""
    for key, value in record.items():
        if key in _SPEAKERS:
            names = value.values() if isinstance(value, dict) else (value,)
            yield from (part.lower() for part in names if isinstance(part, String))
