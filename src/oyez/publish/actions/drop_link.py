"""Send a critical notice without a link that nobody could examine."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import RevisionState, Urgency
from oyez.domain.roles import Verb
from oyez.publish.actions.screen import screen
from oyez.publish.actions.submit import refuse_prepared
from oyez.publish.models import Finding, Revision
from oyez.publish.pictures import alts_of
from oyez.publish.queries import hand_texts
from oyez.publish.variants import make_variants

LEFT_OVER = re.compile(r"[ \t]+(?=[.,;:!?])|(?<=[ \t])[ \t]+|[ \t]+$", re.MULTILINE)


@transaction.atomic
def drop_link(by: Person, finding: Finding, *, version: int, at: datetime) -> Revision:
    """Take exactly one link out of every text of a submitted critical notice.

    Nothing is written, so whoever does it may still be the second person; the ledger names them.
    """
    revision = finding.screening.revision
    notice = revision.notice
    actor = demand(by, Verb.APPROVE, notice.unit.path)
    refuse_prepared(revision)
    if Urgency(notice.urgency) is not Urgency.CRITICAL or not finding.code.startswith("link:"):
        raise NotAllowed(say("Only a link of a critical notice is taken out this way."))
    link = finding.evidence
    hands = {pk: _without(text, link) for pk, text in hand_texts(revision).items()}
    texts = [_words_without(words, link) for words in revision.texts]
    if not all(words["headline"] and words["body"] for words in texts):
        raise NotAllowed(say("Without the link nothing would be left. Send it back instead."))
    same = Revision.objects.filter(pk=revision.pk, version=version, state=RevisionState.SUBMITTED)
    links = [one for one in revision.links if one != link]
    if same.update(version=F("version") + 1, texts=texts, links=links) != 1:
        raise NotAllowed(say("The text was changed after you opened it. Read it again."))
    revision.refresh_from_db()
    make_variants(revision, hands, at, alts_of(revision))
    screen(revision, at=at)
    what = {"revision": revision.number, "version": revision.version, "code": finding.code}
    record(actor, "publish.drop_link", f"notice:{notice.code}", **what)
    return revision


def _words_without(words: dict[str, Any], link: str) -> dict[str, Any]:
    cut = {name: _without(words[name], link) for name in ("headline", "body")}
    return words | cut


def _without(text: str, link: str) -> str:
    if link not in text:
        return text
    return LEFT_OVER.sub("", text.replace(link, "")).strip()
