"""End every address under which platforms call: somebody else may know them."""

from __future__ import annotations

from oyez.govern.locking import Locking
from oyez.listen.models import Webhook
from oyez.listen.queries import digest_of


def end_webhooks(locking: Locking) -> dict[str, int]:
    """None of them opens any more; a new address is made channel by channel.

    The rows stay, with a digest that no address has, so that what was told of them stays too.
    """
    rows = list(Webhook.objects.select_for_update().order_by("pk"))
    for row in rows:
        row.digest = digest_of(f"ended {row.pk} {locking.at.isoformat()} {row.digest}")
        row.shaken_at, row.called_at, row.gap = None, None, None
    Webhook.objects.bulk_update(rows, ("digest", "shaken_at", "called_at", "gap"))
    return {"webhooks": len(rows)}
