"""Addresses of reviews."""

from __future__ import annotations

from django.urls import path

from oyez.review.views import act, channel, counts, review, reviews, rules

urlpatterns = [
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/<int:pk>/", review.review, name="review"),
    path("reviews/<int:pk>/data.json", review.data, name="review-data"),
    path("reviews/<int:pk>/report.pdf", review.report, name="review-report"),
    path("reviews/<int:pk>/<slug:deed>/", act.act, name="review-act"),
    path("reviews/channels/<int:pk>/", channel.channel, name="review-channel"),
    path("reviews/channels/<int:pk>/<slug:deed>/", act.act_on_channel, name="review-channel-act"),
    path("reviews/rules/<int:pk>/", rules.rules, name="review-rules"),
    path("channels/<int:pk>/counts/", counts.counts, name="channel-counts"),
]
