"""Addresses for platforms that call, and for people who read what came."""

from __future__ import annotations

from django.urls import path

from oyez.listen.views import keeping, labels
from oyez.listen.views.act import act
from oyez.listen.views.hook import hook
from oyez.listen.views.inbox import inbox, news
from oyez.listen.views.item import count, item
from oyez.listen.views.webhook import webhook

urlpatterns = [
    path("hooks/<str:token>/", hook, name="hook"),
    path("inbox/", inbox, name="inbox"),
    path("inbox/news/", news, name="inbox-news"),
    path("inbox/settings/", keeping.units, name="inbox-units"),
    path("inbox/settings/<int:pk>/", keeping.unit, name="inbox-settings"),
    path("inbox/settings/<int:pk>/answers/", keeping.answers, name="inbox-answers"),
    path("inbox/settings/<int:pk>/answers/<int:number>/end/", keeping.end, name="inbox-answer-end"),
    path("inbox/settings/<int:pk>/channels/<int:number>/", keeping.channel, name="inbox-channel"),
    path("inbox/<int:pk>/", item, name="inbox-item"),
    path("inbox/<int:pk>/count/", count, name="inbox-count"),
    path("inbox/<int:pk>/<slug:verb>/", act, name="inbox-act"),
    path("labels/", labels.labels, name="labels"),
    path("labels/<int:pk>/", labels.sample, name="labels-sample"),
    path("labels/<int:pk>/label/", labels.label, name="labels-label"),
    path("labels/<int:pk>/results/", labels.results, name="labels-results"),
    path("labels/<int:pk>/export/", labels.export, name="labels-export"),
    path("channels/<int:pk>/webhook/", webhook, name="channel-webhook"),
]
