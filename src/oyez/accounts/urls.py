"""Addresses of the door, the people and the ledger."""

from __future__ import annotations

from django.urls import path

from oyez.accounts.views import (
    account,
    confirm,
    directory,
    door,
    factors,
    language,
    ledger,
    links,
    people,
    sign_in,
)

urlpatterns = [
    path("sign-in/", sign_in.enter, name="sign-in"),
    path("sign-in/second/", sign_in.second_factor, name="second-factor"),
    path("sign-in/passkey/", sign_in.passkey, name="sign-in-passkey"),
    path("sign-in/directory/", directory.begin, name="sign-in-directory"),
    path(
        "sign-in/directory/back/",
        directory.back,
        {"provider_id": "directory"},
        name="openid_connect_callback",
    ),
    path("confirm/", confirm.page, name="confirm"),
    path("confirm/passkey/", confirm.passkey, name="confirm-passkey"),
    path("confirm/<str:token>/", confirm.page, name="confirm-kept"),
    path("go/<str:word>/", links.go, name="link"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="account-password"),
    path("account/sessions/end/", account.end, name="account-sessions"),
    path("account/passkeys/new/", factors.new_passkey, name="passkey-new"),
    path("account/passkeys/options/", factors.passkey_options, name="passkey-options"),
    path("account/passkeys/<int:pk>/name/", factors.rename, name="passkey-name"),
    path("account/factors/<int:pk>/remove/", factors.remove, name="factor-remove"),
    path("account/app/", factors.app, name="account-app"),
    path("account/codes/", factors.codes, name="account-codes"),
    path("account/codes/file/", factors.codes_file, name="account-codes-file"),
    path("account/codes/new/", factors.renew, name="account-codes-new"),
    path("sign-out/", sign_in.leave, name="sign-out"),
    path("language/", language.choose, name="language"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/grant/", people.give_role, name="grant"),
    path("people/<int:pk>/revoke/<int:membership>/", people.take_role, name="revoke"),
    path("people/<int:pk>/door/", door.door, name="person-door"),
    path("people/<int:pk>/active/", people.let_in, name="active"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/export/", ledger.export, name="ledger-export"),
]
