"""Official exports are read in as far as they are sound, nothing double, and it is told how far."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from exports_made import (
    TWEETS,
    facebook_files,
    instagram_files,
    script,
    telegram_files,
    unpacked,
    x_files,
    zipped,
)

from newsroom import Newsroom
from oyez.archive.actions import import_export
from oyez.archive.keeping import original_of
from oyez.archive.models import Import, Medium, Record
from oyez.archive.storing import path_of
from oyez.audit.models import Entry
from oyez.domain.errors import NotAllowed
from oyez.govern.models import Channel


@pytest.fixture
def channel(room: Newsroom, store: None) -> Channel:
    return on(room, "x")


def on(room: Newsroom, platform: str) -> Channel:
    Channel.objects.filter(pk=room.mastodon.pk).update(platform=platform)
    return Channel.objects.select_related("unit").get(pk=room.mastodon.pk)


def bring(channel: Channel, path: Path) -> Import:
    return import_export(None, channel, path, at=timezone.now())


def problems(row: Import) -> str:
    return " ".join(one["template"].format(**one["values"]) for one in row.problems)


def test_the_archive_of_x(channel: Channel, tmp_path: Path) -> None:
    row = bring(channel, zipped(tmp_path / "x.zip", x_files()))
    assert row.counts == {"media": 1, "new": 4, "known": 0}
    assert row.problems == []
    first = Record.objects.get(platform_id="1001")
    assert first.text == "Road & rail closed in Lingen https://police.example/p/x"
    assert (first.kind, first.own, first.source) == ("post", True, "import")
    assert first.url == "https://x.com/PolizeiEL/status/1001"
    assert f"{first.at:%Y-%m-%d %H:%M}" == "2017-10-28 20:15"
    kept = json.loads(original_of(first))
    assert kept == TWEETS[0], "also what nobody knows yet is kept"
    assert Record.objects.get(platform_id="1002").kind == "answer"
    said = Record.objects.get(platform_id="dm:70")
    assert (said.kind, said.own, said.author) == ("direct", False, "9")
    medium = Medium.objects.get()
    assert medium.record.platform_id == "1003"
    assert path_of(medium.sha256, medium.ending).read_bytes().startswith(b"\x89PNG")
    entry = Entry.objects.get(action="archive.import_export")
    assert entry.data["new"] == 4
    assert "Lingen" not in str(entry.data)


def test_a_folder_is_an_export_too(channel: Channel, tmp_path: Path) -> None:
    assert bring(channel, unpacked(tmp_path / "x", x_files())).counts["new"] == 4


def test_the_same_export_again_brings_nothing_double(channel: Channel, tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", x_files())
    bring(channel, path)
    again = bring(channel, path)
    assert (again.counts.get("new", 0), again.counts["known"]) == (0, 4)
    doubled = {**x_files(TWEETS * 3), "data/tweets-part1.js": script("tweets", TWEETS)}
    third = bring(channel, zipped(tmp_path / "more.zip", doubled))
    assert third.counts.get("new", 0) == 0
    assert Record.objects.count() == 4
    assert Medium.objects.count() == 1


@pytest.mark.parametrize("cut", [0.3, 0.55, 0.9, 0.999])
def test_a_cut_off_file_is_read_as_far_as_it_is_sound(
    channel: Channel, tmp_path: Path, cut: float
) -> None:
    whole = script("tweets", TWEETS)
    files = x_files() | {"data/tweets.js": whole[: int(len(whole) * cut)]}
    row = bring(channel, zipped(tmp_path / "x.zip", files))
    sound = Record.objects.filter(own=True).count()
    assert 0 <= sound <= 3
    assert "cut off" in problems(row)
    later = bring(channel, zipped(tmp_path / "y.zip", x_files()))
    assert later.counts.get("new", 0) == 3 - sound
    assert Record.objects.filter(own=True).count() == 3


def test_a_zip_file_whose_middle_is_damaged(channel: Channel, tmp_path: Path) -> None:
    many = [
        {"tweet": {"id_str": str(n), "full_text": os.urandom(40).hex()}} for n in range(1, 4000)
    ]
    path = zipped(tmp_path / "x.zip", x_files(many))
    with zipfile.ZipFile(path) as file:
        info = file.getinfo("data/tweets.js")
    data = bytearray(path.read_bytes())
    place = info.header_offset + info.compress_size * 3 // 4
    data[place : place + 64] = bytes(64)
    path.write_bytes(bytes(data))
    row = bring(channel, path)
    found = Record.objects.filter(kind="post").count()
    assert 0 < found < 3999
    assert problems(row)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings(channel: Channel, tmp_path: Path, encoding: str) -> None:
    told = [{"tweet": {"id_str": "5", "full_text": "Grüße – schön"}}]
    text = "window.YTD.tweets.part0 = " + json.dumps(told, ensure_ascii=False)
    files = {"data/tweets.js": text.encode(encoding)}
    bring(channel, zipped(tmp_path / "x.zip", files))
    assert Record.objects.get().text == "Grüße – schön"


def test_entries_that_hold_nothing_are_counted(channel: Channel, tmp_path: Path) -> None:
    odd = [*TWEETS, {"tweet": {"full_text": "no number"}}, 7, None, {"tweet": []}, {}]
    row = bring(channel, zipped(tmp_path / "x.zip", x_files(odd)))
    assert row.counts["new"] == 4
    assert "5 entries" in problems(row)


def test_texts_that_no_database_takes(channel: Channel, tmp_path: Path) -> None:
    odd = [{"tweet": {"id_str": "5", "full_text": "half \ud83d and \x00", "created_at": "never"}}]
    row = bring(channel, zipped(tmp_path / "x.zip", x_files(odd)))
    one = Record.objects.get(platform_id="5")
    assert one.text == "half ? and \ufffd"
    assert row.counts["undated"] == 1


def test_facebook_with_its_broken_characters(room: Newsroom, store: None, tmp_path: Path) -> None:
    channel = on(room, "facebook")
    row = bring(channel, zipped(tmp_path / "f.zip", facebook_files()))
    assert row.counts == {"media": 1, "new": 4, "known": 0}
    posts = list(Record.objects.filter(kind="post").order_by("at"))
    assert posts[0].text == "Grüße aus Lingen – „alles gut“ 🚓"
    assert posts[0].media.get().alt == "Ein Bär"
    assert posts[1].text == "Plain words"
    assert Record.objects.get(kind="direct").text == "Öffnung?"
    assert Record.objects.get(kind="answer").text == "Yes"
    assert all(one.platform_id == "" and one.key.startswith("own:sha256:") for one in posts)
    assert "GrÃ¼" not in posts[0].text
    assert "Ã" in json.dumps(json.loads(original_of(posts[0])), ensure_ascii=False)
    assert bring(channel, zipped(tmp_path / "g.zip", facebook_files())).counts["known"] == 4


def test_instagram(room: Newsroom, store: None, tmp_path: Path) -> None:
    channel = on(room, "instagram")
    row = bring(channel, zipped(tmp_path / "i.zip", instagram_files()))
    assert (row.counts["new"], row.counts["lacking"]) == (2, 1)
    assert "1 pictures" in problems(row)
    assert {one.text for one in Record.objects.all()} == {
        "Fahrradprüfung für Kinder",
        "Two pictures",
    }


def test_telegram(room: Newsroom, store: None, tmp_path: Path) -> None:
    channel = on(room, "telegram")
    row = bring(channel, zipped(tmp_path / "t.zip", telegram_files()))
    assert row.counts == {"media": 1, "new": 2, "known": 0}
    post = Record.objects.get(platform_id="2")
    assert (post.text, post.own) == ("Vollsperrung A31 bis 18 Uhr", True)
    reply = Record.objects.get(platform_id="3")
    assert (reply.own, reply.author) == (False, "Robin")


def test_only_a_governor_reads_an_export_in(
    channel: Channel, room: Newsroom, tmp_path: Path
) -> None:
    path = zipped(tmp_path / "x.zip", x_files())
    with pytest.raises(NotAllowed):
        import_export(room.dora, channel, path, at=timezone.now())
    import_export(room.greta, channel, path, at=timezone.now())


def test_a_long_export_is_read_without_holding_it(channel: Channel, tmp_path: Path) -> None:
    many = [{"tweet": {"id_str": str(n), "full_text": f"No. {n} " * 20}} for n in range(1, 3001)]
    row = bring(channel, zipped(tmp_path / "x.zip", x_files(many)))
    assert row.counts["new"] == 3001
    assert Path(settings.MEDIA_ROOT).exists()
