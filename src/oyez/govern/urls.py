"""Addresses of channels and platforms."""

from __future__ import annotations

from django.urls import path

from oyez.govern.views import channel, platforms

urlpatterns = [
    path("channels/new/", channel.add, name="channel-new"),
    path("channels/<int:pk>/", channel.channel, name="channel"),
    path("channels/<int:pk>/mode/", channel.mode, name="channel-mode"),
    path("channels/<int:pk>/credentials/", channel.credentials, name="channel-credentials"),
    path("platforms/", platforms.platforms, name="platforms"),
    path("platforms/<int:pk>/withdraw/", platforms.withdraw, name="platform-withdraw"),
]
