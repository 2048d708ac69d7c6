"""What an approval covers, in one digest."""

from __future__ import annotations

import hashlib
import json

from oyez.publish.models import Revision


def fingerprint(revision: Revision, evidence: str = "") -> str:
    """SHA-256 over everything that would go out: texts, links, pictures, variants, times.

    `evidence` is the digest of what was checked and decided, where something was.
    """
    notice = revision.notice
    content = {
        "notice": notice.code,
        "number": revision.number,
        "version": revision.version,
        "urgency": notice.urgency,
        "area": notice.area,
        "valid_until": str(notice.valid_until),
        "scheduled_at": str(notice.scheduled_at),
        "texts": revision.texts,
        "links": revision.links,
        "note": revision.note,
        "pictures": list(revision.pictures.values_list("sha256", "alt")),
        "variants": list(revision.variants.order_by("channel_id").values_list("channel", "sha256")),
    } | ({"evidence": evidence} if evidence else {})
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
