"""Addresses of the desk and the notices."""

from __future__ import annotations

from django.urls import path

from oyez.publish.views.act import act
from oyez.publish.views.channels import channels
from oyez.publish.views.compose import correct_page, edit_page, new
from oyez.publish.views.desk import desk, mark_seen
from oyez.publish.views.freeze import freeze_page, lift
from oyez.publish.views.notice import notice, progress
from oyez.publish.views.picture import picture

urlpatterns = [
    path("", desk, name="desk"),
    path("seen/<int:pk>/", mark_seen, name="seen"),
    path("notices/new/", new, name="notice-new"),
    path("notices/<slug:code>/", notice, name="notice"),
    path("notices/<slug:code>/progress/", progress, name="notice-progress"),
    path("notices/<slug:code>/edit/", edit_page, name="notice-edit"),
    path("notices/<slug:code>/correct/", correct_page, name="notice-correct"),
    path("notices/<slug:code>/<slug:verb>/", act, name="notice-act"),
    path("pictures/<str:token>", picture, name="picture"),
    path("channels/", channels, name="channels"),
    path("freeze/", freeze_page, name="freeze"),
    path("freeze/<int:pk>/lift/", lift, name="freeze-lift"),
]
