"""A measurement as bytes: the numbers of its traits and needs, in one row for a set of heads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from struct import Struct

from samklang.model import Effort, Measurement, Passage, Score

_PULLS = 3
_MOST_STEPS = 65_535
_NONE = 255
"""In place of a pull."""


class Packer:
    """Packs what a set of heads measures."""

    def __init__(self, traits: Sequence[str], needs: Sequence[str], pulls: Sequence[str]) -> None:
        """Args:
        traits: the heads' own, in their order.
        needs: likewise.
        pulls: the names of all that can pull.
        """
        self._traits, self._needs, self._pulls = traits, needs, pulls
        self._named: dict[bytes, tuple[str, ...]] = {}
        many = len(traits)
        # Single precision is what was measured, but for effort; then a byte for each flag and each pull.
        self._row = Struct(f"<2dH{len(needs)}f{many}f{many}f{many}H{many}?{_PULLS * many}s")

    def pack(self, one: Measurement) -> bytes:
        """What `unpack` makes the same measurement of."""
        scores = [one.traits[trait] for trait in self._traits]
        return self._row.pack(
            one.effort.lix,
            one.effort.words_per_sentence,
            min(one.effort.steps, _MOST_STEPS),
            *(one.needs[need] for need in self._needs),
            *(score.score for score in scores),
            *(score.margin for score in scores),
            *(score.sentence for score in scores),
            *(score.abstained for score in scores),
            b"".join(self._numbered(score.pulls) for score in scores),
        )

    def unpack(self, data: bytes, passage: Passage) -> Measurement:
        """The measurement that was packed, as that of a passage."""
        lix, words, steps, *numbers, pulls = self._row.unpack(data)
        needs, many = len(self._needs), len(self._traits)
        score, margin, sentence, unsure = (
            numbers[start : start + many] for start in range(needs, len(numbers), many)
        )
        named = [self._name(pulls[at : at + _PULLS]) for at in range(0, len(pulls), _PULLS)]
        rows = zip(score, margin, unsure, sentence, named, strict=True)
        scores = map(
            tuple.__new__, repeat(Score), rows
        )  # thrice as fast as `Score` is, of which there are many
        return Measurement(
            passage=passage,
            traits=dict(zip(self._traits, scores, strict=True)),
            needs=dict(zip(self._needs, numbers, strict=False)),
            effort=Effort(lix=lix, words_per_sentence=words, steps=steps),
        )

    def _numbered(self, pulls: Sequence[str]) -> bytes:
        return bytes(map(self._pulls.index, pulls)).ljust(_PULLS, bytes([_NONE]))

    def _name(self, pulls: bytes) -> tuple[str, ...]:
        if pulls not in self._named:
            self._named[pulls] = tuple(self._pulls[pull] for pull in pulls if pull != _NONE)
        return self._named[pulls]
