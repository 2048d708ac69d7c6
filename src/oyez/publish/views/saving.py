"""From a sound form to the one verb it means."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import RevisionState
from oyez.publish import queries
from oyez.publish.actions import compose, correct, edit, submit
from oyez.publish.draft import Draft
from oyez.publish.models import Revision
from oyez.publish.pictures import Taken
from oyez.publish.views.bench import Bench


class Stale(NotAllowed):
    """Somebody else saved meanwhile; `revision` is the text as it is now."""

    def __init__(self, error: NotAllowed, revision: Revision) -> None:
        super().__init__(error.reason, error.field)
        self.revision = revision


def save(bench: Bench, pictures: tuple[Taken, ...], *, submitting: bool) -> Revision:
    """Write the text and, if asked, submit it, both or neither."""
    try:
        with transaction.atomic():
            revision = _write(bench, pictures)
            if submitting and revision.state in {RevisionState.DRAFT, RevisionState.RETURNED}:
                submit(bench.by, revision, at=timezone.now())
            return revision
    except IntegrityError:
        # The same form was sent twice at the same moment; the other one has written it.
        known = queries.notice_by_form(bench.by, bench.form.cleaned_data["form_key"])
        if known is None:
            raise
        return known.revisions.earliest("number")


def _write(bench: Bench, pictures: tuple[Taken, ...]) -> Revision:
    draft = bench.form.draft()
    if bench.revision is not None:
        return _edit(bench, bench.revision, draft, pictures)
    if bench.notice is not None:
        return _correct(bench, draft, pictures)
    return _compose(bench, draft, pictures)


def _compose(bench: Bench, draft: Draft, pictures: tuple[Taken, ...]) -> Revision:
    if bench.unit is None:
        raise NotAllowed(say("Choose the unit that speaks."), "unit")
    key = bench.form.cleaned_data["form_key"]
    known = queries.notice_by_form(bench.by, key)
    if known is None:
        known = compose(
            bench.by, bench.unit, draft, at=timezone.now(), pictures=pictures, form_key=key or None
        )
    revision = known.revisions.earliest("number")
    if revision.texts != [words.as_json() for words in draft.texts]:
        raise NotAllowed(
            say(
                "This form was saved already as notice {code}, with another text. Open that "
                "notice to change it.",
                code=known.code,
            )
        )
    return revision


def _edit(bench: Bench, revision: Revision, draft: Draft, pictures: tuple[Taken, ...]) -> Revision:
    version = bench.form.cleaned_data["version"] or 0
    try:
        return edit(
            bench.by, revision, draft, version=version, at=timezone.now(), pictures=pictures
        )
    except NotAllowed as error:
        revision.refresh_from_db()
        if revision.version != version:
            raise Stale(error, revision) from error
        raise


def _correct(bench: Bench, draft: Draft, pictures: tuple[Taken, ...]) -> Revision:
    if bench.notice is None:
        raise AssertionError("a correction belongs to a notice")
    return correct(bench.by, bench.notice, draft, at=timezone.now(), pictures=pictures)
