"""The console's addresses, app by app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("oyez.web.urls")),
    path("", include("oyez.accounts.urls")),
    path("", include("oyez.govern.urls")),
    path("", include("oyez.publish.urls")),
    path("", include("oyez.listen.urls")),
    path("", include("oyez.archive.urls")),
    path("", include("oyez.plans.urls")),
    path("", include("oyez.guard.urls")),
    path("", include("oyez.review.urls")),
    path("", include("oyez.exercise.urls")),
]
