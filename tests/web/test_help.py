"""The help page: every thing to do, with links to pages that the reader may open."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from newsroom import Newsroom
from oyez.web.help import TASKS

pytestmark = pytest.mark.django_db


def links(page: str) -> set[str]:
    """Where the buttons of the tasks lead."""
    return set(re.findall(r'class="btn q" href="([^"]+)"', page))


def test_it_names_every_task_and_the_keys(room: Newsroom) -> None:
    page = room.client(room.alice).get("/help/").content.decode()
    for task in TASKS:
        assert f'<h2 id="{task.anchor}">' in page
    assert 'id="key-list"' in page
    assert "<kbd>?</kbd>" in page


def test_it_leads_only_where_the_reader_may_go(room: Newsroom) -> None:
    author, auditor = room.client(room.alice), room.client(room.audrey)
    assert "/notices/new/" in links(author.get("/help/").content.decode())
    assert "/ledger/" not in links(author.get("/help/").content.decode())
    assert "/ledger/" in links(auditor.get("/help/").content.decode())
    for client in (author, auditor):
        for link in links(client.get("/help/").content.decode()):
            assert client.get(link).status_code == 200, link


def test_it_is_for_people_who_signed_in(client: Client) -> None:
    assert client.get("/help/").status_code == 302
    assert client.post("/help/").status_code in {302, 405}
