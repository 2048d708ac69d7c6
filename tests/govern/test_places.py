from __future__ import annotations

import pytest

from oyez.audit.queries import last_entries
from oyez.domain.errors import NotAllowed
from oyez.govern.actions import (
    change_authority,
    change_channel,
    create_authority,
    create_channel,
    create_unit,
)


def test_paths_follow_the_tree(land) -> None:
    town = create_unit(None, land.police, slug="lingen", name="Lingen", parent=land.unit)
    assert town.path == "/nds/os/emsland/lingen/"
    assert land.police.path == "/nds/os/"


@pytest.mark.parametrize("slug", ["", "Emsland", "ems land", "a/b", "-x", "@7", "x" * 61])
def test_short_names_are_plain(land, slug: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        create_unit(None, land.police, slug=slug, name="Somewhere")
    assert refused.value.field == "slug"


def test_a_path_is_taken_once_across_units_and_authorities(land) -> None:
    with pytest.raises(NotAllowed, match="taken"):
        create_unit(None, land.police, slug="emsland", name="Again")
    with pytest.raises(NotAllowed, match="taken"):
        create_authority(None, slug="emsland", name="Again", superior=land.police)
    with pytest.raises(NotAllowed, match="taken"):
        create_unit(None, land.ministry, slug="os", name="Again")


def test_names_are_needed(land) -> None:
    for call in (
        lambda: create_unit(None, land.police, slug="x", name=" "),
        lambda: create_channel(None, land.unit, platform="page", name=""),
        lambda: change_authority(None, land.police, name=""),
        lambda: change_channel(None, land.channel, name=""),
    ):
        with pytest.raises(NotAllowed) as refused:
            call()
        assert refused.value.field == "name"


def test_a_unit_above_belongs_to_the_same_authority(land) -> None:
    other = create_authority(None, slug="bremen", name="Bremen")
    with pytest.raises(NotAllowed, match="another authority"):
        create_unit(None, other, slug="x", name="X", parent=land.unit)


def test_only_who_administers_the_place_changes_it(land) -> None:
    create_unit(land.administrator, land.police, slug="leer", name="PI Leer")
    with pytest.raises(NotAllowed):
        create_unit(land.author, land.police, slug="aurich", name="PI Aurich")
    with pytest.raises(NotAllowed):
        create_authority(land.administrator, slug="x", name="X", superior=land.ministry)
    with pytest.raises(NotAllowed):
        create_channel(land.author, land.unit, platform="page", name="X")
    with pytest.raises(NotAllowed):
        change_channel(land.author, land.channel, name="Mine")


def test_contact_routes_have_known_names(land) -> None:
    changed = change_authority(None, land.police, contact={"emergency": "110", "chat": " "})
    assert changed.contact == {"emergency": "110"}
    with pytest.raises(NotAllowed, match="fax"):
        change_authority(None, land.police, contact={"fax": "1"})


def test_what_a_channel_lets_change(land) -> None:
    channel = change_channel(
        land.administrator,
        land.channel,
        name=" Mastodon ",
        public_url="https://mastodon.example/@emsland",
        options={"visibility": "public"},
    )
    assert channel.name == "Mastodon"
    (entry,) = last_entries(1)
    assert entry.data == {"fields": ["name", "options", "public_url"]}
    with pytest.raises(NotAllowed):
        change_channel(None, land.channel, public_url="javascript:alert(1)")
    with pytest.raises(NotAllowed):
        change_channel(None, land.channel, correction_policy="never")
    for field in ("mode", "secrets", "unit"):
        with pytest.raises(TypeError, match=field):
            change_channel(None, land.channel, **{field: "x"})


@pytest.mark.parametrize("platform", ["myspace", "", "Mastodon", "x\ud800"])
def test_a_channel_is_on_a_platform_that_we_speak(land, platform: str) -> None:
    type(land.channel).objects.filter(pk=land.channel.pk).update(platform="orkut")
    land.channel.refresh_from_db()
    for call in (
        lambda: create_channel(None, land.unit, platform=platform, name="X"),
        lambda: change_channel(None, land.channel, name="X"),
    ):
        with pytest.raises(NotAllowed, match="page, feeds, cap") as refused:
            call()
        assert refused.value.field == "platform"
    assert not land.unit.channels.filter(name="X").exists()
