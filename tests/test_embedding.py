"""samklang in a program of somebody else's: threads, an event loop, and nothing changed behind its back."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

import samklang
from tests.conftest import ROOT

TEXTS = [
    "Thanks for dropping in, it's lovely to see you here again.",
    "Payment is due within thirty days of the date of the invoice. Interest is charged after that.",
    "Tack för att du hör av dig, vi hjälper dig så gärna!",
    "Betaling skal ske senest tredive dage efter fakturaens dato.",
    "If the stove smokes, open the lower vent, wait a minute and try again.",
]
THREADS = 6


@pytest.fixture(scope="module")
def scorer() -> Iterator[samklang.Scorer]:
    with samklang.Scorer() as made:
        yield made


def alike(found: list[samklang.TextScore], wanted: list[samklang.TextScore]) -> bool:
    """Whether they say the same; sums of floats depend on how many texts are multiplied at once."""
    assert [(one.text, one.language) for one in found] == [(one.text, one.language) for one in wanted]
    return all(
        one.traits[trait].score == pytest.approx(other.traits[trait].score, abs=0.05)
        and one.traits[trait].margin == pytest.approx(other.traits[trait].margin, abs=0.05)
        for one, other in zip(found, wanted, strict=True)
        for trait in other.traits
    )


def own(number: int) -> list[str]:
    """Texts of one thread."""
    return [f"{text} That was order {number}, on page {at}." for at, text in enumerate(TEXTS)]


@pytest.mark.parametrize("cached", [False, True])
def test_six_threads_share_a_scorer(scorer: samklang.Scorer, tmp_path: Path, cached: bool) -> None:
    together = Barrier(THREADS)
    with samklang.Scorer(cache=tmp_path if cached else None) as shared:

        def work(number: int) -> tuple[list[samklang.TextScore], list[samklang.TextScore]]:
            together.wait()
            return shared.score(TEXTS), shared.score(own(number))

        with ThreadPoolExecutor(THREADS) as pool:
            found = list(pool.map(work, range(THREADS)))
    same = scorer.score(TEXTS)
    for number, (common, mine) in enumerate(found):
        assert alike(common, same)
        assert alike(mine, scorer.score(own(number)))


def test_threads_check_at_once(folder: Path) -> None:
    workspace = samklang.open(folder)
    wanted = samklang.check(workspace)
    with samklang.Scorer(workspace) as shared, ThreadPoolExecutor(THREADS) as pool:
        alone = [pool.submit(samklang.check, workspace, cache=folder / "kept") for _ in range(3)]
        drafts = [
            pool.submit(
                samklang.check_text, workspace, f"We leverage lamp {at}.", channel="web", scorer=shared
            )
            for at in range(6)
        ]
        assert [one.result() for one in alone] == [wanted] * 3
        assert all("leverage" in samklang.render(one.result()) for one in drafts)


def test_an_event_loop_scores_in_threads(scorer: samklang.Scorer) -> None:
    async def gathered() -> list[list[samklang.TextScore]]:
        return await asyncio.gather(*(asyncio.to_thread(scorer.score, own(number)) for number in range(4)))

    found = asyncio.run(gathered())
    assert all(alike(mine, scorer.score(own(number))) for number, mine in enumerate(found))


HOST = """
import sys, os, warnings, signal, locale, logging
import numpy, spacy, onnxruntime, threadpoolctl
before_torch = "torch" in sys.modules

def state():
    import torch
    return {
        "environ": dict(os.environ),
        "filters": list(warnings.filters),
        "finders": list(sys.meta_path),
        "hooks": [sys.excepthook, sys.displayhook, list(sys.path_hooks)],
        "signals": [signal.getsignal(one) for one in signal.valid_signals()],
        "locale": locale.setlocale(locale.LC_ALL),
        "recursion": sys.getrecursionlimit(),
        "folder": os.getcwd(),
        "streams": [sys.stdin, sys.stdout, sys.stderr],
        "levels": [logging.root.level, list(logging.root.handlers)],
        "blas": [(one["prefix"], one["num_threads"]) for one in threadpoolctl.threadpool_info()],
        "torch": [torch.get_num_threads(), torch.get_num_interop_threads(), torch.is_grad_enabled()],
        "numpy": numpy.geterr(),
        "gone": [name for name in known if name not in sys.modules],
        "none": [name for name, one in sys.modules.items() if one is None and name not in nothing],
    }

import torch
known, nothing = set(sys.modules), {name for name, one in sys.modules.items() if one is None}
before = state()
import samklang
report = samklang.check(samklang.open(sys.argv[1]))
with samklang.Scorer() as scorer:
    scorer.score(["Thanks for dropping in, it's lovely to see you here again."])
after = state()
assert report.passages
for name in before:
    assert after[name] == before[name], (name, before[name], after[name])
"""
WHOLE = """
import sys
import samklang
samklang.check(samklang.open(sys.argv[1]))
import spacy, spacy.cli, spacy.cli.info, thinc.api, thinc.compat, torch
assert callable(spacy.info) and callable(spacy.cli.info), spacy.info
assert thinc.compat.has_torch and thinc.api.PyTorchWrapper
assert torch.ones(2).sum() == 2
assert spacy.blank("en")("It works.")[0].text == "It"
"""


@pytest.mark.parametrize("code", [HOST, WHOLE], ids=["as it was", "whole"])
def test_the_host_process_is_left_alone(
    folder: Path, user_cache: Path, scorer: samklang.Scorer, code: str
) -> None:
    scorer.score(TEXTS[:1])  # the model is exported by then
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": str(user_cache)},
    )
    assert done.returncode == 0, done.stderr
    assert not done.stdout and not done.stderr
