"""LinkedIn's pictures are uploaded once, however often a post has to be tried."""

from __future__ import annotations

from dataclasses import replace

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.linkedin_rest import LONGEST_MEMORY, memory, remembered
from oyez.platforms.port import Done, Failed, Media

from .canned import lost, said
from .linkedin_said import URN, D, V, post, speak


def test_what_was_uploaded_once_is_not_uploaded_again(picture: Media) -> None:
    v = replace(V, media=(picture, replace(picture, sha256="cd" * 32)))
    one, two = (said(200, {"value": {"uploadUrl": "https://www.linkedin.com/up", "image": name}})
                for name in ("urn:li:image:A", "urn:li:image:B"))  # fmt: skip
    platform, door = speak([one, said(201), two, said(500, {})])
    first = platform.publish(v, D)
    assert isinstance(first, Failed)
    assert remembered(v, first.staged) == ["urn:li:image:A"]
    ready = said(200, {"status": "AVAILABLE"})
    platform, door = speak([two, said(201), ready, ready, lost()])
    second = platform.publish(v, replace(D, staged=first.staged))
    assert isinstance(second, Failed)
    assert second.cls is F.AMBIGUOUS
    assert [one.method for one in door.asked] == ["POST", "PUT", "GET", "GET", "POST"]
    platform, door = speak([ready, ready, said(201, x_restli_id=URN), said(200, post())])
    assert isinstance(platform.publish(v, replace(D, staged=second.staged)), Done)
    body = door.asked[2].json
    assert isinstance(body, dict)
    assert [each["id"] for each in body["content"]["multiImage"]["images"]] == [
        "urn:li:image:A",
        "urn:li:image:B",
    ]


def test_an_upload_that_is_not_there_any_more_is_made_anew(picture: Media) -> None:
    v = replace(V, media=(picture,))
    platform, _ = speak([said(404, {"code": "RESOURCE_NOT_FOUND"})])
    found = platform.publish(v, replace(D, staged=memory(v, ["urn:li:image:A"])))
    assert isinstance(found, Failed)
    assert found.cls is F.TRANSIENT
    assert remembered(v, found.staged) == []
    assert found.staged


def test_other_pictures_and_too_many_names_are_not_remembered(picture: Media) -> None:
    v, other = replace(V, media=(picture,)), replace(V, media=(replace(picture, sha256="ef" * 32),))
    assert remembered(other, memory(v, ["urn:li:image:A"])) == []
    assert remembered(v, "container-17") == remembered(v, None) == []
    assert remembered(v, memory(v, ["urn:li:image:" + "A" * 400])) == []
    assert len(memory(v, ["urn:li:image:" + "A" * 400])) <= LONGEST_MEMORY
