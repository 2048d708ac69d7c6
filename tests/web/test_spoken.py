"""Every word on a page is either ours, and then in a catalogue, or what people have written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from bare_words import bare, marked
from newsroom import Newsroom
from oyez.publish.forms.acts import quick_reasons
from oyez.reach.render import documents
from reach import sample
from tongues import busy, listen, pages, speak


def written() -> str:
    """All that people have written, from every row; the names of fields are not theirs."""
    texts = [
        text
        for model in apps.get_models()
        for row in model.objects.values()
        for value in row.values()
        for text in values(value)
    ]
    return " ".join(" ".join(texts).split())


def values(value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from values(part)
    else:
        yield str(value)


@pytest.mark.parametrize("name", ["dora", "alice", "greta", "ada", "audrey"])
def test_every_word_of_ours_is_in_the_catalogues(
    room: Newsroom, settings: object, tmp_path: Path, name: str
) -> None:
    busy(room)
    person = getattr(room, name)
    speak(settings, tmp_path, marked)
    listen([person])
    found = dict(pages(room.client(person)))
    assert len(found) > 5, "the walk has found the pages"
    # What the public will read is offered in the language of the notice.
    known = " ".join([written(), *quick_reasons("en").values()])
    bad = [f"{path}: {text}" for path, source in found.items() for text in bare(source, known)]
    assert bad == [], "\n".join(bad)


def test_every_word_of_the_public_pages_is_in_the_catalogues(
    settings: object, tmp_path: Path
) -> None:
    speak(settings, tmp_path, marked)
    for more in ({}, {"exercise": True}):
        site = sample.site(languages=("de",), **more)
        known = str(site).replace("\\n", " ")
        found = documents(site)
        bad = [
            f"{path}: {text}"
            for path, document in found.items()
            if path.endswith(".html")
            for text in bare(document.data.decode(), known)
        ]
        assert bad == [], "\n".join(bad)


def test_the_check_sees_a_bare_word_and_a_bare_code() -> None:
    page = '<p title="Hint">⟦Waits for ⟦Bob⟧⟧ Dora<b>active</b> ⟦yes⟧ <time>2 May</time> Sent</p>'
    assert bare(page, "Dora active") == ["Hint", "Sent", "active"]
    assert bare("<p>⟦since <time>2 May</time> at noon⟧</p>", "") == []
