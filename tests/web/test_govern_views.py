from __future__ import annotations

from django.http import HttpResponse

from newsroom import Newsroom
from oyez.accounts.models import Membership, Person
from oyez.audit.models import Entry
from oyez.govern import vault
from oyez.govern.models import Channel, Freeze, PlatformApproval


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_a_mode_is_changed_with_a_reason_by_whoever_governs(room: Newsroom) -> None:
    path = f"/channels/{room.mastodon.pk}/mode/"
    data = {"mode": "critical-only", "reason": ""}
    nothing = room.client(room.greta).post(path, data)
    assert nothing.status_code == 422
    assert "A change of mode needs a reason." in page(nothing)
    assert 'href="#mode_reason"' in page(nothing)
    refused = room.client(room.alice).post(path, data | {"reason": "bots"})
    assert "You have no role that allows this here." in page(refused)
    assert room.client(room.greta).post(path, data | {"reason": "bots"}).status_code == 302
    room.mastodon.refresh_from_db()
    assert room.mastodon.mode == "critical-only"
    assert "Critical only" in page(room.client(room.alice).get("/channels/"))


def test_credentials_go_in_and_never_come_out(room: Newsroom) -> None:
    path = f"/channels/{room.mastodon.pk}/"
    assert room.client(room.alice).post(f"{path}credentials/", {"token": "x"}).status_code == 404
    empty = room.client(room.ada).post(f"{path}credentials/", {"token": ""})
    assert empty.status_code == 422
    done = room.client(room.ada).post(f"{path}credentials/", {"token": "very-secret"})
    assert done.status_code == 302
    room.mastodon.refresh_from_db()
    assert vault.secrets(room.mastodon)["token"] == "very-secret"
    html = page(room.client(room.ada).get(path))
    assert "very-secret" not in html
    assert "present" in html
    wrong = room.client(room.ada).post(f"{path}credentials/", {"token": "x" * 4001})
    assert "x" * 100 not in page(wrong), "not even a refused one"


def test_a_channel_is_added_where_one_may(room: Newsroom) -> None:
    data = {"unit": room.elsewhere.pk, "platform": "email", "name": "Press list", "language": "de"}
    data |= {"recipients": "a@news.example, b@news.example", "account": "", "base_url": ""}
    answer = room.client(room.ada).post("/channels/new/", data)
    one = Channel.objects.get(name="Press list")
    assert answer["Location"] == f"/channels/{one.pk}/"
    assert one.options["recipients"].split(",") == ["a@news.example", "b@news.example"]
    bad = room.client(room.ada).post("/channels/new/", data | {"public_url": "ftp://x"})
    assert "The public address begins with" in page(bad)
    assert room.client(room.charlie).get(f"/channels/{room.mastodon.pk}/").status_code == 404


def test_a_platform_is_approved_and_withdrawn(room: Newsroom) -> None:
    data = {"authority": room.police.superior.pk, "platform": "email"}
    wrong = data | {"starts_on": "2026-05-01", "ends_on": "2026-04-01"}
    answer = room.client(room.greta).post("/platforms/", wrong)
    assert answer.status_code == 422
    assert "The approval would end before it begins." in page(answer)
    good = data | {"starts_on": "2026-05-01", "conditions": "Press only"}
    assert room.client(room.greta).post("/platforms/", good).status_code == 302
    approval = PlatformApproval.objects.get(platform="email")
    assert "Press only" in page(room.client(room.alice).get("/platforms/"))
    path = f"/platforms/{approval.pk}/withdraw/"
    assert "A withdrawal needs a reason." in page(room.client(room.greta).post(path, {}))
    assert room.client(room.greta).post(path, {"reason": "No longer"}).status_code == 302
    approval.refresh_from_db()
    assert approval.withdrawn_at is not None


def test_an_author_is_offered_no_platform_to_approve(room: Newsroom) -> None:
    data = {"authority": room.police.pk, "platform": "email", "starts_on": "2026-05-01"}
    assert room.client(room.alice).post("/platforms/", data).status_code == 422
    assert not PlatformApproval.objects.filter(platform="email").exists()


def test_one_person_freezes_and_two_lift(room: Newsroom) -> None:
    notice = room.approved()
    reasonless = room.client(room.dora).post("/freeze/", {"scope": room.unit.path, "reason": ""})
    assert "A freeze needs a reason." in page(reasonless)
    data = {"scope": room.unit.path, "reason": "Taken over"}
    assert room.client(room.dora).post("/freeze/", data).status_code == 302
    frozen = Freeze.objects.get()
    html = page(room.client(room.greta).get("/freeze/"))
    assert notice.code in html, "what goes out when it is lifted"
    path = f"/freeze/{frozen.pk}/lift/"
    assert room.client(room.charlie).post(path).status_code == 404
    assert "no role" in page(room.client(room.alice).post(path))
    assert room.client(room.greta).post(path).status_code == 302
    again = room.client(room.greta).post(path)
    assert again.status_code == 422
    assert "A second person has to lift the freeze." in page(again)
    assert "Greta asked to lift it" in page(room.client(room.dora).get("/freeze/"))


def test_nobody_freezes_beyond_their_places(room: Newsroom) -> None:
    for scope in ("/", "/nds/", "/elsewhere/"):
        answer = room.client(room.dora).post("/freeze/", {"scope": scope, "reason": "x"})
        assert answer.status_code == 422
    assert (
        room.client(room.alice)
        .post("/freeze/", {"scope": room.unit.path, "reason": "x"})
        .status_code
        == 422
    )
    assert not Freeze.objects.exists()


def test_people_are_entered_and_given_roles(room: Newsroom) -> None:
    client = room.client(room.ada)
    bad = client.post("/people/", {"name": "Eve", "email": "nobody", "language": "en"})
    assert "This is not an e-mail address." in page(bad)
    data = {"name": "Eve", "email": "eve@police.example", "language": "en", "password": "short"}
    weak = client.post("/people/", data)
    assert weak.status_code == 422
    assert 'value="short"' not in page(weak)
    answer = client.post("/people/", data | {"password": ""})
    eve = Person.objects.get(email="eve@police.example")
    assert answer["Location"] == f"/people/{eve.pk}/"
    role = {"role": "author", "scope": "nonsense"}
    assert "A scope looks like" in page(client.post(f"/people/{eve.pk}/grant/", role))
    beyond = client.post(f"/people/{eve.pk}/grant/", role | {"scope": "/"})
    assert "no role that allows this" in page(beyond)
    client.post(f"/people/{eve.pk}/grant/", role | {"scope": room.unit.path})
    held = Membership.objects.get(person=eve)
    assert client.post(f"/people/{eve.pk}/revoke/{held.pk}/").status_code == 302
    assert not Membership.objects.filter(person=eve).exists()
    client.post(f"/people/{eve.pk}/active/", {"active": "0"})
    eve.refresh_from_db()
    assert not eve.is_active


def test_an_administrator_sees_their_own_places_only(room: Newsroom) -> None:
    assert "Audrey" not in page(room.client(room.ada).get("/people/"))
    assert room.client(room.ada).get(f"/people/{room.audrey.pk}/").status_code == 404
    own = room.client(room.ada).post(
        f"/people/{room.ada.pk}/grant/", {"role": "author", "scope": room.unit.path}
    )
    assert "Nobody can change their own roles." in page(own)


def test_the_ledger_is_read_and_verified(room: Newsroom) -> None:
    room.written()
    html = page(room.client(room.audrey).get("/ledger/?verify=1"))
    assert "publish.compose" in html
    assert "Alice" in html
    assert "every seal holds" in html
    assert Entry.objects.count() > 10
