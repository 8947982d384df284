"""A measurement as bytes: one row of numbers, whose columns are the traits and needs of a set of heads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from struct import Struct

from samklang.model import Effort, Measurement, Passage, Score

_PULLS = 3
"""How many pulls (features that pull a score) are kept of a score."""
_MAX_STEPS = 65_535
_NO_PULL = 255
"""Fills the bytes of a score that has fewer pulls."""


class Packer:
    """Packs and unpacks the measurements of a set of heads."""

    def __init__(self, traits: Sequence[str], needs: Sequence[str], pulls: Sequence[str]) -> None:
        """Args:
        traits: of the heads, in their order.
        needs: of the heads, in their order.
        pulls: the names of all features that can pull a score.
        """
        self._traits, self._needs, self._pulls = traits, needs, pulls
        self._names: dict[bytes, tuple[str, ...]] = {}
        count = len(traits)
        # Measured in single precision, except effort; then a byte for each flag and each pull.
        self._row = Struct(f"<2dH{len(needs)}f{count}f{count}f{count}H{count}?{_PULLS * count}s")

    def pack(self, measurement: Measurement) -> bytes:
        """Bytes from which `unpack` restores the measurement."""
        scores = [measurement.traits[trait] for trait in self._traits]
        effort = measurement.effort
        return self._row.pack(
            effort.lix,
            effort.words_per_sentence,
            min(effort.steps, _MAX_STEPS),
            *(measurement.needs[need] for need in self._needs),
            *(score.score for score in scores),
            *(score.margin for score in scores),
            *(score.sentence for score in scores),
            *(score.abstained for score in scores),
            b"".join(self._pull_indices(score.pulls) for score in scores),
        )

    def unpack(self, data: bytes, passage: Passage) -> Measurement:
        """The packed measurement, attributed to a passage."""
        lix, words, steps, *numbers, pulls = self._row.unpack(data)
        needs, count = len(self._needs), len(self._traits)
        score, margin, sentence, abstained = (
            numbers[start : start + count] for start in range(needs, len(numbers), count)
        )
        names = [self._pull_names(pulls[start : start + _PULLS]) for start in range(0, len(pulls), _PULLS)]
        rows = zip(score, margin, abstained, sentence, names, strict=True)
        scores = map(tuple.__new__, repeat(Score), rows)  # three times as fast as calling `Score`
        return Measurement(
            passage=passage,
            traits=dict(zip(self._traits, scores, strict=True)),
            needs=dict(zip(self._needs, numbers, strict=False)),
            effort=Effort(lix=lix, words_per_sentence=words, steps=steps),
        )

    def _pull_indices(self, pulls: Sequence[str]) -> bytes:
        return bytes(map(self._pulls.index, pulls)).ljust(_PULLS, bytes([_NO_PULL]))

    def _pull_names(self, indices: bytes) -> tuple[str, ...]:
        if indices not in self._names:
            self._names[indices] = tuple(self._pulls[index] for index in indices if index != _NO_PULL)
        return self._names[indices]
