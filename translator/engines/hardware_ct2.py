"""What of a machine CTranslate2 uses: the device, the type to compute in, how many threads."""

from __future__ import annotations

from translator.cores import choose_threads
from translator.engines.setup import read_processor
from translator.engines.weights_ct2 import has_exact_bytes
from translator.errors import EngineUnavailable


def choose_device(device: str) -> str:
    """Return the device to use: "auto" is the graphics card where there is one."""
    import ctranslate2

    if device != "auto":
        return device
    return "cuda" if ctranslate2.get_cuda_device_count() > 0 else "cpu"


def choose_compute_type(compute_type: str, *, device: str, is_exact: bool) -> str:
    """Return the type to compute in: "auto" is the library's choice on a graphics card.

    On a processor it is int8, or float32 where the model's products of bytes are not exact.

    Raises:
        EngineUnavailable: the device cannot be used, or does not compute in this type.
    """
    import ctranslate2

    if compute_type == "auto" and device == "cpu":
        compute_type = "int8" if is_exact else "float32"
    try:
        supported = ctranslate2.get_supported_compute_types(device)
    except (RuntimeError, ValueError) as error:
        raise EngineUnavailable(
            f"CTranslate2 cannot use device {device!r}: {error}; use --device cpu"
        ) from error
    valid = {"auto", "default", *supported}
    if compute_type not in valid:
        raise EngineUnavailable(
            f"compute type {compute_type!r} is not available on {device}; "
            f"valid: {', '.join(sorted(valid))}"
        )
    return compute_type


def needs_narrow_weights(compute_type: str, *, device: str) -> bool:
    """Tell whether a model may be computed in bytes on a processor that adds them up inexactly."""
    may_be_bytes = compute_type == "auto" or compute_type.startswith("int8")
    return device == "cpu" and may_be_bytes and not has_exact_bytes(read_processor())


def choose_num_workers(threads: int, *, device: str) -> int:
    """Return how many sentences are decoded at once, by one thread each.

    One thread a sentence and several sentences at once, rather than several threads inside each
    matrix product: with the embedded model on two cores that is twice as fast, because a beam of
    four sentences makes products too small to share (benchmarks/results.md, "Workers").

    Args:
        threads: as the user asked; 0 is every core that this process is granted, up to eight.
        device: a graphics card is kept busy by one worker, and each further one takes memory.
    """
    if device != "cpu":
        return 1
    return threads or choose_threads().count
