"""Addresses of alarms, incidents, and of how people are paged."""

from __future__ import annotations

from django.urls import path

from oyez.guard.views import (
    act,
    alarm,
    alarms,
    incident,
    incident_act,
    paging,
    rules,
    stations,
    watch,
)

urlpatterns = [
    path("alarms/", alarms.alarms, name="alarms"),
    path("alarms/raise/", alarms.by_hand, name="alarm-raise"),
    path("alarms/<int:pk>/", alarm.alarm, name="alarm"),
    path("alarms/<int:pk>/<str:deed>/", act.act, name="alarm-act"),
    path("incidents/<int:pk>/", incident.incident, name="incident"),
    path("incidents/<int:pk>/report.pdf", incident.report, name="incident-report"),
    path("incidents/<int:pk>/<str:deed>/", incident_act.act, name="incident-act"),
    path("watched/<str:code>/", watch.links, name="watched"),
    path("watched/<str:code>/look/", watch.look, name="watched-look"),
    path("watched/<str:code>/<int:pk>/accept/", watch.accept, name="watched-accept"),
    path("account/paging/", paging.paging, name="paging"),
    path("account/paging/worker.js", paging.worker, name="paging-worker"),
    path("account/paging/test/", paging.test, name="paging-test"),
    path("account/paging/<int:pk>/", paging.arrived, name="paging-arrived"),
    path("account/paging/<int:pk>/remove/", paging.remove, name="paging-remove"),
    path("on-call/stations/", stations.stations, name="stations"),
    path("on-call/stations/<int:pk>/remove/", stations.remove, name="station-remove"),
    path("on-call/stations/<int:pk>/test/", stations.test, name="station-test"),
    path("on-call/stations/<int:pk>/ways/", stations.enter, name="station-way"),
    path(
        "on-call/stations/<int:pk>/ways/<int:way>/remove/",
        stations.remove_address,
        name="station-way-remove",
    ),
    path("authorities/<int:pk>/guard/", rules.rules, name="authority-guard"),
    path(
        "authorities/<int:pk>/guard/<str:wish>/<str:language>/", rules.words, name="authority-words"
    ),
]
