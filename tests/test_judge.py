from dataclasses import replace

from samklang.judge import judge, verdict
from samklang.model import Level, Skipped
from tests.test_journey import measured, workspace


def lemmas(text: str, _language: str) -> tuple[str, ...]:
    return tuple(text.lower().split())


def test_a_score_outside_the_band_by_more_than_its_margin_is_a_finding() -> None:
    found = judge(workspace(needs={}), [measured(-5), measured(5), measured(85)], frozenset(), lemmas)
    assert [(finding.rule, finding.score, finding.low, finding.high) for finding in found.findings] == [
        ("tone.warm", -5, 10, 70),
        ("tone.warm", 85, 10, 70),
    ]
    assert "distant" in found.findings[0].message
    assert "warm" in found.findings[1].message


def test_an_abstained_score_is_never_a_finding() -> None:
    found = judge(workspace(needs={}), [measured(-90, abstained=True)], frozenset(), lemmas)
    assert not found.findings


def test_an_unanswered_need_is_a_finding_where_the_channel_was_read_whole() -> None:
    whole = judge(workspace(), [measured(coverage=0.3)], frozenset(), lemmas)
    part = judge(workspace(), [measured(coverage=0.3)], frozenset({"web"}), lemmas)
    assert [(finding.rule, finding.need) for finding in whole.findings] == [("need.unmet", "price")]
    assert "30%" in whole.findings[0].reason
    assert not part.findings
    assert not part.touchpoints


def test_the_workspace_sets_levels_and_switches_rules_off() -> None:
    off = replace(workspace(), levels={"need.unmet": None, "tone.warm": Level.SUGGESTION})
    (finding,) = judge(off, [measured(-90, coverage=0.3)], frozenset(), lemmas).findings
    assert (finding.rule, finding.level) == ("tone.warm", Level.SUGGESTION)


def test_the_exit_and_the_line_that_says_why() -> None:
    space = workspace()
    good = judge(space, [measured(coverage=0.9)], frozenset(), lemmas)
    bad = judge(space, [measured(coverage=0.1)], frozenset(), lemmas)
    missing = Skipped(name="a.md", reason="is binary")
    image = Skipped(name="a.png", reason="no reader", failed=False)
    assert verdict(space, good, Level.ERROR, [image], [])[0] == 0
    assert verdict(space, bad, Level.ERROR, [], [])[0] == 1
    assert verdict(space, bad, Level.ERROR, [missing], [])[0] == 2
    assert verdict(space, good, Level.ERROR, [], ["x: no such file"])[0] == 2


def test_the_gates_are_on_the_weakest_not_on_an_average() -> None:
    gated = replace(workspace(), fail_under={"fit": 50}, levels={"need.unmet": None})
    found = [measured(coverage=1, moment="buy"), measured(coverage=0.0, moment="use")]
    status, why = verdict(gated, judge(gated, found, frozenset(), lemmas), Level.ERROR, [], [])
    assert status == 1
    assert why == "out of tune: the fit of web, use (en) is 40, under the 50 asked for"
