"""samklang inside another program: threads, an event loop, and a host process that is not changed."""

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
    with samklang.Scorer() as scorer:
        yield scorer


def alike(scores: list[samklang.TextScore], expected: list[samklang.TextScore]) -> bool:
    """Whether scores agree, but for rounding, which depends on how many texts are multiplied at once."""
    assert [(score.text, score.language) for score in scores] == [
        (score.text, score.language) for score in expected
    ]
    return all(
        score.traits[trait].score == pytest.approx(other.traits[trait].score, abs=0.05)
        and score.traits[trait].margin == pytest.approx(other.traits[trait].margin, abs=0.05)
        for score, other in zip(scores, expected, strict=True)
        for trait in other.traits
    )


def texts_of(thread: int) -> list[str]:
    """Texts that only one thread scores."""
    return [f"{text} That was order {thread}, on page {page}." for page, text in enumerate(TEXTS)]


@pytest.mark.parametrize("cached", [False, True])
def test_six_threads_share_a_scorer(scorer: samklang.Scorer, tmp_path: Path, cached: bool) -> None:
    all_started = Barrier(THREADS)
    with samklang.Scorer(cache=tmp_path if cached else None) as shared:

        def work(thread: int) -> tuple[list[samklang.TextScore], list[samklang.TextScore]]:
            all_started.wait()
            return shared.score(TEXTS), shared.score(texts_of(thread))

        with ThreadPoolExecutor(THREADS) as pool:
            results = list(pool.map(work, range(THREADS)))
    expected = scorer.score(TEXTS)
    for thread, (common, own) in enumerate(results):
        assert alike(common, expected)
        assert alike(own, scorer.score(texts_of(thread)))


def test_threads_check_at_once(folder: Path) -> None:
    workspace = samklang.open(folder)
    expected = samklang.check(workspace)
    with samklang.Scorer(workspace) as shared, ThreadPoolExecutor(THREADS) as pool:
        checks = [pool.submit(samklang.check, workspace, cache=folder / "kept") for _ in range(3)]
        drafts = [
            pool.submit(
                samklang.check_text, workspace, f"We leverage lamp {number}.", channel="web", scorer=shared
            )
            for number in range(6)
        ]
        assert [check.result() for check in checks] == [expected] * 3
        assert all("leverage" in samklang.render(draft.result()) for draft in drafts)


def test_an_event_loop_scores_in_threads(scorer: samklang.Scorer) -> None:
    async def gathered() -> list[list[samklang.TextScore]]:
        calls = (asyncio.to_thread(scorer.score, texts_of(thread)) for thread in range(4))
        return await asyncio.gather(*calls)

    results = asyncio.run(gathered())
    assert all(alike(own, scorer.score(texts_of(thread))) for thread, own in enumerate(results))


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
        "signals": [signal.getsignal(number) for number in signal.valid_signals()],
        "locale": locale.setlocale(locale.LC_ALL),
        "recursion": sys.getrecursionlimit(),
        "folder": os.getcwd(),
        "streams": [sys.stdin, sys.stdout, sys.stderr],
        "levels": [logging.root.level, list(logging.root.handlers)],
        "blas": [(pool["prefix"], pool["num_threads"]) for pool in threadpoolctl.threadpool_info()],
        "torch": [torch.get_num_threads(), torch.get_num_interop_threads(), torch.is_grad_enabled()],
        "numpy": numpy.geterr(),
        "removed modules": [name for name in modules if name not in sys.modules],
        "modules set to None": [name for name in none_modules() if name not in already_none],
    }

def none_modules():
    return [name for name, module in sys.modules.items() if module is None]

import torch
modules, already_none = set(sys.modules), none_modules()
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
IMPORTS = """
import sys
import samklang
samklang.check(samklang.open(sys.argv[1]))
import spacy, spacy.cli, spacy.cli.info, thinc.api, thinc.compat, torch
assert callable(spacy.info) and callable(spacy.cli.info), spacy.info
assert thinc.compat.has_torch and thinc.api.PyTorchWrapper
assert torch.ones(2).sum() == 2
assert spacy.blank("en")("It works.")[0].text == "It"
"""


@pytest.mark.parametrize("code", [HOST, IMPORTS], ids=["unchanged", "imports"])
def test_the_host_process_is_not_changed(
    folder: Path, user_cache: Path, scorer: samklang.Scorer, code: str
) -> None:
    scorer.score(TEXTS[:1])
    result = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": str(user_cache)},
    )
    assert result.returncode == 0, result.stderr
    assert not result.stdout and not result.stderr
