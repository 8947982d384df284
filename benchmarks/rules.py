"""Writes `docs/rules.md`: what each rule reports, why it exists and what to do.

python -m benchmarks.rules
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from samklang.reporters.catalogue import ENGLISH
from samklang.rules import RULES, Rule

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"


def main() -> None:
    """Writes the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The text of the page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Rules\n"
    yield "| id | level | meaning |"
    yield "|---|---|---|"
    for rule in RULES:
        yield f"| `{_id(rule)}` | {rule.level} | {ENGLISH.rule(rule.ids[0]).summary} |"
    yield "\nA workspace sets the levels and switches rules off: [levels and exits](levels.md)."
    yield "Each of a persona's [own traits](own-traits.md) has a rule too, like samklang's traits."
    for rule in RULES:
        words = ENGLISH.rule(rule.ids[0])
        yield f"\n## {_id(rule)}\n\n{words.why}\n\n{words.help}"
    yield "\nWritten by `make docs` from the catalogue of the reporters."


def _id(rule: Rule) -> str:
    return "tone.TRAIT" if rule.ids[0].startswith("tone.") else rule.ids[0]


if __name__ == "__main__":
    main()
