"""What allauth asks us: how to seal, who we are, how to reach the directory, whom it may let in."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from requests import Session

from oyez.accounts.actions.sign_in_by_directory import note_refusal, sign_in_by_directory
from oyez.accounts.entering import REFUSED, ours, second_factor_page
from oyez.accounts.guarded import guarded_session
from oyez.accounts.sealing import seal_text, unseal_text
from oyez.domain.errors import NotAllowed
from oyez.web.translate import spoken

PROVIDER = "directory"
BOUND_TO = "oyez second factor"


class SealedFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Seals the secrets of authenticator apps and recovery codes, and names the product."""

    def encrypt(self, text: str) -> str:
        """Seal with the vault key."""
        return seal_text(text, BOUND_TO)

    def decrypt(self, encrypted_text: str) -> str:
        """Open it again."""
        return unseal_text(encrypted_text, BOUND_TO)

    def _get_site_name(self) -> str:
        return "Oyez"


class OwnDirectory(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """The authority's own directory: settings configure it, and it lets only known people in."""

    def list_apps(
        self,
        request: HttpRequest,  # noqa: ARG002  (allauth's shape)
        provider: str | None = None,
        client_id: str | None = None,
    ) -> list[SocialApp]:
        """The one directory of the settings; rows in the database are not asked."""
        known = provider in {None, PROVIDER, "openid_connect"}
        if not (settings.OIDC_ISSUER and settings.OIDC_CLIENT_ID and known):
            return []
        if client_id not in {None, settings.OIDC_CLIENT_ID}:
            return []
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=PROVIDER,
                name=settings.OIDC_NAME or _("Directory"),
                client_id=settings.OIDC_CLIENT_ID,
                secret=settings.OIDC_CLIENT_SECRET,
                settings={
                    "server_url": settings.OIDC_ISSUER,
                    "oauth_pkce_enabled": True,
                    "fetch_userinfo": False,
                },
            )
        ]

    def get_requests_session(self) -> Session:
        """A way out that refuses private addresses, as for platforms."""
        return guarded_session()

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Everything after the protocol is ours, so allauth goes no further than here."""
        claims = sociallogin.account.extra_data.get("id_token") or {}
        wanted = ours(request, str(sociallogin.state.get("next") or "/"))
        try:
            begun = sign_in_by_directory(request, claims)
        except NotAllowed as error:
            note_refusal(str(claims.get("email") or ""))
            self._back(request, spoken(error.reason))
        raise ImmediateHttpResponse(redirect(wanted if begun else second_factor_page(wanted)))

    def on_authentication_error(self, request: HttpRequest, *_args: Any, **_more: Any) -> None:
        """Back to the door with a sentence; what the directory said stays out of it."""
        self._back(request, _("The directory did not sign you in. Try again, or use a password."))

    def _back(self, request: HttpRequest, sentence: str) -> None:
        request.session[REFUSED] = sentence
        raise ImmediateHttpResponse(redirect("sign-in"))
