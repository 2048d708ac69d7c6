"""The archive as people see it: who finds what, and what a page refuses."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from accounts_kept import Account
from django.test import Client
from django.utils import timezone
from exports_made import unpacked, x_files

from newsroom import channel
from oyez.archive import purging
from oyez.archive.actions import import_export
from oyez.archive.models import Archiving, Hold, Medium, Purge, Record, Removal
from oyez.domain.purge import PurgeState
from oyez.govern.models import Channel


@pytest.fixture
def kept(account: Account, tmp_path: Path) -> Account:
    """A channel with something of every kind."""
    account.by_hand("The bridge is closed")
    account.archive()
    Channel.objects.filter(pk=account.channel.pk).update(platform="x")
    one = Channel.objects.select_related("unit").get(pk=account.channel.pk)
    import_export(None, one, unpacked(tmp_path / "x", x_files()), at=timezone.now())
    Channel.objects.filter(pk=account.channel.pk).update(platform="mastodon")
    return account


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_records_are_found_by_words_channel_kind_and_day(kept: Account) -> None:
    client = kept.room.client(kept.room.dora)
    number = kept.channel.pk
    assert "The bridge is closed" in text(client, "/archive/")
    assert "bridge" not in text(client, "/archive/?words=rail").split("Records</h2>")[1]
    assert "Road &amp; rail" in text(client, "/archive/?words=rail+lingen")
    assert "Road &amp; rail" in text(client, "/archive/?since=2017-10-28&until=2017-10-28")
    assert "Nothing here matches" in text(client, "/archive/?since=2030-01-01")
    assert "Where can I park" in text(client, f"/archive/?kind=direct&channel={number}")
    assert "The bridge is closed" in text(client, "/archive/?channel=987654"), "asks for nothing"
    for nonsense in ("since=never", "kind=x", "page=99999", "until=9999-12-31", "words=%00%ff"):
        text(client, f"/archive/?{nonsense}")


def test_who_sees_nothing_of_the_unit_sees_nothing_of_its_records(kept: Account) -> None:
    client = kept.room.client(kept.room.charlie)
    one = Record.objects.get(platform_id="1003")
    assert "bridge" not in text(client, "/archive/")
    for path in (f"records/{one.pk}", f"{kept.channel.pk}", f"files/{Medium.objects.get().pk}"):
        text(client, f"/archive/{path}/", 404)
    text(client, f"/archive/{kept.channel.pk}/export.zip", 404)
    for number in ("99999999999999999999", "0"):
        for part in ("records/", "files/", "purges/", ""):
            text(kept.room.client(kept.room.greta), f"/archive/{part}{number}/", 404)


def test_a_record_shows_its_original_and_its_picture(kept: Account) -> None:
    client = kept.room.client(kept.room.dora)
    one, medium = Record.objects.get(platform_id="1003"), Medium.objects.get()
    page = text(client, f"/archive/records/{one.pk}/")
    assert "&quot;id_str&quot;: &quot;1003&quot;" in page
    assert one.sha256 in page
    assert "How long it is kept" not in page, "a duty officer decides nothing here"
    answer = client.get(f"/archive/files/{medium.pk}/")
    assert answer["Content-Type"] == "image/png"
    assert b"".join(answer).startswith(b"\x89PNG")  # type: ignore[arg-type]
    Medium.objects.update(mime="text/html")
    saved = client.get(f"/archive/files/{medium.pk}/")
    assert saved["Content-Type"] == "application/octet-stream"
    assert "attachment" in saved["Content-Disposition"]
    saved.close()
    Record.objects.filter(pk=one.pk).update(forgotten_at=timezone.now(), text="", original=b"")
    assert "no longer kept" in text(client, f"/archive/records/{one.pk}/")
    text(client, f"/archive/files/{medium.pk}/", 404)


def test_a_governor_holds_and_keeps(kept: Account) -> None:
    greta = kept.room.client(kept.room.greta)
    one = Record.objects.get(platform_id="1001")
    path = f"/archive/records/{one.pk}/"
    empty = greta.post(path + "hold/", {"reason": "", "until": "2030-13-01"})
    assert empty.status_code == 422
    assert "Write the day like" in empty.content.decode()
    refused = greta.post(path + "hold/", {"reason": " ", "until": ""})
    assert refused.status_code == 422
    assert "Write why it is held" in refused.content.decode()
    assert greta.post(path + "hold/", {"reason": "Case 7"}).status_code == 302
    assert "Held: Case 7" in text(greta, path)
    assert greta.post(path + "retention/", {"retention": "ten-years"}).status_code == 302
    assert greta.post(path + "retention/", {"retention": "x"}).status_code == 422
    assert greta.post(path + "other/", {}).status_code == 404
    dora = kept.room.client(kept.room.dora)
    assert dora.post(path + "hold/", {"reason": "Mine"}).status_code == 422
    home = f"/archive/{kept.channel.pk}/"
    assert greta.post(home + "hold/", {"reason": "Inquiry"}).status_code == 302
    held = Hold.objects.get(record=None)
    empty = greta.post(f"{home}hold/{held.pk}/lift/", {"reason": ""})
    assert empty.status_code == 422
    assert greta.post(f"{home}hold/{held.pk}/lift/", {"reason": "Over"}).status_code == 302
    assert greta.post(f"{home}hold/999/lift/", {"reason": "Over"}).status_code == 404
    assert "Over" in text(greta, home)


def test_a_run_is_begun_and_shown(kept: Account) -> None:
    greta, home = kept.room.client(kept.room.greta), f"/archive/{kept.channel.pk}/"
    assert "could not be had" in text(greta, home)
    assert greta.post(home + "begin/").status_code == 302
    assert Archiving.objects.filter(finished_at=None).count() == 1
    page = text(greta, home)
    assert "Under way" in page
    assert "Archive it now" not in page
    assert kept.room.client(kept.room.dora).post(home + "begin/").status_code == 422
    assert "Archived" in text(greta, f"/channels/{kept.channel.pk}/") or "being archived" in text(
        greta, f"/channels/{kept.channel.pk}/"
    )


def test_everything_is_handed_out_to_a_governor(kept: Account) -> None:
    greta = kept.room.client(kept.room.greta)
    answer = greta.get(f"/archive/{kept.channel.pk}/export.zip")
    data = b"".join(answer)  # type: ignore[arg-type]
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert "records.jsonl" in file.namelist()
    text(kept.room.client(kept.room.dora), f"/archive/{kept.channel.pk}/export.zip", 404)


def test_a_campaign_from_proposal_to_end(kept: Account) -> None:
    greta, gerd = kept.room.client(kept.room.greta), kept.room.client(kept.gerd)
    home = f"/archive/{kept.channel.pk}/"
    tomorrow = f"{timezone.localdate() + timedelta(days=1):%Y-%m-%d}"
    asked = {"before": tomorrow, "kept": "30"}
    late = greta.post(home + "purge/", asked)
    assert late.status_code == 422
    assert "Name a moment that is over" in late.content.decode()
    assert f'value="{tomorrow}"' in late.content.decode()
    assert greta.post(home + "purge/", {"before": "x", "kept": "200"}).status_code == 422
    today = {"before": f"{timezone.localdate():%Y-%m-%d}", "kept": "30"}
    assert greta.post(home + "purge/", today).status_code == 302
    purge = Purge.objects.get()
    path = f"/archive/purges/{purge.pk}/"
    proposed(kept, path)
    assert gerd.post(path + "confirm/").status_code == 302
    purge.refresh_from_db()
    assert purge.state == PurgeState.RUNNING
    assert "Pause" in text(gerd, path)
    assert gerd.post(path + "pause/").status_code == 302
    assert "Paused" in text(gerd, path)
    assert gerd.post(path + "resume/").status_code == 302
    assert gerd.post(path + "other/").status_code == 404
    assert kept.room.client(kept.room.dora).post(path + "stop/").status_code == 422
    assert gerd.post(path + "stop/").status_code == 302
    assert "Stopped" in text(gerd, "/archive/purges/")
    assert gerd.post(path + "resume/").status_code == 422
    text(kept.room.client(kept.room.charlie), path, 404)
    assert "There is no campaign" in text(kept.room.client(kept.room.charlie), "/archive/purges/")


def proposed(kept: Account, path: str) -> None:
    """What the first and the second governor see of it."""
    greta, gerd = kept.room.client(kept.room.greta), kept.room.client(kept.gerd)
    page = text(greta, path)
    assert "Would end at the earliest" in page
    assert "You proposed this" in page
    assert "Confirm as the second governor" not in page
    own = greta.post(path + "confirm/")
    assert own.status_code == 422
    assert "proposed this yourself" in own.content.decode()
    assert "Confirm as the second governor" in text(gerd, path)


def test_deleting_needs_a_fresh_proof(kept: Account) -> None:
    stale = kept.room.client(kept.room.greta, stale=True)
    today = {"before": f"{timezone.localdate():%Y-%m-%d}", "kept": "30"}
    answer = stale.post(f"/archive/{kept.channel.pk}/purge/", today)
    assert answer.status_code == 302
    assert "/account/confirm/" in answer["Location"] or "confirm" in answer["Location"]
    assert not Purge.objects.exists()


def test_a_page_of_many_posts_is_a_handful_of_queries(
    kept: Account, django_assert_max_num_queries: object
) -> None:
    for number in range(60):
        kept.by_hand(str(number))
    kept.archive()
    purge = kept.purge()
    for row in Removal.objects.filter(purge=purge)[:30]:
        purging._keep(row, purging.LEFT)
    client = kept.room.client(kept.room.dora)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        text(client, f"/archive/purges/{purge.pk}/")
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        text(client, "/archive/")


def test_our_own_page_has_no_campaign(kept: Account) -> None:
    page = kept.room.unit.channels.get(platform="page")
    greta = kept.room.client(kept.room.greta)
    assert "Propose to delete" not in text(greta, f"/archive/{page.pk}/")
    feeds = channel(kept.room.elsewhere, "feeds", "Feeds Leer")
    text(greta, f"/archive/{feeds.pk}/")
