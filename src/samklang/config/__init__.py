"""The configuration, parsed once into the types of `model.py`; every mistake in one go."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from samklang.config import customers
from samklang.config import persona as personas
from samklang.config.form import Mistakes
from samklang.config.source import read_yaml
from samklang.config.workspace import Vocabulary, WorkspaceForm, resolve
from samklang.errors import ConfigError
from samklang.model import LANGUAGES, CustomerType, Persona, Workspace

FILE = "samklang.yaml"

__all__ = ["FILE", "Vocabulary", "find", "load"]


def find(start: Path) -> Path | None:
    """The `samklang.yaml` that governs a file or folder: the nearest one upward."""
    folder = start if start.is_dir() else start.parent
    for candidate in (folder.resolve(), *folder.resolve().parents):
        if (candidate / FILE).is_file():
            return candidate / FILE
    return None


def load(path: Path, words: Vocabulary) -> Workspace:
    """The workspace of a `samklang.yaml`.

    Raises:
        ConfigError: with every mistake of the workspace, its persona and its customer types.
    """
    root = path.parent.resolve()
    source = read_yaml(path, _shown(path))
    mistakes = Mistakes()
    form = mistakes.parse(WorkspaceForm, source)
    persona_name = source.data.get("persona") if isinstance(source.data, dict) else None
    persona = None
    if isinstance(persona_name, str):
        try:
            file = read_yaml(root / persona_name, _shown(root / persona_name))
            language = form.languages[0] if form else LANGUAGES[0]
            persona = personas.parse(file, words.traits, (*words.needs, *words.felt), language, mistakes)
        except ConfigError as error:
            mistakes.add(source, ("persona",), error.message)
    if form and persona:
        workspace = resolve(form, source, root, persona, words, mistakes)
        types = _customers(form, root, persona, words, mistakes)
        if not mistakes.messages:
            return replace(workspace, customers=types)
    raise ConfigError("\n".join(mistakes.messages))


def _customers(
    form: WorkspaceForm, root: Path, persona: Persona, words: Vocabulary, mistakes: Mistakes
) -> tuple[CustomerType, ...]:
    sources = []
    for file in customers.files(form.customers, root):
        try:
            sources.append(read_yaml(file, _shown(file)))
        except ConfigError as error:
            mistakes.messages.append(error.message)
    traits = (*words.traits, *(own.name for own in persona.own_traits))
    needs = (*words.needs, *words.felt, *(own.name for own in persona.own_needs))
    return customers.resolve(sources, form.channels, needs, traits, mistakes)


def _shown(path: Path) -> str:
    """A path as the user would type it from where they stand."""
    shown = os.path.relpath(path)
    return str(path) if Path(shown).parts[:3] == ("..",) * 3 else Path(shown).as_posix()
