"""Documents to keep, as tagged PDF that screen readers can read (PDF/UA-1).

A document is a template below `paper.typ` and data for it: every word comes in as data, in one
language, so that nothing that people typed is ever read as markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from typing import Any, Final

import typst
from django.conf import settings
from django.utils.translation import override

# Signs that the fonts inside may lack. A standard for everybody forbids what nobody could see, so
# a box stands for them; the page of the same thing shows them as they are.
LACKING: Final = "could not be displayed"
UNUSUAL: Final = re.compile(
    "[^\t\r\n -~\u00a0-\u0377\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u04ff\u1e00-\u1eff"
    "\u2000-\u200a\u2010-\u2027\u202f-\u2040\u2042\u2044-\u205f\u20a0-\u20bf\u2100-\u211e"
    "\u2190-\u22ff\u25a0-\u25ff]"
)
BOX: Final = "\u25a1"


def pdf(template: bytes, data: Mapping[str, Any]) -> bytes:
    """The document; no font, no picture and no network but what ships with it."""
    try:
        return _typeset(template, data)
    except typst.TypstError as error:
        if LACKING not in str(error):
            raise
        return _typeset(template, _boxed(data))


def _boxed(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {key: _boxed(one) for key, one in data.items()}
    if isinstance(data, list | tuple):
        return [_boxed(one) for one in data]
    return UNUSUAL.sub(BOX, data) if isinstance(data, str) else data


@contextmanager
def spoken_in(language: str) -> Iterator[str]:
    """Words of that language, or of the usual one where we do not speak it; says which it is."""
    code = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with override(code):
        yield code


def _typeset(template: bytes, data: Mapping[str, Any]) -> bytes:
    paper = files(__package__).joinpath("paper.typ").read_bytes()
    made = typst.compile(
        paper + template,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )
    return bytes(made)
