"""Picture slots of a form: an upload is taken in at once, so a refused form loses nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from oyez.domain.errors import NotAllowed, Sentence
from oyez.publish.models import Picture
from oyez.publish.pictures import MOST_PICTURES, Taken, check_alt, take

SALT, AGE = "oyez.picture", 24 * 3600


@dataclass
class Slots:
    """The pictures of a form: those taken in, and what was wrong, by field."""

    taken: list[Taken] = field(default_factory=list)
    errors: dict[str, Sentence] = field(default_factory=dict)


def seal(picture: Taken | Picture) -> str:
    """A name for a stored picture that only we can make; it opens the picture for a day."""
    facts = [picture.sha256, picture.mime, picture.width, picture.height]
    return signing.dumps([*facts, picture.location, picture.nudity], salt=SALT)


def opened(token: str) -> Taken | None:
    """The picture behind a name, without its description."""
    try:
        sha256, mime, width, height, *noted = signing.loads(token, salt=SALT, max_age=AGE)
    except (signing.BadSignature, ValueError):
        return None
    # A form that was open while Oyez was brought up to date sends a name without these notes.
    location, nudity = noted or (None, None)
    return Taken(sha256, mime, width, height, "", location, nudity)


def receive(data: QueryDict, files: MultiValueDict[str, UploadedFile[bytes]]) -> Slots:
    """Take in what was uploaded and put its name into `data`, a mutable copy of what was sent."""
    slots = Slots()
    for number in range(MOST_PICTURES):
        upload, alt = files.get(f"picture_{number}"), data.get(f"alt_{number}", "")
        kept = opened(data.get(f"kept_{number}", ""))
        if data.get(f"drop_{number}"):
            kept = None
            data[f"kept_{number}"] = data[f"alt_{number}"] = data[f"drop_{number}"] = ""
        if upload is not None:
            kept = _taken(upload, number, slots)
        if kept is None:
            continue
        data[f"kept_{number}"] = seal(kept)
        if sentence := wrong_alt(alt):
            slots.errors[f"alt_{number}"] = sentence
        slots.taken.append(replace(kept, alt=alt.strip()))
    return slots


def _taken(upload: UploadedFile[bytes], number: int, slots: Slots) -> Taken | None:
    try:
        # The description is judged apart, so that a missing one does not cost the upload.
        return take(upload.read(), "-")
    except NotAllowed as error:
        slots.errors[f"picture_{number}"] = error.reason
        return None


def wrong_alt(alt: str) -> Sentence | None:
    """What is wrong with a description."""
    try:
        check_alt(alt)
    except NotAllowed as error:
        return error.reason
    return None
