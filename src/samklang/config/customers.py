"""`personas/customers/*.yaml`: people told apart by what they love and hate, not by age."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import Field

from samklang.config.form import Form, Mistakes
from samklang.config.globs import spread
from samklang.config.source import YamlSource
from samklang.model import CustomerType, Liking


class CustomerForm(Form):
    """A customer type."""

    name: Annotated[str, Field(min_length=1)]
    loves: list[str] = Field(
        default_factory=list, description="needs, traits, or sentences in their own words"
    )
    hates: list[str] = Field(default_factory=list, description="likewise")
    share: dict[str, Annotated[float, Field(ge=0, le=1)]] = Field(
        default_factory=dict, description="channel: their share of its customers, 0 to 1, where it is known"
    )


def resolve(
    sources: Iterable[YamlSource],
    channels: Iterable[str],
    needs: tuple[str, ...],
    traits: tuple[str, ...],
    mistakes: Mistakes,
) -> tuple[CustomerType, ...]:
    """The customer types of files, with mistakes added where they name what is not there."""
    found: dict[str, CustomerType] = {}
    for source in sources:
        form = mistakes.parse(CustomerForm, source)
        if form is None:
            continue
        if form.name in found:
            mistakes.add(source, ("name",), f"there is a customer type {form.name!r} already")
        for channel in form.share:
            if channel not in channels:
                mistakes.unknown(source, ("share", channel), "channel", channels)
        likings = [
            _liking(said, (key,), source, needs, traits, mistakes)
            for key, said in (("loves", form.loves), ("hates", form.hates))
        ]
        found[form.name] = CustomerType(
            name=form.name, loves=likings[0], hates=likings[1], share=dict(form.share)
        )
    return tuple(found.values())


def _liking(
    said: list[str],
    path: tuple[str],
    source: YamlSource,
    needs: tuple[str, ...],
    traits: tuple[str, ...],
    mistakes: Mistakes,
) -> Liking:
    """What is said, sorted; a single word is meant as the name of a need or a trait."""
    known = (*needs, *traits)
    for at, one in enumerate(said):
        if one not in known and " " not in one.strip():
            mistakes.unknown(source, (*path, at, one), "need or trait", known)
        elif not any(map(str.isalnum, one)):
            mistakes.add(source, (*path, at), f"expected words, found {one!r}")
    return Liking(
        needs=tuple(one for one in said if one in needs),
        traits=tuple(one for one in said if one in traits),
        sentences=tuple(one for one in said if one not in known),
    )


def files(globs: Iterable[str], root: Path) -> list[Path]:
    """The files of customer types, each once."""
    return sorted({file for glob in globs for one in spread(glob) for file in root.glob(one.lstrip("/"))})
