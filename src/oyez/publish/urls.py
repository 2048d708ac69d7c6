"""Addresses of the desk and the notices."""

from __future__ import annotations

from django.urls import path

from oyez.publish.views import act, channels, compose, desk, freeze, notice, picture

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("seen/<int:pk>/", desk.mark_seen, name="seen"),
    path("notices/new/", compose.new, name="notice-new"),
    path("notices/<slug:code>/", notice.notice, name="notice"),
    path("notices/<slug:code>/progress/", notice.progress, name="notice-progress"),
    path("notices/<slug:code>/edit/", compose.edit_page, name="notice-edit"),
    path("notices/<slug:code>/correct/", compose.correct_page, name="notice-correct"),
    path("notices/<slug:code>/<slug:verb>/", act.act, name="notice-act"),
    path("pictures/<str:token>", picture.picture, name="picture"),
    path("channels/", channels.channels, name="channels"),
    path("freeze/", freeze.freeze_page, name="freeze"),
    path("freeze/<int:pk>/lift/", freeze.lift, name="freeze-lift"),
]
