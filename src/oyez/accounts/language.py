"""Which language the console speaks: the person's, else the browser's last choice, else its own.

The language of a notice is another matter: its texts carry a `lang` of their own.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override

from oyez.accounts.models import Person
from oyez.web.middleware import GetResponse


def language_of(request: HttpRequest) -> str:
    """The language to answer in; a choice made before signing in is kept by a cookie."""
    person: object = getattr(request, "user", None)
    if isinstance(person, Person) and person.language in dict(settings.LANGUAGES):
        return person.language
    return get_language_from_request(request)


def language(get_response: GetResponse) -> GetResponse:
    """Answer each request in its reader's language."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        code = language_of(request)
        with override(code):
            response = get_response(request)
        response.setdefault("Content-Language", code)
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return middleware
