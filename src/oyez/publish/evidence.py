"""What was checked before a text went out: kept with its approval, and bound into it."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from oyez.domain.looking import Looked, digest, from_json, to_json
from oyez.publish.models import Finding, Revision, Screening


def evidence_of(revision: Revision, at: datetime) -> dict[str, Any] | None:
    """Findings with their decisions, and what each link showed; None where nothing was screened."""
    row = Screening.objects.filter(revision=revision).first()
    if row is None:
        return None
    findings = row.findings.select_related("decided_by", "watcher")
    looks = revision.link_looks.exclude(looked=None).order_by("pk")
    return {
        "at": at.isoformat(),
        "screened_at": row.at.isoformat(),
        "rules": row.rules,
        "findings": [_finding(one) for one in findings],
        "links": [_link(from_json(one.looked)) for one in looks if one.looked],
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        "level": one.level,
        "field": one.field,
        "evidence": hashlib.sha256(one.evidence.encode("utf-8", "surrogatepass")).hexdigest(),
        "decision": one.decision,
        "by": one.decided_by_id,
        "reason": one.reason,
        "watcher": one.watcher_id,
        "minutes": one.minutes,
    }


def _link(look: Looked) -> dict[str, Any]:
    return {"digest": digest(look), "looked": to_json(look)}


def looks_in(evidence: dict[str, Any] | None) -> dict[str, Looked]:
    """What each address showed when the approval was given."""
    kept = (from_json(link["looked"]) for link in (evidence or {}).get("links", ()))
    return {look.address: look for look in kept}


def digest_of(evidence: dict[str, Any] | None) -> str:
    """SHA-256 over the evidence, '' where there is none."""
    if evidence is None:
        return ""
    return hashlib.sha256(json.dumps(evidence, sort_keys=True).encode()).hexdigest()
