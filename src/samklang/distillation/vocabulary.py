"""A tokenizer for several languages, and the start of its embedding table from English pieces."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samklang.distillation.parallel import Row

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_SMALLEST_COUNT = 2
_ALPHABET = 240
_NEAREST = 3
"""English pieces whose mean is the start of a new piece."""

Array = NDArray[np.float32]


def train_tokenizer(texts: Iterable[str], size: int, english: str) -> str:
    """Trains a WordPiece tokenizer: lower-cased, NFC, accents kept.

    Its special tokens are those of the English tokenizer, with their ids; its pieces come after the English
    ones, so that one table holds both.

    Args:
        texts: sentences in the languages it is for.
        size: the number of pieces.
        english: the encoder's own tokenizer, as JSON.

    Returns:
        The tokenizer as JSON, in the format of `tokenizers`.
    """
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

    draft = Tokenizer(models.WordPiece(unk_token="[UNK]"))  # noqa: S106 - no password
    draft.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.BertNormalizer(strip_accents=False, lowercase=True)]
    )
    draft.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(
        vocab_size=size,
        min_frequency=_SMALLEST_COUNT,
        limit_alphabet=_ALPHABET,
        special_tokens=[],
        show_progress=False,
    )
    draft.train_from_iterator(texts, trainer)
    theirs = json.loads(english)
    specials = {token["content"]: token["id"] for token in theirs["added_tokens"]}
    first = len(theirs["model"]["vocab"])
    pieces = sorted(vocabulary := draft.get_vocab(), key=vocabulary.__getitem__)
    vocabulary = specials | {piece: first + index for index, piece in enumerate(pieces)}
    ours = json.loads(draft.to_str())
    for part in ("truncation", "padding", "added_tokens", "post_processor", "decoder"):
        ours[part] = theirs[part]
    ours["model"]["vocab"] = vocabulary
    return json.dumps(ours, ensure_ascii=False)


def start(rows: Sequence[Row], ours: Any, theirs: Any, table: Array) -> Array:
    """The start of the table: each new piece is the mean of the English pieces that occur with it.

    The three pieces with the highest Dice coefficient over parallel sentences, weighted by its square.

    Args:
        rows: parallel sentences.
        ours: the new tokenizer.
        theirs: the English one.
        table: (pieces, width), of the English pieces.

    Returns:
        (new pieces, width).
    """
    from scipy.sparse import csr_matrix

    first = len(table)
    count = max(ours.get_vocab().values()) + 1 - first

    def occurrences(tokenizer: Any, texts: list[str], offset: int, columns: int) -> Any:
        ids = [
            sorted({piece - offset for piece in encoding.ids if piece >= offset})
            for encoding in tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        ]
        pointers = np.cumsum([0, *map(len, ids)])
        flat = np.concatenate([np.array(row, dtype=np.int64) for row in ids])
        return csr_matrix((np.ones(len(flat), np.float32), flat, pointers), shape=(len(ids), columns))

    new = occurrences(ours, [row.text for row in rows], first, count)
    english = occurrences(theirs, [row.english for row in rows], 0, first)
    together = (new.T @ english).tocsr()
    new_counts, english_counts = (np.asarray(matrix.sum(0)).ravel() for matrix in (new, english))
    result = np.tile(table.mean(0), (count, 1)).astype(np.float32)
    for piece in range(count):
        row = slice(together.indptr[piece], together.indptr[piece + 1])
        columns = together.indices[row]
        if not len(columns):
            continue
        dice = 2 * together.data[row] / (new_counts[piece] + english_counts[columns])
        best = np.argsort(dice)[-_NEAREST:]
        weights = dice[best] ** 2
        result[piece] = weights @ table[columns[best]] / weights.sum()
    return result
