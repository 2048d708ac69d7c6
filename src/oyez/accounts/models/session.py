"""One browser in which somebody has signed in."""

from __future__ import annotations

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from oyez.accounts.models.person import Person


class Session(AbstractBaseSession):
    """Django's session with what its person must recognise it by; deleting the row ends it."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, related_name="sessions", editable=False
    )
    begun_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    address = models.CharField(max_length=45, blank=True)
    device = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = (models.Index(fields=("person", "seen_at"), name="session_of_person"),)

    def __str__(self) -> str:
        return f"session of person {self.person_id}"

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """The engine that reads and writes these rows."""
        from oyez.accounts.sessions import SessionStore  # noqa: PLC0415  (imports this model)

        return SessionStore

    @property
    def handle(self) -> str:
        """Names the session on a page without giving its key away."""
        return salted_hmac("oyez.session", str(self.session_key)).hexdigest()[:20]
