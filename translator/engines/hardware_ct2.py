"""What of a machine CTranslate2 uses: the device, the type to compute in, how many threads."""

from __future__ import annotations

from collections.abc import Iterable

from translator.cores import choose_threads
from translator.engines.setup import read_processor
from translator.errors import EngineUnavailable

#: Instructions that add up products of bytes without a limit on the way.
_EXACT_BYTES = frozenset({"avx512_vnni", "avx_vnni"})


def choose_device(device: str) -> str:
    """Return the device to use: "auto" is the graphics card where there is one."""
    import ctranslate2

    if device != "auto":
        return device
    return "cuda" if ctranslate2.get_cuda_device_count() > 0 else "cpu"


def choose_compute_type(compute_type: str, *, device: str) -> str:
    """Return the type to compute in: "auto" is the library's choice on a graphics card.

    On a processor it is int8, or float32 where products of bytes are not exact. On those without
    VNNI oneDNN, which the library multiplies with unless they are Intel's, adds two products in 16
    bits, which do not always hold them: the embedded model loses 0.3 BLEU, and a sentence's target
    depends on its neighbors in the batch. float32 takes twice the time (benchmarks/results.md,
    "Bytes").

    Raises:
        EngineUnavailable: the device cannot be used, or does not compute in this type.
    """
    import ctranslate2

    if compute_type == "auto" and device == "cpu":
        compute_type = "int8" if has_exact_bytes(read_processor()) else "float32"
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


def has_exact_bytes(processor: Iterable[str]) -> bool:
    """Tell whether products of bytes are exact, by what Linux says of a processor.

    Of others than x86 they are, and where nothing is said they are taken to be.

    Args:
        processor: the lines of translator.engines.setup.read_processor.

    >>> has_exact_bytes(["vendor_id : AuthenticAMD", "flags : fpu sse2 avx2"])
    False
    >>> has_exact_bytes(["vendor_id : AuthenticAMD", "flags : fpu sse2 avx2 avx512_vnni"])
    True
    """
    parts = (line.partition(":") for line in processor)
    facts = {kind.strip(): value.strip() for kind, _, value in parts}
    flags = frozenset(facts.get("flags", "").split())
    is_intel = facts.get("vendor_id") == "GenuineIntel"
    return not flags or is_intel or not flags.isdisjoint(_EXACT_BYTES)


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
