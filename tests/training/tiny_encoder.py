"""A tiny encoder that has learnt nothing, made from a configuration: no hub is needed."""

from collections.abc import Iterable
from pathlib import Path

LETTERS = [chr(code) for code in range(97, 123)]
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", "!", ","]


def write_tiny(folder: Path, words: Iterable[str] = (), positions: int = 32) -> Path:
    """Write an encoder of two layers whose vocabulary is letters and some words."""
    import torch
    import transformers

    vocabulary = [*SPECIAL, *LETTERS, *words, *(f"##{letter}" for letter in LETTERS)]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    transformers.BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=positions,
    )
    transformers.BertModel(config).save_pretrained(folder)
    return folder
