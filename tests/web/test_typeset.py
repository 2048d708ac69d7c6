"""Documents that everybody can read: what shuts people out is caught, and no sign stops one."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from oyez.web.typeset import pdf
from tagged import faults, text

BARE: dict[str, Any] = {
    "language": "en", "title": "a", "authority": "", "state": "", "exercise": "", "footer": "",
    "words": {},
}  # fmt: skip


def test_a_document_that_shuts_people_out_is_caught() -> None:
    plain = b"= a\n== b\n#table(columns: 2)[a][b]\n#figure(rect())\nc"
    found = set(faults(PdfReader(BytesIO(bytes(typst.compile(plain))))))
    for one in (
        "a picture without words", "a table without heads", "no title", "title not shown",
        "not PDF/UA-1",
    ):  # fmt: skip
        assert one in found, one
    with pytest.raises(typst.TypstError, match="alt"):
        pdf(b"#figure(rect())", BARE)


def test_no_sign_is_too_strange_for_it() -> None:
    signs = "".join(chr(code) for code in (*range(1, 0x3000), 0x1F6A8))
    said = text(PdfReader(BytesIO(pdf(b"#d.footer", {**BARE, "title": signs, "footer": signs}))))
    assert {"Ω", "ж", "€"} <= set(said)
