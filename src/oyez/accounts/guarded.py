"""The way to the authority's directory: the same guard at the socket as on the way to platforms."""

from __future__ import annotations

from socket import gaierror, socket
from typing import Any

from django.conf import settings
from requests import Session
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from oyez.platforms.guard import Guard, tls_context

SECONDS = 5.0


def _connect(line: HTTPConnection) -> socket:
    guard = Guard(settings.PRIVATE_NETWORKS)
    try:
        return guard.connect(line.host, line.port or 0, SECONDS)
    except TimeoutError as error:
        raise ConnectTimeoutError(line, "The directory does not answer.") from error
    except (OSError, gaierror) as error:
        raise NewConnectionError(line, f"The directory cannot be reached: {error}") from error


class GuardedHTTP(HTTPConnection):
    """Connects only to addresses that were checked."""

    def _new_conn(self) -> socket:
        return _connect(self)


class GuardedHTTPS(HTTPSConnection):
    """The same under TLS."""

    def _new_conn(self) -> socket:
        return _connect(self)


class GuardedPool(HTTPConnectionPool):
    """Makes guarded connections."""

    ConnectionCls = GuardedHTTP


class GuardedTLSPool(HTTPSConnectionPool):
    """Makes guarded connections under TLS."""

    ConnectionCls = GuardedHTTPS


class GuardedAdapter(HTTPAdapter):
    """Hands every request to guarded connections."""

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        """Exchange the pools of a fresh manager."""
        super().init_poolmanager(*args, ssl_context=tls_context(), **more)
        self.poolmanager.pool_classes_by_scheme = {"http": GuardedPool, "https": GuardedTLSPool}


class GuardedSession(Session):
    """No proxies, no netrc, no redirects, and never without a time limit."""

    def request(self, method: Any, url: Any, **more: Any) -> Any:  # type: ignore[override]
        """Ask once."""
        limits = {"timeout": SECONDS, "allow_redirects": False}
        return super().request(method, url, **(more | limits))


def guarded_session() -> Session:
    """A session that speaks plain HTTP only where the issuer itself does, as an exercise may."""
    session = GuardedSession()
    session.trust_env = False
    session.mount("https://", GuardedAdapter())
    if settings.OIDC_ISSUER.startswith("http://"):
        session.mount("http://", GuardedAdapter())
    else:
        del session.adapters["http://"]
    return session
