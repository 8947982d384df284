"""The figures that must not fall: `tests/floors.json`, held by tests/test_floors.py and tests/test_demo.py.

    python -m benchmarks.floors            # raises each floor to what is measured now, and sets the new ones
    python -m benchmarks.floors --lower    # lowers too, where less is measured: say why in the commit

All are shares, and more is better. Of traits: pairs in the right order by heads that did not see their genre.
Of needs: answers that score over a near miss, by heads that saw neither. Of the demo: see `of_demo`.
A figure may lie `SLACK` under its floor: heads fitted on another machine differ in the third decimal.
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
from samklang.pipeline.check import VOCABULARY, check

ROOT = Path(__file__).parents[1]
FILE = ROOT / "tests" / "floors.json"
SLACK = 0.005

Figures = Mapping[str, Mapping[str, float]]
"""By group and name."""
Planted = Mapping[str, Any]
"""An entry of `corpora/nordlys/planted.yaml`."""


def main() -> None:
    """Measures, and writes the floors."""
    report = check(load(ROOT / "samklang.yaml", VOCABULARY), Silence())
    measured = {**of_heads(heads.load(heads.bundled())), "demo": of_demo(report)}
    written = raised(floors(), measured, lower="--lower" in sys.argv[1:])
    FILE.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write("".join(f"{line}\n" for line in below(written, measured)) + f"wrote {FILE.name}\n")


def floors() -> Figures:
    """The floors as they are."""
    found: Figures = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def below(floors: Figures, measured: Figures) -> list[str]:
    """A line for each figure under its floor, and for each that has none.

    Args:
        measured: of the groups that are to be looked at.
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
    """The floors to write: of what is measured now, and never less than before unless asked for."""
    return {
        group: {
            name: max(_rounded(now), 0.0 if lower else floors.get(group, {}).get(name, 0.0))
            for name, now in figures.items()
        }
        for group, figures in measured.items()
    }


def _rounded(figure: float) -> float:
    """To three decimals, never up."""
    return math.floor(figure * 1000 + 1e-9) / 1000


# --- what is measured -----------------------------------------------------------------------------------


def of_heads(fitted: Heads) -> dict[str, dict[str, float]]:
    """The held-out figures of each trait and need in each language, as they were measured by the fit."""
    traits = {
        f"{trait}, {language}": of.calibrations[at].reliability
        for at, trait in enumerate(fitted.traits)
        for language, of in fitted.languages.items()
    }
    needs = {
        f"{need}, {language}": of.needs[at].reliability
        for at, need in enumerate(fitted.needs)
        for language, of in fitted.languages.items()
    }
    return {"traits": traits, "needs": {name: one for name, one in needs.items() if one is not None}}


def of_demo(report: Report) -> dict[str, float]:
    """How well the findings of the demo brand agree with what is wrong there on purpose."""
    every = planted()
    extra = [one for one in report.findings if not any(is_at(entry, one, report) for entry in every)]
    hits = [one for one in report.findings if any(is_at(entry, one, report) for entry in every)]
    found = sum(any(is_at(entry, one, report) for one in hits) for entry in every)
    return {
        "what is planted is found": found / len(every),
        "what is found is planted": len(hits) / len(report.findings),
        "what is planted lies further outside its band than what is not": _ordered(
            [off for one in hits if (off := _outside(one)) is not None],
            [off for one in extra if (off := _outside(one)) is not None],
        ),
    }


def planted() -> list[Planted]:
    """What is wrong on purpose in the demo brand's copy."""
    text = (ROOT / "corpora/nordlys/planted.yaml").read_text(encoding="utf-8")
    entries: list[Planted] = yaml.safe_load(text)["planted"]
    return entries


def is_at(entry: Planted, finding: Finding, report: Report) -> bool:
    """Whether a finding is about what was planted."""
    if finding.rule != entry["rule"]:
        return False
    if finding.need:
        key = (finding.channel, finding.moment, finding.language, finding.need)
        return key == tuple(entry[part] for part in ("channel", "moment", "language", "need"))
    if finding.place.name != entry["file"]:
        return False
    at = report.files[finding.place.name].text.index(entry["text"])
    return finding.place.span.start <= at < finding.place.span.end


def _outside(finding: Finding) -> float | None:
    """How many points a tone finding lies outside its band; None of other findings."""
    if finding.score is None or finding.low is None or finding.high is None:
        return None
    return max(finding.low - finding.score, finding.score - finding.high)


def _ordered(more: list[float], less: list[float]) -> float:
    """The share of pairs in which the first is the greater; 1 where there is nothing to compare."""
    pairs = [(one > other) + (one == other) / 2 for one in more for other in less]
    return sum(pairs) / len(pairs) if pairs else 1.0


if __name__ == "__main__":
    main()
