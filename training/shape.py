"""The numbers that define a Marian network, and its config.json."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

MAX_POSITIONS = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelShape:
    """The numbers that define a network.

    Many encoder layers and few decoder layers: an encoder layer reads a whole sentence at once,
    a decoder layer runs once a token, and decoding is what a reader waits for.
    """

    vocabulary_size: int
    d_model: int = 512
    ffn_dim: int = 2048
    heads: int = 8
    encoder_layers: int = 8
    decoder_layers: int = 2

    def to_config(self, *, pad_id: int, end_id: int) -> dict[str, Any]:
        """Return the config.json of the same network as transformers' MarianMTModel."""
        return {
            "architectures": ["MarianMTModel"],
            "model_type": "marian",
            "activation_function": "relu",
            "activation_dropout": 0.0,
            "attention_dropout": 0.0,
            "dropout": 0.0,
            "d_model": self.d_model,
            "encoder_layers": self.encoder_layers,
            "decoder_layers": self.decoder_layers,
            "encoder_attention_heads": self.heads,
            "decoder_attention_heads": self.heads,
            "encoder_ffn_dim": self.ffn_dim,
            "decoder_ffn_dim": self.ffn_dim,
            "encoder_layerdrop": 0.0,
            "decoder_layerdrop": 0.0,
            "vocab_size": self.vocabulary_size,
            "decoder_vocab_size": self.vocabulary_size,
            "max_position_embeddings": MAX_POSITIONS,
            "static_position_embeddings": True,
            "scale_embedding": True,
            "share_encoder_decoder_embeddings": True,
            "tie_word_embeddings": True,
            "is_encoder_decoder": True,
            "init_std": 0.02,
            "use_cache": True,
            "bos_token_id": end_id,
            "eos_token_id": end_id,
            "forced_eos_token_id": end_id,
            "pad_token_id": pad_id,
            "decoder_start_token_id": pad_id,
        }

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> ModelShape:
        """Read the shape from a transformers config.json."""
        return cls(
            vocabulary_size=config["vocab_size"],
            d_model=config["d_model"],
            ffn_dim=config["encoder_ffn_dim"],
            heads=config["encoder_attention_heads"],
            encoder_layers=config["encoder_layers"],
            decoder_layers=config["decoder_layers"],
        )

    def to_dict(self) -> dict[str, int]:
        """Return the fields by name."""
        return asdict(self)
