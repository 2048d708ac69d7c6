"""Addresses for platforms that call, and for people who read what came."""

from __future__ import annotations

from django.urls import path

from oyez.listen.views.hook import hook
from oyez.listen.views.inbox import inbox
from oyez.listen.views.webhook import webhook

urlpatterns = [
    path("hooks/<str:token>/", hook, name="hook"),
    path("inbox/", inbox, name="inbox"),
    path("channels/<int:pk>/webhook/", webhook, name="channel-webhook"),
]
