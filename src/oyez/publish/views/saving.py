"""From a sound form to the one verb it means."""

from __future__ import annotations

import hashlib

from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone

from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import RevisionState
from oyez.publish import queries
from oyez.publish.actions import autosave, compose, correct, edit, screen, submit, take_seat
from oyez.publish.draft import Draft
from oyez.publish.models import Revision
from oyez.publish.pictures import Taken
from oyez.publish.tell import tell
from oyez.publish.views.bench import Bench

# What the page carries for itself, and what names the request rather than the text.
PAGE = frozenset(("version", "conflict"))
BESIDE = PAGE | {
    *("csrfmiddlewaretoken", "fits", "others"),
    *("autosave", "pulse", "check", "hand", "panel", "take"),
}
BUTTONS = frozenset(("save", "submit", "rule", "choose"))


class Stale(NotAllowed):
    """Somebody else saved meanwhile; `revision` is the text as it is now."""

    def __init__(self, error: NotAllowed, revision: Revision) -> None:
        super().__init__(error.reason, error.field)
        self.revision = revision


def typed_only(sent: QueryDict) -> QueryDict:
    """What a person typed or chose, without what the page carries for itself."""
    kept = sent.copy()
    for name in ((BESIDE - PAGE) | BUTTONS) & set(kept):
        del kept[name]
    return kept


def digest_of(sent: QueryDict) -> str:
    """A name for exactly this text sent by exactly this button."""
    pairs = sorted((name, sent.getlist(name)) for name in sent if name not in BESIDE)
    return hashlib.sha256(repr(pairs).encode("utf-8", "surrogatepass")).hexdigest()


def save(bench: Bench, pictures: tuple[Taken, ...], *, submitting: bool) -> Revision:
    """Write the text and, if asked, submit it, both or neither."""
    try:
        with transaction.atomic():
            if _same_click(bench) and bench.revision is not None:
                return bench.revision
            revision = _write(bench, pictures)
            if submitting and revision.state in {RevisionState.DRAFT, RevisionState.RETURNED}:
                submit(bench.by, revision, at=timezone.now())
                _ask(bench, revision)
            else:
                screen(revision, at=timezone.now())
            _sit(bench, revision)
            return revision
    except IntegrityError:
        # The same form was sent twice at the same moment; the other one has written it.
        known = queries.notice_by_form(bench.by, bench.form.cleaned_data["form_key"])
        if known is None:
            raise
        return known.revisions.earliest("number")


@transaction.atomic
def save_by_clock(bench: Bench, pictures: tuple[Taken, ...]) -> Revision:
    """The same without a button: begins a draft, or keeps a plain draft up to date."""
    if bench.revision is None:
        revision = _compose(bench, bench.draft, pictures)
    elif _same_click(bench):
        return bench.revision
    else:
        now, version = timezone.now(), seen_version(bench)
        try:
            revision = autosave(
                bench.by, bench.revision, bench.draft, version=version, at=now, pictures=pictures
            )
        except NotAllowed as error:
            raise _stale(error, bench.revision, version) from error
    _sit(bench, revision)
    return revision


def seen_version(bench: Bench) -> int:
    """The version this window knows; what it saved itself while an answer got lost counts too."""
    sent = bench.form.cleaned_data.get("version") or 0
    return max(sent, bench.seat.wrote or 0) if bench.seat else sent


def _same_click(bench: Bench) -> bool:
    """Whether this window sent exactly this before, and nobody wrote in between."""
    seat, revision = bench.seat, bench.revision
    if seat is None or revision is None or not bench.digest:
        return False
    return (seat.wrote, seat.digest) == (revision.version, bench.digest)


def _sit(bench: Bench, revision: Revision) -> None:
    take_seat(
        bench.by,
        revision.notice,
        bench.form_key,
        at=timezone.now(),
        wrote=revision.version,
        digest=bench.digest,
    )


def _ask(bench: Bench, revision: Revision) -> None:
    asked = bench.form.cleaned_data.get("ask")
    if asked is not None:
        told = say(
            "{name} asks you to approve notice {code}.",
            name=bench.by.name,
            code=revision.notice.code,
        )
        tell([asked], told, revision.notice)


def _write(bench: Bench, pictures: tuple[Taken, ...]) -> Revision:
    draft = bench.form.draft()
    if bench.revision is not None:
        return _edit(bench, bench.revision, draft, pictures)
    if bench.notice is not None:
        return correct(bench.by, bench.notice, draft, at=timezone.now(), pictures=pictures)
    return _compose(bench, draft, pictures)


def _compose(bench: Bench, draft: Draft, pictures: tuple[Taken, ...]) -> Revision:
    if bench.unit is None:
        raise NotAllowed(say("Choose the unit that speaks."), "unit")
    key = bench.form.cleaned_data["form_key"]
    known = compose(
        bench.by, bench.unit, draft, at=timezone.now(), pictures=pictures, form_key=key or None
    )
    revision = known.revisions.earliest("number")
    if revision.texts != [words.as_json() for words in draft.texts]:
        raise _saved_already(revision)
    return revision


def _saved_already(revision: Revision) -> NotAllowed:
    return NotAllowed(
        say(
            "This form was saved already as notice {code}, with another text. Open that "
            "notice to change it.",
            code=revision.notice.code,
        )
    )


def _edit(bench: Bench, revision: Revision, draft: Draft, pictures: tuple[Taken, ...]) -> Revision:
    # An old page of a new notice must not reopen what a second person is reading by now.
    if not bench.form.cleaned_data.get("version") and revision.state != RevisionState.DRAFT:
        raise _saved_already(revision)
    version = seen_version(bench)
    try:
        return edit(
            bench.by, revision, draft, version=version, at=timezone.now(), pictures=pictures
        )
    except NotAllowed as error:
        raise _stale(error, revision, version) from error


def _stale(error: NotAllowed, revision: Revision, version: int) -> NotAllowed:
    revision.refresh_from_db()
    return Stale(error, revision) if revision.version != version else error
