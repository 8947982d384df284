"""The results for channels and touchpoints, as JSON."""

from __future__ import annotations

from collections.abc import Mapping

from samklang.model import (
    ChannelResult,
    Difference,
    Drift,
    Estimate,
    LanguageProfile,
    NeedResult,
    Poles,
    Step,
    StepKind,
    Touchpoint,
    TraitProfile,
)
from samklang.reporters.json.values import Files, Json, interval_of, number, place_of


def channel_of(result: ChannelResult, poles: Mapping[str, Poles], files: Files) -> Json:
    """One channel."""
    return {
        "channel": result.channel,
        "documents": result.documents,
        "passages": result.passages,
        "words": result.words,
        "consistency": number(result.consistency),
        "interval": interval_of(result.interval),
        "profile": [_profile(profile, poles[profile.band.trait]) for profile in result.profile],
        "steps": [_step(step, files) for step in result.steps],
        "drifts": [_drift(drift, files) for drift in result.drifts],
        "languages": [_language(profile) for profile in result.languages],
    }


def touchpoint_of(touchpoint: Touchpoint, files: Files) -> Json:
    """One touchpoint."""
    return {
        "name": touchpoint.name,
        "channel": touchpoint.channel,
        "moment": touchpoint.moment,
        "language": touchpoint.language,
        "documents": touchpoint.documents,
        "fit": number(touchpoint.fit),
        "interval": interval_of(touchpoint.interval),
        "needs": [_need(need, files) for need in touchpoint.needs],
        "steps": [_step(step, files) for step in touchpoint.steps],
    }


def _step(step: Step, files: Files) -> Json:
    return {
        "kind": step.kind.value,
        "what": step.what,
        "more": step.more if step.kind is StepKind.TRAIT else None,
        "fit": number(step.fit),
        "consistency": number(step.consistency),
        "place": place_of(step.place, files),
    }


def _drift(drift: Drift, files: Files) -> Json:
    return {
        "trait": drift.trait,
        "against": drift.against.value,
        "difference": number(drift.difference),
        "interval": interval_of(drift.interval),
        "effect": number(drift.effect),
        "documents": drift.documents,
        "place": place_of(drift.place, files),
    }


def _profile(profile: TraitProfile, poles: Poles) -> Json:
    band = profile.band
    return {
        "trait": band.trait,
        "other": poles.other,
        "named": poles.named,
        "score": number(profile.score),
        "margin": number(profile.margin),
        "passages": profile.passages,
        "target": number(band.target),
        "low": number(band.low),
        "high": number(band.high),
        "weight": number(band.weight),
    }


def _need(need: NeedResult, files: Files) -> Json:
    return {
        "need": need.need,
        "weight": number(need.weight),
        "coverage": number(need.coverage),
        "answered": need.answered,
        "evidence": need.evidence,
        "depth": need.depth,
        "lix": number(need.lix),
        "place": place_of(need.place, files) if need.place else None,
    }


def _language(profile: LanguageProfile) -> Json:
    return {
        "language": profile.language,
        "documents": profile.documents,
        "passages": profile.passages,
        "traits": [
            {
                "trait": trait.trait,
                "score": number(trait.score),
                "margin": number(trait.margin),
                "unsure": number(trait.unsure),
                "difference": _difference(trait.difference) if trait.difference else None,
            }
            for trait in profile.traits
        ],
    }


def _difference(difference: Difference) -> Json:
    return {
        **_estimate(difference.whole),
        "matched": difference.matched,
        "tool": _estimate(difference.tool) if difference.tool else None,
        "rest": _estimate(difference.rest) if difference.rest else None,
        "sure": difference.sure,
    }


def _estimate(estimate: Estimate) -> Json:
    return {"points": number(estimate.points), "margin": number(estimate.margin)}
