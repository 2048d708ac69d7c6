"""Addresses of the desk and the notices."""

from __future__ import annotations

from django.urls import path

from oyez.publish.views import channel
from oyez.publish.views.act import act
from oyez.publish.views.allowance import allowance
from oyez.publish.views.assist import assist, assist_act
from oyez.publish.views.calendar import calendar
from oyez.publish.views.channels import channels
from oyez.publish.views.compose import correct_page, edit_page, new
from oyez.publish.views.desk import desk, mark_seen
from oyez.publish.views.freeze import freeze_page, lift
from oyez.publish.views.jottings import drop
from oyez.publish.views.listing import notices
from oyez.publish.views.live import live
from oyez.publish.views.notice import notice
from oyez.publish.views.picture import picture
from oyez.publish.views.platform_settings import platform_settings
from oyez.publish.views.progress import progress
from oyez.publish.views.several import several
from oyez.publish.views.takedown import short, take_down
from oyez.publish.views.units import choose

urlpatterns = [
    path("", desk, name="desk"),
    path("seen/<int:pk>/", mark_seen, name="seen"),
    path("live/", live, name="live"),
    path("live/takedown/", several, name="live-takedown"),
    path("t/<slug:code>/", short, name="takedown-short"),
    path("notices/", notices, name="notices"),
    path("notices/new/", new, name="notice-new"),
    path("notices/new/unit/", choose, name="unit-choose"),
    path("jottings/<str:key>/drop/", drop, name="jotting-drop"),
    path("notices/<slug:code>/", notice, name="notice"),
    path("notices/<slug:code>/progress/", progress, name="notice-progress"),
    path("notices/<slug:code>/takedown/", take_down, name="notice-takedown"),
    path("notices/<slug:code>/approve/", act, {"verb": "approve"}, name="notice-approve"),
    path("notices/<slug:code>/edit/", edit_page, name="notice-edit"),
    path("notices/<slug:code>/correct/", correct_page, name="notice-correct"),
    path("notices/<slug:code>/<slug:verb>/", act, name="notice-act"),
    path("assist/<int:pk>/", assist, name="assist"),
    path("assist/<int:pk>/<slug:verb>/", assist_act, name="assist-act"),
    path("pictures/<str:token>", picture, name="picture"),
    path("channels/", channels, name="channels"),
    path("channels/<int:pk>/", channel.channel, name="channel"),
    path("channels/<int:pk>/mode/", channel.mode, name="channel-mode"),
    path("channels/<int:pk>/credentials/", channel.credentials, name="channel-credentials"),
    path("channels/<int:pk>/settings/", platform_settings, name="channel-settings"),
    path("channels/<int:pk>/allowance/", allowance, name="channel-allowance"),
    path("calendar/", calendar, name="calendar"),
    path("freeze/", freeze_page, name="freeze"),
    path("freeze/<int:pk>/lift/", lift, name="freeze-lift"),
]
