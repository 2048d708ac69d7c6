"""Answering with a page: the same one again, status 422, where a rule said no."""

from __future__ import annotations

from collections.abc import Mapping

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from oyez.domain.errors import NotAllowed
from oyez.web.translate import spoken

UNPROCESSABLE = 422


def show(
    request: HttpRequest, template: str, context: Mapping[str, object], *, refused: bool = False
) -> HttpResponse:
    """The page, with status 422 where what was asked was refused."""
    status = UNPROCESSABLE if refused else 200
    return render(request, template, dict(context), status=status)


def put_at_field(form: Form, error: NotAllowed) -> None:
    """Say the rule's sentence at the field it concerns, or above the form."""
    form.add_error(error.field if error.field in form.fields else None, spoken(error.reason))
