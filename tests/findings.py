"""A finding to make others of."""

from __future__ import annotations

from samklang.model import Finding, Level, Place, Span

FINDING = Finding(
    rule="tone.warm",
    level=Level.WARNING,
    place=Place(name="a.md", span=Span(0, 9)),
    channel="web",
    moment="any",
    language="en",
    message="too cold",
    subject="The copy.",
)
