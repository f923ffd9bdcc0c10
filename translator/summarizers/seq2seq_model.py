"""A summarization checkpoint of transformers: found, checked, loaded, asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from translator.assets import read_config
from translator.cores import find_cores
from translator.errors import EngineUnavailable, ModelCorrupt, ModelNotFound, SummarizerFailed
from translator.patterns import compile_late
from translator.weights import require_safe_weights

#: Kinds of model that write a text from a text, by config.json's ``model_type``.
_TYPES = ("bart", "bigbird_pegasus", "led", "longt5", "mt5", "pegasus", "pegasus_x", "t5")
#: What T5 was trained to be asked with; the others are asked with the text alone.
_PREFIXES = {"t5": "summarize: ", "mt5": "summarize: ", "longt5": "summarize: "}
#: Tokens that models without learned positions were trained on (T5's own ``n_positions``).
_DEFAULT_INPUT = 512
#: bart-large-cnn's own settings, which the others share or lack.
_NUM_BEAMS, _LENGTH_PENALTY, _NO_REPEAT = 4, 2.0, 3

_HEADROOM = 0.05
#: A model that reads less is none.
_MIN_INPUT = 8

_REPO_ID = compile_late(r"\w[\w.-]*/\w[\w.-]*")


def find_summary_model(name_or_path: str) -> Path:
    """Return the folder of a summarization model: a folder, or a model a hub's tools have fetched.

    Nothing is downloaded.

    Raises:
        ModelNotFound: the message says where it was looked for and how to get it.
    """
    path = Path(name_or_path).expanduser()
    if path.is_dir():
        return path
    if _REPO_ID.fullmatch(name_or_path):
        cached = _find_cached(name_or_path)
        if cached is not None:
            return cached
        raise ModelNotFound(
            f"no summary model {name_or_path!r}: no such folder, and not among the models that "
            f"'hf download {name_or_path}' keeps; run that, or name a folder"
        )
    raise ModelNotFound(
        f"no summary model {name_or_path!r}: no such folder; name a folder, or OWNER/MODEL as "
        "'hf download' fetches it"
    )


class SummaryModel:
    """A model ready to summarize.

    Args:
        model_dir: config.json, a tokenizer, and weights in safetensors.
        device: "auto", "cpu" or "cuda".

    Raises:
        ModelCorrupt: the folder holds something else, or a part is missing.
        EngineUnavailable: there is no such device.
    """

    def __init__(self, model_dir: Path, *, device: str = "auto") -> None:
        config = _check_folder(model_dir)
        import torch
        from safetensors import SafetensorError
        from transformers import AutoModelForSeq2SeqLM, AutoTokenizer
        from transformers.utils import logging

        # Torch knows the cores that a process is bound to, and no container's share of time.
        torch.set_num_threads(min(torch.get_num_threads(), find_cores().count))
        # The library draws progress bars and prints advice; what matters is raised below.
        logging.disable_progress_bar()
        logging.set_verbosity_error()
        if device == "auto":
            device = "cuda" if torch.cuda.is_available() else "cpu"
        elif device == "cuda" and not torch.cuda.is_available():
            raise EngineUnavailable("no graphics card that torch can use; leave --device out")
        failures = (OSError, ValueError, KeyError, TypeError, RuntimeError, SafetensorError)
        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(
                model_dir, local_files_only=True, trust_remote_code=False
            )
            model, report = AutoModelForSeq2SeqLM.from_pretrained(
                model_dir,
                dtype=torch.float32,
                local_files_only=True,
                trust_remote_code=False,
                use_safetensors=True,
                output_loading_info=True,
            )
        except failures as error:
            reason = " ".join(str(error).split())
            raise ModelCorrupt(f"cannot load the summary model in {model_dir}: {reason}") from error
        missing = sorted(report["missing_keys"])
        if missing:
            raise ModelCorrupt(
                f"the weights in {model_dir} lack {len(missing)} tensors, first {missing[0]}; "
                "get the checkpoint again"
            )
        self._model: Any = model.eval().to(device)
        self._device = device
        self._prefix = _read_prefix(config)
        special = self._tokenizer.num_special_tokens_to_add()
        used = special + len(self._tokenizer(self._prefix, add_special_tokens=False)["input_ids"])
        self._longest = _read_max_input(config, self._tokenizer)
        #: Tokens of the longest text it is given. Sentences that are counted one by one can
        #: have a few tokens more when they are joined.
        self.max_input = max(round((1 - _HEADROOM) * self._longest) - used, _MIN_INPUT)

    def count_tokens(self, text: str) -> int:
        """Return the number of tokens of ``text``, without the marks around it."""
        return len(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    def generate(self, text: str, *, max_tokens: int) -> tuple[str, bool]:
        """Return a summary of at most ``max_tokens`` tokens, and whether it came to its end.

        Raises:
            SummarizerFailed: the library raises, or the text is longer than the model reads.
        """
        import torch

        # Decoders have no more positions than encoders.
        max_tokens = min(max_tokens, self._longest - 2)
        encoded = self._tokenizer(self._prefix + text, return_tensors="pt")
        ids = encoded["input_ids"].to(self._device)  # (1, tokens)
        if ids.shape[1] > self._longest:
            raise SummarizerFailed(
                f"a part of the article has {ids.shape[1]} tokens, and the summary model reads "
                f"{self._longest}; please report this article"
            )
        try:
            with torch.inference_mode():
                (output,) = self._model.generate(
                    input_ids=ids,
                    attention_mask=encoded["attention_mask"].to(self._device),
                    max_new_tokens=max_tokens,
                    min_length=0,
                    do_sample=False,
                    num_beams=_NUM_BEAMS,
                    length_penalty=_LENGTH_PENALTY,
                    no_repeat_ngram_size=_NO_REPEAT,
                    # True, which many checkpoints carry, ends the search at the first few
                    # hypotheses that end, and those are the short and the broken ones.
                    early_stopping=False,
                )
        except (RuntimeError, ValueError, IndexError) as error:
            reason = " ".join(str(error).split())
            raise SummarizerFailed(f"the summary model failed: {reason}") from error
        end = self._model.generation_config.eos_token_id
        ends = set(end if isinstance(end, list) else [end])
        # The first token only starts the decoder; some models start it with the end mark.
        written = output.tolist()[1:]
        summary: str = self._tokenizer.decode(written, skip_special_tokens=True)
        return (
            # PEGASUS ends its lines with a mark of its own.
            summary.replace("<n>", " ").strip(),
            any(token in ends for token in written) and len(written) < max_tokens,
        )


def _check_folder(model_dir: Path) -> dict[str, Any]:
    config = read_config(model_dir / "config.json")
    kind = config.get("model_type")
    if kind not in _TYPES:
        raise ModelCorrupt(
            f"{model_dir} is a {kind!r} model; a summary model is one of: {', '.join(_TYPES)}"
        )
    require_safe_weights(model_dir)
    return config


def _read_prefix(config: dict[str, Any]) -> str:
    tasks = config.get("task_specific_params") or {}
    task = tasks.get("summarization") if isinstance(tasks, dict) else None
    prefix = task.get("prefix") if isinstance(task, dict) else None
    return prefix if isinstance(prefix, str) else _PREFIXES.get(config["model_type"], "")


def _read_max_input(config: dict[str, Any], tokenizer: Any) -> int:
    names = ("max_encoder_position_embeddings", "max_position_embeddings", "n_positions")
    limits = [config[name] for name in names if isinstance(config.get(name), int)][:1]
    # A tokenizer without a limit of its own says 10 ** 30.
    limits += [tokenizer.model_max_length] if tokenizer.model_max_length < 10**6 else []
    return min(limits, default=_DEFAULT_INPUT)


def _find_cached(repo_id: str) -> Path | None:
    # Imported here: it brings in an HTTP client, which local_files_only keeps silent.
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    try:
        return Path(snapshot_download(repo_id, local_files_only=True))
    except LocalEntryNotFoundError:
        return None
