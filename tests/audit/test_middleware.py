from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from oyez.web.middleware import current_request_id, origin, request_id, security_headers


def test_the_request_id_comes_from_us_alone() -> None:
    seen: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(current_request_id())
        return HttpResponse()

    ask = RequestFactory(headers={"X-Request-ID": "chosen-outside"})
    answers = [request_id(view)(ask.get("/")) for _ in range(2)]
    assert [answer["X-Request-ID"] for answer in answers] == seen
    assert len(set(seen)) == 2
    assert all(name.startswith("web-") for name in seen)
    assert current_request_id() == ""


def test_an_origin_ends_with_its_block_even_after_an_error() -> None:
    def fail() -> None:
        with origin("worker") as outer, origin("step") as inner:
            assert current_request_id() == inner != outer
            raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        fail()
    assert current_request_id() == ""


def test_nothing_inline_and_nothing_foreign_may_run_and_nothing_is_stored() -> None:
    answer = security_headers(lambda _: HttpResponse())(RequestFactory().get("/"))
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["Cache-Control"] == "no-store"


def test_a_view_may_set_a_header_of_its_own() -> None:
    own = HttpResponse(headers={"Cache-Control": "max-age=60"})
    answer = security_headers(lambda _: own)(RequestFactory().get("/"))
    assert answer["Cache-Control"] == "max-age=60"
