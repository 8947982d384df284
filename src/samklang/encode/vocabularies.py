"""Tokenizers: from texts to token ids, by language. Languages may share the encoder's body and yet not its
vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Vocabularies(NamedTuple):
    """The tokenizers of a model, as JSON in the format of `tokenizers`."""

    own: str
    """The model's own, for every language without another."""
    others: Mapping[str, str] = {}
    """By language. Their ids come after those of the model's own tokenizer, but for special tokens."""


class Tokenizers:
    """Loaded vocabularies."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        texts = {vocabularies.own, *vocabularies.others.values()}
        loaded = {text: _load(text) for text in texts}
        self._own = loaded[vocabularies.own]
        self._others = {language: loaded[text] for language, text in vocabularies.others.items()}
        self.padding: int = self._own.padding["pad_id"]
        """The id of the padding token, the same in all of them."""
        for tokenizer in loaded.values():
            tokenizer.no_padding()

    def ids(self, texts: Sequence[str], language: str) -> list[list[int]]:
        """The token ids of each text, special tokens included, no padding; cut to what the model reads."""
        tokenizer = self._others.get(language, self._own)
        return [encoding.ids for encoding in tokenizer.encode_batch_fast(list(texts))]


def _load(text: str) -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_str(text)
