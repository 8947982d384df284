"""A finding from which tests make others."""

from __future__ import annotations

from samklang.model import Finding, Level, Place, Span, ToneFacts

COLD = ToneFacts(trait="warm", pole="cold", brand="Test", quote=None, pulls=())

FINDING = Finding(
    rule="tone.warm",
    level=Level.WARNING,
    place=Place(name="a.md", span=Span(0, 9)),
    channel="web",
    moment="any",
    language="en",
    facts=COLD,
    subject="The copy.",
)
