"""The figures that must not fall: `tests/floors.json`, checked by test_floors.py and test_demo.py.

    python -m benchmarks.floors            # raises floors to the figures measured now, and adds new ones
    python -m benchmarks.floors --lower    # also lowers floors: say why in the commit

All are shares, and more is better. Of traits: pairs in the right order by heads that did not see their genre.
Of needs: answers that score above a near miss, by heads that saw neither. Of the demo: see `of_demo`.
A figure may be `SLACK` below its floor: heads fitted on another machine differ in the third decimal.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from samklang import heads
from samklang.cli.progress import Silence
from samklang.config import load
from samklang.heads import Heads
from samklang.model import Finding, Report
from samklang.pipeline.check import check
from samklang.pipeline.vocabulary import VOCABULARY

ROOT = Path(__file__).parents[1]
FILE = ROOT / "tests" / "floors.json"
SLACK = 0.005

Figures = Mapping[str, Mapping[str, float]]
"""Figures by group and name."""
Planted = Mapping[str, Any]
"""An entry of `corpora/nordlys/planted.yaml`."""


def main() -> None:
    """Measures the figures, and writes the floors."""
    report = check(load(ROOT / "samklang.yaml", VOCABULARY), Silence())
    measured = {**of_heads(heads.load(heads.bundled())), "demo": of_demo(report)}
    written = raised(floors(), measured, lower="--lower" in sys.argv[1:])
    FILE.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write("".join(f"{line}\n" for line in below(written, measured)) + f"wrote {FILE.name}\n")


def floors() -> Figures:
    """The floors in the file."""
    floors: Figures = json.loads(FILE.read_text(encoding="utf-8"))
    return floors


def below(floors: Figures, measured: Figures) -> list[str]:
    """A line for each figure that is below its floor or has none, and for each floor without a figure.

    Args:
        measured: the figures of the groups to compare.
    """
    return [line for group in measured for line in _below(group, floors.get(group, {}), measured[group])]


def _below(group: str, floors: Mapping[str, float], measured: Mapping[str, float]) -> Iterator[str]:
    for name in sorted({*floors, *measured}):
        floor, now = floors.get(name), measured.get(name)
        if floor is None:
            yield f"{group}: {name}: no floor, now {now:.3f}; run python -m benchmarks.floors"
        elif now is None:
            yield f"{group}: {name}: floor {floor:.3f}, not measured any more"
        elif now < floor - SLACK:
            yield f"{group}: {name}: floor {floor:.3f}, now {now:.3f}"


def raised(floors: Figures, measured: Figures, *, lower: bool) -> dict[str, dict[str, float]]:
    """The floors to write: the measured figures, but not less than the present floors unless `lower`."""
    return {
        group: {
            name: max(_rounded(now), 0.0 if lower else floors.get(group, {}).get(name, 0.0))
            for name, now in figures.items()
        }
        for group, figures in measured.items()
    }


def _rounded(figure: float) -> float:
    """A figure rounded down to three decimals."""
    return math.floor(figure * 1000 + 1e-9) / 1000


# --- measuring ------------------------------------------------------------------------------------------


def of_heads(fitted: Heads) -> dict[str, dict[str, float]]:
    """The held-out figures of each trait and need in each language, measured when they were fitted."""
    traits = {
        f"{trait}, {language}": language_heads.calibrations[index].reliability
        for index, trait in enumerate(fitted.traits)
        for language, language_heads in fitted.languages.items()
    }
    needs = {
        f"{need}, {language}": language_heads.needs[index].reliability
        for index, need in enumerate(fitted.needs)
        for language, language_heads in fitted.languages.items()
    }
    measured_needs = {name: share for name, share in needs.items() if share is not None}
    return {"traits": traits, "needs": measured_needs}


def of_demo(report: Report) -> dict[str, float]:
    """How well the findings of the demo brand agree with the mistakes planted in its copy."""
    entries = planted()
    hits: list[Finding] = []
    others: list[Finding] = []
    for finding in report.findings:
        (hits if any(is_at(entry, finding, report) for entry in entries) else others).append(finding)
    found = sum(any(is_at(entry, hit, report) for hit in hits) for entry in entries)
    return {
        "what is planted is found": found / len(entries),
        "what is found is planted": len(hits) / len(report.findings),
        "what is planted lies further outside its band than what is not": _ordered(
            [distance for hit in hits if (distance := _outside(hit)) is not None],
            [distance for other in others if (distance := _outside(other)) is not None],
        ),
    }


def planted() -> list[Planted]:
    """The mistakes planted in the demo brand's copy."""
    text = (ROOT / "corpora/nordlys/planted.yaml").read_text(encoding="utf-8")
    entries: list[Planted] = yaml.safe_load(text)["planted"]
    return entries


def is_at(entry: Planted, finding: Finding, report: Report) -> bool:
    """Whether a finding is about a planted mistake."""
    if finding.rule != entry["rule"]:
        return False
    if finding.need:
        key = (finding.channel, finding.moment, finding.language, finding.need)
        return key == tuple(entry[part] for part in ("channel", "moment", "language", "need"))
    if finding.place.name != entry["file"]:
        return False
    start = report.files[finding.place.name].text.index(entry["text"])
    return finding.place.span.start <= start < finding.place.span.end


def _outside(finding: Finding) -> float | None:
    """How many points a tone finding lies outside its band; None of other findings."""
    if finding.score is None or finding.low is None or finding.high is None:
        return None
    return max(finding.low - finding.score, finding.score - finding.high)


def _ordered(more: list[float], less: list[float]) -> float:
    """The share of pairs in which the first is greater, ties counting half; 1 where there are no pairs."""
    pairs = [(first > second) + (first == second) / 2 for first in more for second in less]
    return sum(pairs) / len(pairs) if pairs else 1.0


if __name__ == "__main__":
    main()
