"""`personas/customers/*.yaml`: types of customer, described by what they love and hate, not by age."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import Field

from samklang.config.form import Form, Mistakes
from samklang.config.globs import expand_braces
from samklang.config.source import YamlSource
from samklang.model import CustomerType, Liking


class CustomerForm(Form):
    """A customer type."""

    name: Annotated[str, Field(min_length=1)]
    loves: list[str] = Field(
        default_factory=list, description="needs, traits, or sentences in their own words"
    )
    hates: list[str] = Field(
        default_factory=list, description="needs, traits, or sentences in their own words"
    )
    share: dict[str, Annotated[float, Field(ge=0, le=1)]] = Field(
        default_factory=dict, description="channel: their share of its customers, 0 to 1, if it is known"
    )


def resolve(
    sources: Iterable[YamlSource],
    channels: Iterable[str],
    needs: tuple[str, ...],
    traits: tuple[str, ...],
    mistakes: Mistakes,
) -> tuple[CustomerType, ...]:
    """The customer types of files, with mistakes added for every unknown name."""
    types: dict[str, CustomerType] = {}
    for source in sources:
        form = mistakes.parse(CustomerForm, source)
        if form is None:
            continue
        if form.name in types:
            mistakes.add(
                source, ("name",), f"another customer type is called {form.name!r}; choose another name"
            )
        for channel in form.share:
            if channel not in channels:
                mistakes.unknown(source, ("share", channel), "channel", channels)
        loves, hates = (
            _liking(entries, (key,), source, needs, traits, mistakes)
            for key, entries in (("loves", form.loves), ("hates", form.hates))
        )
        types[form.name] = CustomerType(name=form.name, loves=loves, hates=hates, share=dict(form.share))
    return tuple(types.values())


def _liking(
    entries: list[str],
    path: tuple[str],
    source: YamlSource,
    needs: tuple[str, ...],
    traits: tuple[str, ...],
    mistakes: Mistakes,
) -> Liking:
    """Entries sorted into needs, traits and sentences; a single word must be the name of a need or trait."""
    known = (*needs, *traits)
    for index, entry in enumerate(entries):
        if not any(map(str.isalnum, entry)):
            mistakes.add(source, (*path, index), f"expected words, found {entry!r}")
        elif entry not in known and " " not in entry.strip():
            mistakes.unknown(source, (*path, index, entry), "need or trait", known)
    return Liking(
        needs=tuple(entry for entry in entries if entry in needs),
        traits=tuple(entry for entry in entries if entry in traits),
        sentences=tuple(entry for entry in entries if entry not in known),
    )


def files(globs: Iterable[str], root: Path) -> list[Path]:
    """The files of customer types, each once, sorted."""
    patterns = (pattern.lstrip("/") for glob in globs for pattern in expand_braces(glob))
    return sorted({file for pattern in patterns for file in root.glob(pattern)})
