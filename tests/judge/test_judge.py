from dataclasses import replace

import pytest

from samklang.errors import Exit
from samklang.judge.judge import judge, verdict, verdict_of_all
from samklang.model import (
    Judgement,
    Level,
    LevelSetting,
    Measurement,
    NeedUnmetFacts,
    Skipped,
    ToneFacts,
    Workspace,
)
from tests.journey.test_journey import measured, workspace

OFF = LevelSetting(rule="need.unmet", level=None)


def judged(space: Workspace, *measurements: Measurement, partial: str = "") -> Judgement:
    return judge(space, measurements, frozenset(partial.split()), lemmas)


def lemmas(text: str, _language: str) -> tuple[str, ...]:
    return tuple(text.lower().split())


def test_a_score_outside_the_band_by_more_than_its_margin_is_a_finding() -> None:
    result = judge(workspace(needs={}), [measured(-5), measured(5), measured(85)], frozenset(), lemmas)
    assert [(finding.rule, finding.score, finding.low, finding.high) for finding in result.findings] == [
        ("tone.warm", -5, 10, 70),
        ("tone.warm", 85, 10, 70),
    ]
    all_facts = [finding.facts for finding in result.findings]
    assert [facts.pole for facts in all_facts if isinstance(facts, ToneFacts)] == ["distant", "warm"]


def test_an_abstained_score_is_never_a_finding() -> None:
    assert not judged(workspace(needs={}), measured(-90, abstained=True)).findings


def test_an_unanswered_need_is_a_finding_where_the_channel_was_read_whole() -> None:
    whole = judge(workspace(), [measured(coverage=0.3)], frozenset(), lemmas)
    part = judge(workspace(), [measured(coverage=0.3)], frozenset({"web"}), lemmas)
    assert [(finding.rule, finding.need) for finding in whole.findings] == [("need.unmet", "price")]
    facts = whole.findings[0].facts
    assert isinstance(facts, NeedUnmetFacts) and facts.coverage == 0.3
    assert not part.findings
    assert not part.touchpoints


def test_the_workspace_sets_levels_and_switches_rules_off() -> None:
    off = replace(workspace(), levels=(OFF, LevelSetting(rule="tone.warm", level=Level.SUGGESTION)))
    (finding,) = judge(off, [measured(-90, coverage=0.3)], frozenset(), lemmas).findings
    assert (finding.rule, finding.level) == ("tone.warm", Level.SUGGESTION)


def test_the_exit_and_the_line_that_says_why() -> None:
    space = workspace()
    good = judge(space, [measured(coverage=0.9)], frozenset(), lemmas)
    bad = judge(space, [measured(coverage=0.1)], frozenset(), lemmas)
    missing = Skipped(name="a.md", reason="is binary")
    image = Skipped(name="a.png", reason="no reader", failed=False)
    assert verdict(space, good, [image], []) == (0, "in tune: no finding at error or over")
    assert verdict(space, bad, [], []) == (1, "out of tune: 1 finding at error or over")
    assert verdict(space, bad, [missing], []) == (2, "not fully checked: 1 file could not be read")
    assert verdict(space, good, [missing] * 2, ["x: no such file"]) == (
        2,
        "not fully checked: 2 files could not be read and 1 problem",
    )


def test_the_gates_are_on_the_weakest_not_on_an_average() -> None:
    gated = replace(workspace(), fail_under={"fit": 50}, levels=(OFF,))
    moments = [measured(coverage=1, moment="buy"), measured(coverage=0.0, moment="use")]
    status, why = verdict(gated, judge(gated, moments, frozenset(), lemmas), [], [])
    assert status == 1
    assert why == "out of tune: the fit of web, use (en) is 40, under the 50 asked for"


def test_every_reason_to_fail_is_named() -> None:
    space = replace(
        workspace(), fail_on=Level.WARNING, max_findings=1, fail_under={"fit": 50, "consistency": 60}
    )
    status, why = verdict(space, judged(space, measured(-90, coverage=0.1)), [], [])
    assert status == 1
    assert why == (
        "out of tune: 2 findings at warning or over; 2 findings in all, over the 1 allowed; "
        "the fit of web, buy (en) is 6, under the 50 asked for; "
        "the consistency of web is 0, under the 60 asked for"
    )


@pytest.mark.parametrize(("most", "status"), [(None, 0), (2, 0), (1, 1), (0, 1)])
def test_more_findings_than_allowed_fail_at_any_level(most: int | None, status: int) -> None:
    space = replace(workspace(needs={}), max_findings=most)
    assert verdict(space, judged(space, measured(-90), measured(95)), [], [])[0] == status


def test_the_floor_of_a_channel_does_not_apply_to_some_of_its_files() -> None:
    space = replace(workspace(needs={}), fail_under={"consistency": 60})
    assert verdict(space, judged(space, measured(-90)), [], [])[0] == 1
    assert verdict(space, judged(space, measured(-90), partial="web"), [], [])[0] == 0


@pytest.mark.parametrize(
    ("verdicts", "together"),
    [
        (
            [(Exit.IN_TUNE, "in tune: no finding"), (Exit.IN_TUNE, "in tune: none")],
            (Exit.IN_TUNE, "in tune: all 2 workspaces"),
        ),
        (
            [(Exit.IN_TUNE, "in tune: none"), (Exit.FINDINGS, "out of tune: 2 findings")],
            (Exit.FINDINGS, "out of tune: b: 2 findings"),
        ),
        (
            [(Exit.FINDINGS, "out of tune: 1"), (Exit.FINDINGS, "out of tune: 2")],
            (Exit.FINDINGS, "out of tune: a: 1; b: 2"),
        ),
        (
            [(Exit.USER_ERROR, "not fully checked: 1 problem"), (Exit.FINDINGS, "out of tune: 2")],
            (Exit.USER_ERROR, "not fully checked: a: 1 problem"),
        ),
    ],
)
def test_several_workspaces_have_one_verdict_the_worst(
    verdicts: list[tuple[Exit, str]], together: tuple[Exit, str]
) -> None:
    assert verdict_of_all(dict(zip("ab", verdicts, strict=True))) == together
