"""What a session in use leaves behind, and what comes before everything else."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from oyez.accounts.models import Person
from oyez.accounts.sessions import touch
from oyez.web.middleware import GetResponse

CHOOSE = "/account/password/"
STAYS_OPEN = (CHOOSE, "/sign-in/", "/sign-out/", "/language/", "/confirm/", "/go/")


def presence(get_response: GetResponse) -> GetResponse:
    """Note that the session is in use; whoever has a lent password chooses one of their own."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        touch(request)
        person: object = request.user
        lent = isinstance(person, Person) and person.password_is_lent
        if lent and not request.path.startswith(STAYS_OPEN):
            return redirect(CHOOSE)
        return get_response(request)

    return middleware
