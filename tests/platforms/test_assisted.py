"""Platforms without an adapter: what they declare, and which address is that of a post."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.delivery import Idempotency, Support
from oyez.platforms.assisted import PLACES, PROFILES, post_address
from oyez.platforms.profile import Ability
from oyez.platforms.registry import ADAPTERS, ASSISTED, profile

CODE = "0029VbC8YONIN9ig2UvBQr2P"
CHANNEL = f"https://whatsapp.com/channel/{CODE}"

GOOD = [
    ("whatsapp_channel", f"{CHANNEL}/12", "", f"{CHANNEL}/12"),
    ("whatsapp_channel", f" {CHANNEL}/12/?src=share#x ", CHANNEL, f"{CHANNEL}/12"),
    ("whatsapp_channel", f"https://www.whatsapp.com/channel/{CODE}/9", f"{CHANNEL}/",
     f"https://www.whatsapp.com/channel/{CODE}/9"),
    ("youtube", "https://www.youtube.com/post/Ugkx1LonSRBBUqASv-J8j9_FesxwlMAhT3_e", "",
     "https://www.youtube.com/post/Ugkx1LonSRBBUqASv-J8j9_FesxwlMAhT3_e"),
    ("tiktok", "https://www.tiktok.com/@derby.police/photo/7412345678901?lang=de", "@Derby.Police",
     "https://www.tiktok.com/@derby.police/photo/7412345678901"),
    ("tiktok", "https://vm.tiktok.com/ZMabc123/", "@derby", "https://vm.tiktok.com/ZMabc123"),
    ("tiktok", "https://www.tiktok.com/t/ZMabc123", "@derby", "https://www.tiktok.com/t/ZMabc123"),
    ("nextdoor", "https://nextdoor.com/p/abC123_x?utm_source=share", "",
     "https://nextdoor.com/p/abC123_x"),
    ("nextdoor", "https://nextdoor.co.uk/p/abC123_x", "", "https://nextdoor.co.uk/p/abC123_x"),
]  # fmt: skip
BAD = [
    ("whatsapp_channel", CHANNEL, ""),  # the channel, not a post
    ("whatsapp_channel", f"{CHANNEL}/12", "https://whatsapp.com/channel/0029Another0000000000000"),
    ("whatsapp_channel", f"http://whatsapp.com/channel/{CODE}/12", ""),
    ("whatsapp_channel", f"https://whatsapp.com.evil.example/channel/{CODE}/12", ""),
    ("whatsapp_channel", f"https://evil.example@whatsapp.com/channel/{CODE}/12", ""),
    ("whatsapp_channel", f"https://whatsapp.com:8443/channel/{CODE}/12", ""),
    ("whatsapp_channel", f"https://whatsapp.com/channel/{CODE}/12/edit", ""),
    ("youtube", "https://www.youtube.com/watch?v=cpVnx4_yqTo", ""),
    ("tiktok", "https://www.tiktok.com/@somebody/photo/7412345678901", "@derby"),
    ("tiktok", "https://vm.tiktok.com.evil.example/ZMabc123/", ""),
    ("nextdoor", "https://nextdoor.com/profile/derby", ""),
    ("nextdoor", "javascript:alert(1)", ""),
    ("nextdoor", "https://[", ""),
    ("youtube", "", ""),
]


@pytest.mark.parametrize(("platform", "typed", "account", "kept"), GOOD)
def test_an_address_is_kept_without_what_sharing_adds(
    platform: str, typed: str, account: str, kept: str
) -> None:
    assert post_address(platform, typed, account) == kept
    assert post_address(platform, kept, account) == kept


@pytest.mark.parametrize(("platform", "typed", "account"), BAD)
def test_what_is_no_post_of_ours_is_none(platform: str, typed: str, account: str) -> None:
    assert post_address(platform, typed, account) is None


@given(st.sampled_from(ASSISTED), st.text(max_size=80), st.text(max_size=40))
def test_whatever_is_typed_gives_an_https_address_or_none(
    platform: str, typed: str, account: str
) -> None:
    found = post_address(platform, typed, account)
    assert found is None or found.startswith("https://")


@pytest.mark.parametrize("platform", ASSISTED)
def test_people_do_everything_and_nothing_is_pretended(platform: str) -> None:
    declared = profile(platform)
    assert declared.idempotency is Idempotency.PERSON
    assert platform not in ADAPTERS
    assert Support.NATIVE not in declared.abilities.values()
    for one in (Ability.PUBLISH, Ability.FIND, Ability.LOOK, Ability.CORRECT, Ability.RETRACT):
        assert declared.support(one) is Support.MANUAL
    counted = "tiktok" if platform == "tiktok" else "manual"
    assert (declared.text.rule, declared.secrets) == (counted, ())
    assert declared.settle.total_seconds() == 0
    assert "deep_link" in declared.options


def test_every_platform_by_hand_knows_its_addresses() -> None:
    assert set(PLACES) == set(PROFILES) == set(ASSISTED)
    assert profile("tiktok").text.limit == 4000
    assert profile("tiktok").min_pictures == 1
    assert profile("whatsapp_channel").support(Ability.REPLY) is Support.NONE
