"""The configuration: YAML files parsed into the types of `model/`, with every mistake reported at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from samklang.config import customers
from samklang.config import persona as personas
from samklang.config.extends import with_parents
from samklang.config.form import Mistakes, parse_valid_parts
from samklang.config.source import YamlSource, read_yaml, shown
from samklang.config.workspace import PLACEHOLDERS, Vocabulary, WorkspaceForm, resolve
from samklang.errors import ConfigError
from samklang.languages import CODES
from samklang.model import CustomerType, Persona, Workspace

FILE = "samklang.yaml"

__all__ = ["FILE", "Vocabulary", "channel_names", "find", "load", "written_in"]


def find(start: Path) -> Path | None:
    """The `samklang.yaml` of a file or folder: the one in the nearest folder upward that has one."""
    folder = start if start.is_dir() else start.parent
    for candidate in (folder.resolve(), *folder.resolve().parents):
        if (candidate / FILE).is_file():
            return candidate / FILE
    return None


def channel_names(path: Path) -> list[str]:
    """The channels of a `samklang.yaml`, even if other parts of it are wrong; none if it cannot be read."""
    try:
        return list(read_yaml(path, shown(path)).keys("channels"))
    except ConfigError:
        return []


def written_in(config: Path) -> Iterator[Path]:
    """The files that a workspace is written in, as far as it can be read."""
    yield config
    try:
        data = read_yaml(config, config.name).data
    except ConfigError:
        return
    said = data if isinstance(data, dict) else {}
    if isinstance(persona := said.get("persona"), str):
        yield config.parent / persona
    if isinstance(globs := said.get("customers"), list):
        yield from customers.files(list(map(str, globs)), config.parent)


def load(path: Path, words: Vocabulary) -> Workspace:
    """The workspace of a `samklang.yaml`.

    Raises:
        ConfigError: with every mistake of the workspace, its persona and its customer types.
    """
    root = path.parent.resolve()
    source = read_yaml(path, shown(path))
    mistakes = Mistakes()
    form = mistakes.parse(WorkspaceForm, source)
    language = form.languages[0] if form else CODES[0]
    known_persona = _persona(source, root, words, language, mistakes)
    if usable := form or parse_valid_parts(WorkspaceForm, source, PLACEHOLDERS):
        mistakes.lenient = not (known_persona and source.keys("channels"))
        persona = known_persona or personas.unknown(words.traits)
        workspace = resolve(usable, source, root, persona, words, mistakes)
        types = _customers(usable, source, root, persona, words, mistakes)
        if not mistakes.messages:
            return replace(workspace, customers=types)
    raise ConfigError("\n".join(mistakes.messages))


def _persona(
    source: YamlSource, root: Path, words: Vocabulary, language: str, mistakes: Mistakes
) -> Persona | None:
    """The persona that a workspace names, with mistakes added; None if too little of it can be read.

    Of a persona with mistakes, only the names of its traits and needs.
    """
    name = source.data.get("persona") if isinstance(source.data, dict) else None
    if not isinstance(name, str):
        return None
    path = root / name
    try:
        file = read_yaml(path, shown(path))
    except ConfigError as error:
        mistakes.add(source, ("persona",), error.message)
        return None
    try:
        file = with_parents(file, path, root)
    except ConfigError as error:
        mistakes.messages.append(error.message)
        return None
    needs = (*words.needs, *words.felt)
    persona = personas.parse(file, words.traits, needs, language, mistakes)
    return persona or personas.names_only(file, words.traits)


def _customers(
    form: WorkspaceForm,
    source: YamlSource,
    root: Path,
    persona: Persona,
    words: Vocabulary,
    mistakes: Mistakes,
) -> tuple[CustomerType, ...]:
    sources = []
    for file in customers.files(form.customers, root):
        try:
            sources.append(read_yaml(file, shown(file)))
        except ConfigError as error:
            mistakes.messages.append(error.message)
    traits = (*words.traits, *(own.name for own in persona.own_traits))
    needs = (*words.needs, *words.felt, *(own.name for own in persona.own_needs))
    return customers.resolve(sources, source.keys("channels"), needs, traits, mistakes)
