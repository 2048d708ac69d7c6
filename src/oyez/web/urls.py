"""The address of the help page."""

from __future__ import annotations

from django.urls import path

from oyez.web.views import help_page

urlpatterns = [path("help/", help_page, name="help")]
