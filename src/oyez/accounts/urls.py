"""Addresses of the door, the people and the ledger."""

from __future__ import annotations

from django.urls import path

from oyez.accounts.views import ledger, people, sign_in

urlpatterns = [
    path("sign-in/", sign_in.enter, name="sign-in"),
    path("sign-out/", sign_in.leave, name="sign-out"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/grant/", people.give_role, name="grant"),
    path("people/<int:pk>/revoke/<int:membership>/", people.take_role, name="revoke"),
    path("people/<int:pk>/active/", people.let_in, name="active"),
    path("ledger/", ledger.ledger, name="ledger"),
]
