"""How a channel and its touchpoints stand after measurements that come in one go."""

from __future__ import annotations

from collections.abc import Iterable

from samklang.journey import Journey, by_document
from samklang.journey.channel import ChannelStanding
from samklang.model import Channel, ChannelResult, Measurement, Touchpoint, Workspace


def channel_result(channel: Channel, measurements: Iterable[Measurement]) -> ChannelResult:
    """One channel against the persona."""
    standing = ChannelStanding(channel)
    for document in by_document(measurements):
        standing.add(document)
    return standing.result()


def touchpoints(workspace: Workspace, measurements: Iterable[Measurement]) -> tuple[Touchpoint, ...]:
    """Every channel, moment and language that has copy, in the order of the journey."""
    journey = Journey(workspace)
    for document in by_document(measurements):
        journey.add(document)
    return journey.touchpoints()
