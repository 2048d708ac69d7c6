"""Addresses of channels and platforms."""

from __future__ import annotations

from django.urls import path, re_path

from oyez.govern.views import (
    authority,
    brand,
    channel,
    connect,
    duty,
    emergency,
    platforms,
    register,
    register_export,
    risk,
)

urlpatterns = [
    path("channels/new/", channel.add, name="channel-new"),
    path("channels/oauth/", connect.back, name="channel-return"),
    path("channels/<int:pk>/connect/", connect.connect, name="channel-connect"),
    path("channels/<int:pk>/connect/page/", connect.page, name="channel-connect-page"),
    path("channels/<int:pk>/app/", connect.app, name="channel-app"),
    path("channels/<int:pk>/risk/", risk.risk, name="channel-risk"),
    path("channels/<int:pk>/risk/<int:number>/confirm/", risk.confirm, name="channel-risk-confirm"),
    path(
        "channels/<int:pk>/risk/<int:number>/withdraw/", risk.withdraw, name="channel-risk-withdraw"
    ),
    path("authorities/", authority.authorities, name="authorities"),
    path("authorities/<int:pk>/", authority.authority, name="authority"),
    path("authorities/<int:pk>/entry/", authority.entry, name="authority-entry"),
    path("authorities/<int:pk>/brand/", authority.brand, name="authority-brand"),
    path("on-call/", duty.on_call, name="on-call"),
    path("on-call/<int:pk>/end/", duty.end, name="duty-end"),
    path("on-call/<int:pk>/hand-over/", duty.hand, name="duty-hand-over"),
    path("brand/<int:pk>.css", brand.stylesheet, name="brand"),
    re_path(r"^crests/(?P<digest>[0-9a-f]{64})\.png$", brand.crest, name="crest"),
    path("emergency/", emergency.emergency, name="emergency"),
    path("platforms/", platforms.platforms, name="platforms"),
    path("platforms/<int:pk>/withdraw/", platforms.withdraw, name="platform-withdraw"),
    path("register/", register.register, name="register"),
    path("register/export/", register_export.export, name="register-export"),
    path("register/<int:pk>/", register.entry, name="register-entry"),
    path("register/<int:pk>/basis/", register.basis, name="register-basis"),
]
