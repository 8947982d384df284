"""The files of a first workspace, with comments that teach."""

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
"""The traits that a newcomer is asked about."""
CHOSEN = 25
"""Points from the middle that a chosen pole is."""
_EXAMPLE = Proposal(kind=KINDS[-1], globs=("web/**",), files=1, moments={})


class Answers(NamedTuple):
    """What somebody says of their brand."""

    brand: str
    languages: Sequence[str]
    channels: Sequence[Proposal]
    """Without any, an example is made."""
    traits: Mapping[str, float]
    """The target of each."""
    approved: Sequence[str]
    """Globs."""


def persona_name(brand: str) -> str:
    """The path of a brand's persona, from the workspace's folder."""
    letters = "".join(char if char.isalnum() else " " for char in brand.lower())
    return f"personas/{'-'.join(letters.split()) or 'brand'}.yaml"


def texts(answers: Answers, poles: Mapping[str, Poles]) -> dict[str, str]:
    """The files by their paths from the workspace's folder; the workspace's own comes last.

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
    journey = [moment for moment in MOMENTS if any(moment in one.moments for one in channels)]
    named = {"answers": answers, "persona": persona, "channels": channels, "journey": journey}
    files = {
        persona: templates.get_template("persona.yaml.j2").render(answers=answers, poles=poles),
        FILE: templates.get_template("samklang.yaml.j2").render(named, moments=MOMENTS),
    }
    if not answers.channels:
        files = {"web/welcome.md": LANGUAGES[answers.languages[0]].welcome, **files}
    return files


def _quoted(text: object) -> str:
    """A scalar that is the same in YAML as in JSON."""
    return json.dumps(str(text), ensure_ascii=False)


def _listed(several: Iterable[object]) -> str:
    return f"[{', '.join(map(_quoted, several))}]"


def _mapped(weights: Mapping[str, float]) -> str:
    return "{" + ", ".join(f"{name}: {weight}" for name, weight in weights.items()) + "}"
