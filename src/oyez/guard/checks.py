"""Whether the ways of paging are configured as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error

from oyez.platforms.sms_answers import FIELDS

ADDRESSES = ("PAGE_SMS_URL", "PAGE_MATRIX_URL", "PAGE_PHONE_URL")
OPTIONS = frozenset({*FIELDS, "reports", "account_path"})


def check_paging(app_configs: Sequence[Any] | None = None, **_more: Any) -> list[CheckMessage]:  # noqa: ARG001  (Django's shape)
    """What is missing or wrong, each with a hint."""
    return [*_addresses(), *_halves(), *_hours()]


def _addresses() -> Iterator[CheckMessage]:
    for name in ADDRESSES:
        given = getattr(settings, name)
        if given and urlsplit(given).scheme not in {"https", "http"}:
            yield Error(
                f"OYEZ_{name} is no http address.",
                hint="It takes an address like https://gateway.example/send.",
                id="oyez.E011",
            )


def _halves() -> Iterator[CheckMessage]:
    if bool(settings.PAGE_MATRIX_URL) is not bool(settings.PAGE_MATRIX_TOKEN):
        yield Error(
            "Pages over Matrix are configured by half.",
            hint="Set OYEZ_PAGE_MATRIX_URL and OYEZ_PAGE_MATRIX_TOKEN, or neither.",
            id="oyez.E012",
        )
    unknown = {word.partition("=")[0].strip() for word in settings.PAGE_SMS_OPTIONS} - OPTIONS
    if unknown:
        yield Error(
            f"OYEZ_PAGE_SMS_OPTIONS names {', '.join(sorted(unknown))}, which means nothing.",
            hint=f"It knows {', '.join(sorted(OPTIONS))}.",
            id="oyez.E013",
        )


def _hours() -> Iterator[CheckMessage]:
    if not -1 <= settings.PAGE_TEST_HOUR <= 23:
        yield Error(
            f"OYEZ_PAGE_TEST_HOUR is {settings.PAGE_TEST_HOUR}.",
            hint="It takes an hour of the day from 0 to 23, or -1 for never.",
            id="oyez.E014",
        )
    if settings.PAGE_SILENCE_MINUTES < 0:
        yield Error(
            "OYEZ_PAGE_SILENCE_MINUTES is less than 0.",
            hint="It takes minutes; 0 for never.",
            id="oyez.E015",
        )
