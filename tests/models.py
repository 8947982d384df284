"""Small encoders with random weights, saved by sentence-transformers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

WIDTH, LAYERS, WINDOW = 24, 2, 128
_SPREAD = 0.3
"""The range of the weights, wide enough for each layer to change the result."""
_LETTERS = "abcdefghijklmnopqrstuvwxyzåäöæø0123456789.,!?'-:;()"
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def save(folder: Path, kind: str = "bert", pooling: str = "mean", dense: int = 0) -> Path:
    """Builds and saves an encoder with a vocabulary of letters.

    Args:
        folder: an empty folder.
        kind: the transformer: bert, distilbert, roberta, mpnet, electra or gpt2.
        pooling: mean, cls or max.
        dense: the width of a dense module and a normalisation after the pooling; 0 for neither.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Dense, Normalize, Pooling, Transformer
    from transformers import AutoConfig, AutoModel, BertTokenizerFast

    vocabulary = [*_SPECIAL, *_LETTERS, *(f"##{letter}" for letter in _LETTERS)]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    torch.manual_seed(3)
    config = AutoConfig.for_model(kind, vocab_size=len(vocabulary), initializer_range=_SPREAD, **_sizes(kind))
    AutoModel.from_config(config).save_pretrained(folder / "body")
    tokenizer = BertTokenizerFast(str(folder / "vocab.txt"), model_max_length=WINDOW)
    tokenizer.save_pretrained(folder / "body")
    modules: list[Any] = [Transformer(str(folder / "body")), Pooling(WIDTH, pooling_mode=pooling)]
    if dense:
        modules += [Dense(WIDTH, dense), Normalize()]
    SentenceTransformer(modules=modules, device="cpu").save(str(folder / "saved"))
    return folder / "saved"


def _sizes(kind: str) -> dict[str, int]:
    positions = WINDOW + 8  # some kinds start counting after the id of padding
    if kind == "distilbert":
        return {
            "dim": WIDTH,
            "n_layers": LAYERS,
            "n_heads": 2,
            "hidden_dim": 32,
            "max_position_embeddings": positions,
        }
    if kind == "gpt2":
        return {"n_embd": WIDTH, "n_layer": LAYERS, "n_head": 2, "n_positions": positions}
    return {
        "hidden_size": WIDTH,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": 2,
        "intermediate_size": 32,
        "max_position_embeddings": positions,
        "pad_token_id": 0,
    } | ({"embedding_size": WIDTH} if kind == "electra" else {})
