"""Addresses of drills."""

from __future__ import annotations

from django.urls import path

from oyez.exercise.views import drill, home, scenario, stop

urlpatterns = [
    path("exercise/", home, name="exercise"),
    path("exercise/<int:pk>/", drill, name="drill"),
    path("exercise/<int:pk>/stop/", stop, name="drill-stop"),
    path("exercise/scenarios/<slug:slug>.toml", scenario, name="scenario"),
]
