"""Labelled replies as lines of JSON, for `oyez scorer evaluate` and for whoever checks us."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

from oyez.domain.inbox.annotation import CANNOT_TELL, Said
from oyez.domain.inbox.labels import Label
from oyez.listen.models import Sample, SampleItem
from oyez.listen.queries.replies import newest_scores
from oyez.listen.queries.samples import labelled
from oyez.listen.scoring import posts_of

AT_ONCE = 200


def lines_of(sample: Sample) -> Iterator[str]:
    """One line a thing: reply, post, the settled labels of each task, and its chance.

    Without authors. What nobody could tell has no label but is there, so that bounds can be
    worked out.
    """
    rest = iter(labelled(sample))
    while part := list(islice(rest, AT_ONCE)):
        scores = newest_scores([row.item_id for row, _ in part])
        posts = posts_of([row.item.delivery for row, _ in part if row.item.delivery])
        for row, word in part:
            score = scores.get(row.item_id)
            about = posts.get(row.item.delivery_id or 0, "")
            line = _line(row, word) | {"post": about, "lang": score.lang if score else ""}
            yield json.dumps(line, ensure_ascii=False)


def _line(row: SampleItem, word: Said) -> dict[str, object]:
    told, urgent = word.label != CANNOT_TELL, word.label == Label.URGENT
    return {
        "id": f"{row.sample_id}.{row.position}",
        "reply": "" if row.item.deleted_at else row.item.text,
        "abuse": ("abuse" if word.abusive else "other") if told else None,
        "triage": (Label.REPORT.value if urgent else word.label) if told else None,
        "urgent": urgent if told else None,
        "alarm": ("alarm" if word.warning else "not_alarm") if told else None,
        "chance": row.chance,
        "group": row.group,
    }
