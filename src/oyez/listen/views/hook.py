"""Where platforms call: no person, no session, no form, only a signature."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from oyez.accounts.sealing import VaultError
from oyez.listen.actions.hear import hear, refuse, shake
from oyez.listen.channels import reader
from oyez.listen.models import Webhook
from oyez.listen.queries import webhook_of
from oyez.listen.raw import Raw
from oyez.platforms.errors import UNSUPPORTED
from oyez.platforms.port import Adapter, Failed

LARGEST = 1 << 20
LONGEST_ANSWER = 1000
# An adapter says this only of bytes whose signature was right.
UNREADABLE = "unreadable"


@csrf_exempt
@require_http_methods(["GET", "POST"])
def hook(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a platform's handshake, or keep what it sends and say 202 before anything is done."""
    webhook = webhook_of(token)
    if webhook is None:
        return _plain(404)
    try:
        adapter = reader(webhook.channel)
    except VaultError:
        return _plain(503)
    if request.method == "GET":
        return _handshake(request, webhook, adapter)
    return _call(request, webhook, adapter)


def _handshake(request: HttpRequest, webhook: Webhook, adapter: Adapter) -> HttpResponse:
    """What the adapter answers, as the platform wants it: JSON, or the text itself."""
    answer = adapter.handshake({name: str(request.GET[name]) for name in request.GET})
    if answer is None or len(answer) > LONGEST_ANSWER:
        return _plain(404)
    shake(webhook, now=timezone.now())
    kind = "application/json" if answer.startswith("{") else "text/plain; charset=utf-8"
    return HttpResponse(answer, content_type=kind)


def _call(request: HttpRequest, webhook: Webhook, adapter: Adapter) -> HttpResponse:
    body = _body(request)
    if isinstance(body, HttpResponse):
        return body
    raw = Raw({name.lower(): value for name, value in request.headers.items()}, body)
    found = adapter.read_webhook(raw.headers, raw.body)
    if found == UNSUPPORTED:
        return _plain(404)
    now = timezone.now()
    if isinstance(found, Failed) and found.code != UNREADABLE:
        refuse(webhook, now=now)
        return _plain(401)
    hear(webhook, raw, None if isinstance(found, Failed) else found, now=now)
    return _plain(202)


def _body(request: HttpRequest) -> bytes | HttpResponse:
    """The bytes as they came, or the answer to too many of them."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or len(length) > 9 or int(length) > LARGEST:
        return _plain(413)
    try:
        body = request.read(LARGEST + 1)
    except UnreadablePostError:
        return _plain(400)
    return body if len(body) <= LARGEST else _plain(413)


def _plain(status: int) -> HttpResponse:
    return HttpResponse(status=status, content_type="text/plain; charset=utf-8")
