"""Renders the files of a first workspace, with comments that explain them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from samklang.config import FILE
from samklang.languages import LANGUAGES
from samklang.model import Poles
from samklang.scaffold.kinds import KINDS, MOMENTS
from samklang.scaffold.survey import Proposal

PERSONALITY = ("warm", "plain", "formal", "enthusiastic", "playful")
"""The traits that `samklang init` asks about."""
CHOSEN = 25
"""The target of a pole that was chosen, in points from the middle."""
_EXAMPLE = Proposal(kind=KINDS[-1], globs=("web/**",), files=1, moments={})


class Answers(NamedTuple):
    """What somebody answered about their brand."""

    brand: str
    languages: Sequence[str]
    channels: Sequence[Proposal]
    """If empty, an example channel is written."""
    traits: Mapping[str, float]
    """By trait: its target."""
    approved: Sequence[str]
    """Globs."""


def persona_name(brand: str) -> str:
    """The path of a brand's persona file, from the workspace's folder."""
    letters = "".join(char if char.isalnum() else " " for char in brand.lower())
    return f"personas/{'-'.join(letters.split()) or 'brand'}.yaml"


def texts(answers: Answers, poles: Mapping[str, Poles]) -> dict[str, str]:
    """The contents of each file by its path from the workspace's folder; `samklang.yaml` comes last.

    Args:
        poles: of each trait of the answers.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    templates = Environment(
        loader=PackageLoader(__name__.rpartition(".")[0], "."),
        autoescape=False,  # noqa: S701 (YAML is written, not HTML)
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters.update(quoted=_quoted, listed=_listed, mapped=_mapped)
    persona = persona_name(answers.brand)
    channels = answers.channels or [_EXAMPLE]
    journey = [moment for moment in MOMENTS if any(moment in channel.moments for channel in channels)]
    values = {"answers": answers, "persona": persona, "channels": channels, "journey": journey}
    files = {
        persona: templates.get_template("persona.yaml.j2").render(answers=answers, poles=poles),
        FILE: templates.get_template("samklang.yaml.j2").render(values, moments=MOMENTS),
    }
    if not answers.channels:
        files = {"web/welcome.md": LANGUAGES[answers.languages[0]].welcome, **files}
    return files


def _quoted(text: object) -> str:
    """A JSON string, which is valid YAML too."""
    return json.dumps(str(text), ensure_ascii=False)


def _listed(items: Iterable[object]) -> str:
    return f"[{', '.join(map(_quoted, items))}]"


def _mapped(weights: Mapping[str, float]) -> str:
    return "{" + ", ".join(f"{name}: {weight}" for name, weight in weights.items()) + "}"
