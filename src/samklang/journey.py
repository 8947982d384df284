"""The journey: how far each channel is the persona (consistency), how far each touchpoint meets its
priorities (fit), and which touchpoint is the weakest. docs/consistency-and-fit.md defines both."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from samklang.model import (
    Band,
    Channel,
    ChannelResult,
    Measurement,
    NeedResult,
    Priorities,
    Touchpoint,
    TraitProfile,
    Workspace,
)

ANSWERED = 0.65
"""A passage answers a need when it is this likely that a person would say so: a need that is thought
answered and is not costs a customer, one that is found open costs a look."""
FAR = 50.0
"""Points outside the band at which a passage is no longer the persona at all."""
SERVED = 0.25
"""Share of some file's words from which a language is one that the touchpoint serves."""
LIX_FAR = 20.0
"""LIX over what was asked at which a passage counts as too hard to read."""
_Z90 = 1.645


def closeness(band: Band, score: float) -> float:
    """1 inside the band, falling to 0 at `FAR` points outside it."""
    return max(0.0, 1.0 - abs(band.overshoot(score)) / FAR)


def channel_result(channel: Channel, measurements: Sequence[Measurement]) -> ChannelResult:
    """One channel against the persona."""
    profile = tuple(entry for band in channel.bands if (entry := _profile(band, measurements)) is not None)
    weights = {band.trait: band.weight for band in channel.bands}
    total = sum(weights[entry.band.trait] for entry in profile)
    near = sum(
        weights[entry.band.trait] * (_trait_closeness(entry.band, measurements) or 0.0) for entry in profile
    )
    return ChannelResult(
        channel=channel.name,
        documents=len({one.passage.source.name for one in measurements}),
        passages=len(measurements),
        words=sum(one.passage.words for one in measurements),
        consistency=100 * near / total if total else None,
        profile=profile,
    )


def touchpoints(workspace: Workspace, measurements: Iterable[Measurement]) -> tuple[Touchpoint, ...]:
    """Every channel, moment and language that has copy, in the order of the journey."""
    groups: dict[tuple[str, str, str], list[Measurement]] = defaultdict(list)
    words: Counter[str] = Counter()
    for one in measurements:
        source = one.passage.source
        words[source.name] += one.passage.words
        if source.channel is not None and one.passage.scorable:
            groups[source.channel, source.moment, one.passage.language].append(one)
    found = []
    for (name, moment, language), group in groups.items():
        if (channel := workspace.channel(name)) and _serves(group, words):
            found.append(_touchpoint(channel, moment, language, group))
    order = {moment: at for at, moment in enumerate(workspace.journey)}
    names = [channel.name for channel in workspace.channels]
    return tuple(
        sorted(
            found,
            key=lambda t: (order.get(t.moment, len(order)), names.index(t.channel), t.language),
        )
    )


def _serves(group: Iterable[Measurement], words: Mapping[str, int]) -> bool:
    """Whether the copy of one language is meant for its speakers: a slogan in a file of another is not."""
    own: Counter[str] = Counter()
    for one in group:
        own[one.passage.source.name] += one.passage.words
    return any(count >= SERVED * words[name] for name, count in own.items())


def weakest(found: Iterable[Touchpoint]) -> Touchpoint | None:
    """The touchpoint with the least fit: customers leave at the worst moment."""
    fitted = [touchpoint for touchpoint in found if touchpoint.fit is not None]
    return min(fitted, key=lambda touchpoint: touchpoint.fit or 0.0, default=None)


def _touchpoint(channel: Channel, moment: str, language: str, group: list[Measurement]) -> Touchpoint:
    priorities = channel.priority(moment)
    needs = tuple(
        _need(need, weight, group)
        for need, weight in sorted(priorities.needs.items(), key=lambda item: -item[1])
    )
    return Touchpoint(
        channel=channel.name,
        moment=moment,
        language=language,
        documents=len({one.passage.source.name for one in group}),
        fit=_fit(channel, priorities, needs, group),
        needs=needs,
    )


def _need(need: str, weight: float, group: list[Measurement]) -> NeedResult:
    best = max(group, key=lambda one: one.needs[need])
    return NeedResult(
        need=need,
        weight=weight,
        coverage=best.needs[need],
        answered=best.needs[need] >= ANSWERED,
        place=best.passage.place(),
        evidence=best.passage.text,
    )


def _fit(
    channel: Channel, priorities: Priorities, needs: Sequence[NeedResult], group: Sequence[Measurement]
) -> float | None:
    """The weighted mean of how far each priority is met; what could not be scored weighs nothing."""
    met = [(need.weight, need.coverage) for need in needs]
    for trait, weight in priorities.traits.items():
        band = channel.band(trait)
        near = _trait_closeness(band, group) if band else None
        if near is not None:
            met.append((weight, near))
    if priorities.lix is not None:
        met.append((priorities.effort, _ease(priorities.lix, group)))
    total = sum(weight for weight, _ in met)
    return 100 * sum(weight * share for weight, share in met) / total if total else None


def _ease(lix: float, group: Sequence[Measurement]) -> float:
    return _mean(
        (max(0.0, 1.0 - max(0.0, one.effort.lix - lix) / LIX_FAR), one.passage.words) for one in group
    )


def _trait_closeness(band: Band, group: Sequence[Measurement]) -> float | None:
    scored = _scored(band.trait, group)
    return _mean((closeness(band, score), words) for score, _, words in scored) if scored else None


def _profile(band: Band, group: Sequence[Measurement]) -> TraitProfile | None:
    """The channel's mean on a trait; its margin takes documents, not passages, as the unit."""
    scored = _scored(band.trait, group)
    if not scored:
        return None
    mean = _mean((score, words) for score, _, words in scored)
    return TraitProfile(
        band=band, score=mean, margin=_document_margin(band.trait, group), passages=len(scored)
    )


def _document_margin(trait: str, group: Sequence[Measurement]) -> float:
    """Half the 90 % interval of a channel's mean, from how its documents' means scatter."""
    documents: dict[str, list[Measurement]] = defaultdict(list)
    for one in group:
        documents[one.passage.source.name].append(one)
    scored = [rows for part in documents.values() if (rows := _scored(trait, part))]
    means = [_mean((score, words) for score, _, words in rows) for rows in scored]
    if len(means) < 2:
        return max(margin for _, margin, _ in scored[0])
    centre = sum(means) / len(means)
    variance = sum((mean - centre) ** 2 for mean in means) / (len(means) - 1)
    return float(_Z90 * (variance / len(means)) ** 0.5)


def _scored(trait: str, group: Sequence[Measurement]) -> list[tuple[float, float, int]]:
    """Score, margin and words of each passage that could be scored on the trait."""
    found = []
    for one in group:
        score = one.traits.get(trait)
        if score is not None and not score.abstained:
            found.append((score.score, score.margin, one.passage.words))
    return found


def _mean(weighted: Iterable[tuple[float, int]]) -> float:
    pairs = list(weighted)
    total = sum(weight for _, weight in pairs)
    return sum(value * weight for value, weight in pairs) / total


def by_channel(measurements: Iterable[Measurement]) -> Mapping[str | None, list[Measurement]]:
    """The measurements of each channel; None holds those of no channel."""
    groups: dict[str | None, list[Measurement]] = defaultdict(list)
    for one in measurements:
        groups[one.passage.source.channel].append(one)
    return groups
