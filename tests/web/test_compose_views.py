from __future__ import annotations

import re

import pytest
from composer_form import NEW, typed
from django.http import HttpResponse

from newsroom import BODY, HEADLINE, Newsroom
from oyez.accounts.models import Person
from oyez.publish.models import Notice, Revision
from together import together


def send(room: Newsroom, path: str = NEW, by: Person | None = None, **more: object) -> HttpResponse:
    return room.client(by or room.alice).post(path, typed(room, **({"save": "1"} | more)))


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_a_draft_is_saved_and_shown(room: Newsroom) -> None:
    answer = send(room, links="https://www.lingen.de/\n", area="Lingen")
    notice = Notice.objects.get()
    assert answer["Location"] == f"/notices/{notice.code}/"
    assert (notice.state, notice.area) == ("draft", "Lingen")
    html = page(room.client(room.alice).get(answer["Location"]))
    assert BODY in html
    assert "Draft" in html


def test_submitting_hands_it_on_in_one_go(room: Newsroom) -> None:
    send(room, submit="1", save="")
    assert Notice.objects.get().state == "submitted"
    assert HEADLINE in page(room.client(room.bob).get("/"))
    assert "Nothing waits for you" in page(room.client(room.alice).get("/"))


def test_checking_counts_as_each_platform_counts_and_writes_nothing(room: Newsroom) -> None:
    html = page(send(room, check="1", save=""))
    assert not Notice.objects.exists()
    assert re.search(r"\d+ of 500 characters", html)
    assert re.search(r"\d+ of 300 characters", html)
    assert "Nothing was saved yet" in html


def test_three_languages_are_kept_apart(room: Newsroom) -> None:
    send(
        room, headline_1="Kampfmittel", body_1="Bitte verlassen.", headline_2="Bombe", body_2="Ici."
    )
    texts = Revision.objects.get().texts
    assert [(one["language"], one["headline"]) for one in texts] == [
        ("en", HEADLINE),
        ("de", "Kampfmittel"),
        ("fr", "Bombe"),
    ]


BAD = [
    ({"headline_0": ""}, "headline_0", "Write a headline"),
    ({"body_0": "  "}, "body_0", "Write the text"),
    ({"headline_0": "x" * 201}, "headline_0", "201 characters long"),
    ({"body_0": "x" * 20_001}, "body_0", "20,001 characters long"),
    ({"body_0": "Go \u202eleft"}, "body_0", "another order"),
    ({"body_0": "Go\x07 left"}, "body_0", "control character"),
    ({"area": "Lin\u200bgen"}, "area", "cannot be seen"),
    ({"links": "https://me:pw@bank.example/"}, "links", "user name or a password"),
    ({"links": "http://10.0.0.1/"}, "links", "internal network"),
    ({"body_0": "See http://localhost/x now"}, "body_0", "internal network"),
    ({"scheduled_at": "2020-01-01T10:00"}, "scheduled_at", "lies in the past"),
    ({"valid_until": "2020-01-01T10:00"}, "valid_until", "lies in the past"),
    ({"valid_until": "tomorrow"}, "valid_until", "Write date and time like"),
    ({"urgency": "critical"}, "prepared_body_0", "needs a prepared correction"),
    ({"headline_1": "Nur Titel"}, "body_1", "Write the text"),
    ({"language_1": "en", "headline_1": "a", "body_1": "b"}, "language_1", "stands once"),
    ({"unit": "999999"}, "unit", "not one of the available choices"),
]


@pytest.mark.parametrize(("change", "field", "sentence"), BAD, ids=[f"{b[1]}-{b[2]}" for b in BAD])
def test_bad_input_is_a_sentence_at_the_field_and_nothing_is_lost(
    room: Newsroom, change: dict[str, object], field: str, sentence: str
) -> None:
    answer = send(room, note_to_self="", **change)
    html = page(answer)
    assert answer.status_code == 422
    assert not Notice.objects.exists()
    assert f'href="#id_{field}"' in html, "the summary leads to the field"
    box = re.search(rf'id="id_{field}_error"[^>]*>(.*?)</p>', html, re.DOTALL)
    assert box is not None
    assert sentence in box.group(1)
    control = re.search(rf'<(?:input|textarea|select)[^>]*id="id_{field}"[^>]*>', html)
    assert control is not None
    assert 'aria-invalid="true"' in control.group()
    if "body_0" not in change:
        assert BODY in html, "what was typed elsewhere is kept"
    for value in change.values():
        if field != "unit" and isinstance(value, str) and value.isprintable() and value.strip():
            assert value in html or f'value="{value}" selected' in html, "and so is what was wrong"


def test_all_that_is_wrong_is_said_at_once(room: Newsroom) -> None:
    html = page(send(room, headline_0="", body_0="", links="nonsense"))
    assert all(f'href="#id_{name}"' in html for name in ("headline_0", "body_0", "links"))


def test_broken_bytes_are_a_sentence(room: Newsroom) -> None:
    body = (
        b"unit=%d&urgency=routine&language_0=en&headline_0=A&body_0=%%ff%%fe&save=1" % room.unit.pk
    )
    answer = room.client(room.alice).post(NEW, body, "application/x-www-form-urlencoded")
    assert answer.status_code == 422
    assert "arrived damaged" in page(answer)


def test_a_text_by_hand_that_does_not_fit_says_so_at_its_channel(room: Newsroom) -> None:
    field = f"hand_{room.bluesky.pk}"
    answer = send(room, **{field: "a " * 200})
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in page(answer)
    assert "The text for Bluesky Emsland counts" in page(answer)
    assert send(room, **{field: "By hand"}).status_code == 302
    variant = Revision.objects.get().variants.get(channel=room.bluesky)
    assert variant.by_hand
    assert variant.text.startswith("By hand")


def test_a_box_left_as_offered_stays_made_by_rule(room: Newsroom) -> None:
    html = page(send(room, check="1", save=""))
    field = f"hand_{room.bluesky.pk}"
    offered = re.search(rf'<textarea name="{field}"[^>]*>\s*(.*?)</textarea>', html, re.DOTALL)
    digest = re.search(rf'name="shown_{room.bluesky.pk}" value="([^"]+)"', html)
    assert offered is not None
    assert digest is not None
    hand = {field: offered.group(1), f"shown_{room.bluesky.pk}": digest.group(1)}
    send(room, **hand, body_0="Another text.")
    variant = Revision.objects.get().variants.get(channel=room.bluesky)
    assert not variant.by_hand
    assert "Another text." in variant.text


def test_a_double_click_writes_once(room: Newsroom) -> None:
    first, second = send(room, submit="1"), send(room, submit="1")
    assert first["Location"] == second["Location"]
    assert Notice.objects.count() == 1
    again = send(room, body_0="Something else.")
    assert again.status_code == 422
    assert "saved already as notice" in page(again)


def test_of_two_tabs_the_second_sees_what_the_first_saved(room: Newsroom) -> None:
    notice = room.written()
    path = f"/notices/{notice.code}/edit/"
    html = page(room.client(room.alice).get(path))
    version = re.search(r'name="version" value="(\d+)"', html)
    assert version is not None
    seen = {"version": version.group(1)}
    assert send(room, path, by=room.dora, body_0="Theirs came first.", **seen).status_code == 302
    answer = send(room, path, body_0="Mine comes second.", **seen)
    html = page(answer)
    assert answer.status_code == 422
    assert "Somebody else changed or issued this text meanwhile" in html
    assert "Mine comes second." in html
    assert "Theirs" in html
    assert Revision.objects.get().texts[0]["body"] == "Theirs came first."
    renewed = re.search(r'name="version" value="(\d+)"', html)
    assert renewed is not None
    again = send(room, path, body_0="Mine comes second.", version=renewed.group(1))
    assert again.status_code == 302


def test_a_channel_without_credentials_is_held_back_with_its_reason(room: Newsroom) -> None:
    type(room.mastodon).objects.filter(pk=room.mastodon.pk).update(secrets=b"")
    html = page(send(room, check="1", save=""))
    assert "Held back" in html
    assert "has no credentials" in html


def test_a_correction_begins_from_what_is_out_and_is_written_once(room: Newsroom) -> None:
    notice = room.approved()
    path = f"/notices/{notice.code}/correct/"
    assert BODY in page(room.client(room.alice).get(path))
    nothing = send(room, path, body_0="Until noon.")
    assert nothing.status_code == 422
    assert "what is corrected" in page(nothing)
    answer = send(room, path, body_0="Until noon.", note="The time", submit="1")
    assert answer.status_code == 302
    again = send(room, path, body_0="Until noon.", note="The time", submit="1")
    assert again["Location"].endswith("/edit/")
    assert notice.revisions.filter(kind="correction").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_form_twice_at_the_same_moment_writes_once(shared_room: Newsroom) -> None:
    answers = together(*[lambda: send(shared_room).status_code] * 4)
    assert answers == [302] * 4
    assert Notice.objects.count() == 1
