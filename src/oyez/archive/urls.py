"""Addresses of archive."""

from __future__ import annotations

from django.urls import path

from oyez.archive.views import channel, purges, searching

urlpatterns = [
    path("archive/", searching.archive, name="archive"),
    path("archive/records/<int:pk>/", searching.record, name="archive-record"),
    path("archive/records/<int:pk>/<str:deed>/", searching.keep, name="archive-record-keep"),
    path("archive/files/<int:pk>/", searching.medium, name="archive-file"),
    path("archive/purges/", purges.purges, name="purges"),
    path("archive/purges/<int:pk>/", purges.purge, name="purge"),
    path("archive/purges/<int:pk>/<str:deed>/", purges.act, name="purge-act"),
    path("archive/<int:pk>/", channel.channel, name="archive-channel"),
    path("archive/<int:pk>/begin/", channel.begin, name="archive-begin"),
    path("archive/<int:pk>/hold/", channel.holding, name="archive-hold"),
    path("archive/<int:pk>/hold/<int:number>/lift/", channel.lift, name="archive-hold-lift"),
    path("archive/<int:pk>/purge/", channel.purge, name="archive-purge"),
    path("archive/<int:pk>/export.zip", channel.export, name="archive-export"),
]
