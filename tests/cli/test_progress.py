"""Progress is shown on standard error: a bar in a terminal, lines in a log."""

from __future__ import annotations

import pytest

from samklang.cli.progress import Bar, Lines, Pace, Silence, reporting_progress

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def clock() -> list[float]:
    return [0.0]


def test_a_pace_shows_passages_and_the_time_left(clock: list[float]) -> None:
    pace = Pace("checking", 1000, lambda: clock[0])
    assert str(pace) == "0%"
    clock[0] = 10
    for _ in range(100):
        pace.advance(2.5, 1)
    assert str(pace) == "100 passages, 10 a second, 0:30 left"
    clock[0] = 200
    assert str(pace) == "100 passages, 0 a second, 10:00 left"


def test_a_pace_without_passages_shows_the_percentage(clock: list[float]) -> None:
    pace = Pace("learning", 50, lambda: clock[0])
    clock[0] = 4
    pace.advance(10, 0)
    assert str(pace) == "20%, 0:16 left"


def test_a_log_gets_a_line_every_thirty_seconds(clock: list[float], capsys: Capture) -> None:
    lines = Lines(lambda: clock[0])
    lines.start("checking", 100)
    for second in range(1, 75):
        clock[0] = second
        lines.advance(1, 1)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [
        "samklang: checking: 30 passages, 1 a second, 1:10 left",
        "samklang: checking: 60 passages, 1 a second, 0:40 left",
    ]


def test_a_terminal_gets_a_bar_a_log_lines_and_no_progress_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with reporting_progress() as progress:
        assert isinstance(progress, Lines)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with reporting_progress() as progress:
        assert isinstance(progress, Bar)
    with reporting_progress(show_progress=False) as progress:
        assert isinstance(progress, Silence)


def test_a_bar_shows_what_is_being_done(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("samklang.cli.progress._BAR_AFTER", 0)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    bar = Bar()
    bar.start("learning warm", 10)
    bar.advance(5)
    bar.start("checking", 100)
    bar.advance(50, 12)
    bar._shown.refresh()
    bar.stop()
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "checking" in shown.err
    assert "12 passages" in shown.err
