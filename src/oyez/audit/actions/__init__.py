"""The one verb of the ledger."""

from __future__ import annotations

from oyez.audit.actions.record import record

__all__ = ["record"]
