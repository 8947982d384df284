"""Writes a sentence-transformers model as one ONNX graph that pools every layer itself.

Token heads and their sharpness are inputs of the graph: the tokens are scored inside it, and their hidden
states never leave it.
"""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OUTPUTS = ("layers", "meaning", "carried")
"""The arrays of `Encodings`, by their names in exported graphs; `carried` are its token scores."""
RUNTIME = "com.microsoft"
"""The domain of the runtime's own operators."""
ATTENTION = "MultiHeadAttention"
"""The runtime's operator. Its inputs: queries, keys, values, no bias, and the attention mask."""
IDS = "input_ids"
TYPES = "token_type_ids"
_BERT_LIKE = {"bert", "camembert", "distilbert", "electra", "mpnet", "roberta", "xlm-roberta"}
_MODULES = {"Transformer", "Pooling", "Dense", "Normalize"}
_OPSET = 18
_MASKED = -1e30
"""The exponent of a padding token in the log-sum-exp: it adds nothing."""
_SAMPLE = ["A short one.", "One that is a little longer, so that the first is padded."]


def why_not(folder: Path) -> str:
    """Why a model cannot be exported, by its configuration; empty if it can."""
    kind = _json(folder / "config.json").get("model_type", "of an unknown kind")
    modules = _json(folder / "modules.json") or []
    names = [module["type"].rsplit(".", 1)[-1] for module in modules]
    unsupported = [name for name in names if name not in _MODULES]
    if unsupported:
        return f"it has a {unsupported[0]} module"
    return "" if kind in _BERT_LIKE else f"it is {kind}, not BERT-like"


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except OSError:
        return {}


def write(model: Any, path: Path) -> None:
    """Writes a loaded `SentenceTransformer` as ONNX, in single precision.

    The inputs are `input_ids`, `attention_mask`, `token_type_ids` where the model has them, `heads`
    (heads, layers * width) and `sharpness` (heads,); the outputs are the arrays of `Encodings`.
    """
    import torch

    body = model[0].auto_model
    body.set_attn_implementation(_attention() if body._supports_attention_backend else "eager")
    inputs = model.preprocess(_SAMPLE)
    names = [name for name in (IDS, "attention_mask", TYPES) if name in inputs]
    layers = body.config.num_hidden_layers + 1
    heads = torch.ones(2, layers * body.config.hidden_size)
    axes = {name: {0: "texts", 1: "tokens"} for name in names}
    axes |= {name: {0: "texts"} for name in OUTPUTS} | {"heads": {0: "heads"}, "sharpness": {0: "heads"}}
    with torch.no_grad(), _quiet("torch.onnx"), warnings.catch_warnings():
        # about values that tracing makes constant; the check that follows would notice
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _pooled(model, names),
            (*(inputs[name] for name in names), heads, torch.ones(2)),
            str(path),
            input_names=[*names, "heads", "sharpness"],
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=_OPSET,
            custom_opsets={RUNTIME: 1},
            dynamo=False,  # this exporter, and the graph it writes, are four times as fast as the newer one
        )


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Within, a logger says nothing but errors."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def _attention() -> str:
    """Registers an attention that is exported as one operator of the runtime, and returns its name."""
    import torch
    from transformers import AttentionInterface, AttentionMaskInterface

    class Attention(torch.autograd.Function):
        @staticmethod
        def forward(_: Any, queries: Any, keys: Any, values: Any, mask: Any, heads: int) -> Any:
            q, k, v = (states.unflatten(2, (heads, -1)).transpose(1, 2) for states in (queries, keys, values))
            visible = mask.bool()[:, None, None]
            attended = torch.nn.functional.scaled_dot_product_attention(q, k, v, visible)
            return attended.transpose(1, 2).flatten(2)

        @staticmethod
        def symbolic(graph: Any, queries: Any, keys: Any, values: Any, mask: Any, heads: int) -> Any:
            no_bias = graph.op("prim::Constant")
            no_bias.setType(torch._C.OptionalType.ofTensor())
            inputs = (queries, keys, values, no_bias, mask)
            return graph.op(f"{RUNTIME}::{ATTENTION}", *inputs, num_heads_i=heads).setType(queries.type())

    def attend(module: Any, queries: Any, keys: Any, values: Any, mask: Any, **_: Any) -> tuple[Any, None]:
        heads = module.config.num_attention_heads
        flat = (states.transpose(1, 2).flatten(2) for states in (queries, keys, values))
        attended = Attention.apply(*flat, mask.int(), heads)  # type: ignore[no-untyped-call]
        return attended.unflatten(2, (heads, module.config.hidden_size // heads)), None

    AttentionInterface.register(ATTENTION, attend)
    AttentionMaskInterface.register(ATTENTION, lambda attention_mask, **_: attention_mask)
    return ATTENTION


def _pooled(model: Any, names: list[str]) -> Any:
    """The model as a torch module from token ids to the arrays of `Encodings`."""
    import torch

    class Pooled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.body = model[0].auto_model
            self.later_modules = torch.nn.ModuleList(list(model)[1:])

        def forward(self, *inputs: Any) -> tuple[Any, ...]:
            *tokens, heads, sharpness = inputs
            token_inputs = dict(zip(names, tokens, strict=True))
            hidden = self.body(**token_inputs, output_hidden_states=True, return_dict=True).hidden_states
            mask = token_inputs["attention_mask"].unsqueeze(-1).float()
            count = mask.sum(1)
            means = [(layer * mask).sum(1) / count for layer in hidden]
            norms = [mean.norm(dim=1, keepdim=True).clamp_min(1e-9) for mean in means]
            layers = torch.cat([mean / norm for mean, norm in zip(means, norms, strict=True)], dim=1)
            features = {"token_embeddings": hidden[-1], **token_inputs}
            for module in self.later_modules:
                features = module(features)
            meaning = torch.nn.functional.normalize(features["sentence_embedding"], dim=1)
            scores = sum(
                layer @ weight.T / norm.unsqueeze(1)
                for layer, norm, weight in zip(
                    hidden, norms, torch.split(heads, hidden[0].shape[-1], dim=1), strict=True
                )
            )
            exponents = scores * sharpness + (1 - mask) * _MASKED
            return layers, meaning, (exponents.logsumexp(1) - count.log()) / sharpness

    return Pooled().eval()


def tokenizer(model: Any) -> str:
    """The tokenizer of a loaded `SentenceTransformer` as JSON, with the model's truncation and padding."""
    from tokenizers import Tokenizer

    original = model.tokenizer
    copy = Tokenizer.from_str(original.backend_tokenizer.to_str())
    copy.enable_truncation(model.max_seq_length)
    copy.enable_padding(pad_id=original.pad_token_id, pad_token=original.pad_token)
    return str(copy.to_str())
