"""CAP 1.2: one alert for each edition of a notice, never edited afterwards.

A correction is an Update and a withdrawal a Cancel; both reference every earlier alert.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import override
from lxml import etree

from oyez.reach import document, xml
from oyez.reach.content import Edition, PublicNotice, Text
from oyez.reach.document import Document
from oyez.reach.frame import Frame, urgency_word

MESSAGE = {"first": "Alert", "correction": "Update", "withdrawal": "Cancel"}
# Urgency, severity and certainty in CAP's words.
GRAVITY = {
    "routine": ("Future", "Minor", "Likely"),
    "important": ("Expected", "Moderate", "Likely"),
    "critical": ("Immediate", "Severe", "Observed"),
}
WITHDRAWN = ("Past", "Minor", "Unlikely")
LIFETIME = {
    "routine": timedelta(days=7),
    "important": timedelta(days=2),
    "critical": timedelta(days=1),
}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d")
TOKEN = re.compile(r"[^\s,<&]+")


def identifier(notice: PublicNotice, edition: Edition) -> str:
    """The alert's name, fixed by the notice's code and the edition."""
    end = "-cancel" if edition.kind == "withdrawal" else ""
    return f"{notice.code}-{edition.number}{end}"


def sender(frame: Frame, notice: PublicNotice) -> str:
    """Who sends, unique on the internet: the authority at the portal's host."""
    return f"{notice.authority_slug}@{urlsplit(frame.site.public_url).hostname}"


def expires(notice: PublicNotice, edition: Edition) -> datetime:
    """The notice's own end if it lies ahead, else a usual lifetime: an alert always ends."""
    end = notice.valid_until
    ahead = end is not None and end - edition.at > timedelta(seconds=1)
    return end if end is not None and ahead else edition.at + LIFETIME[notice.urgency]


def alert(frame: Frame, notice: PublicNotice, edition: Edition) -> bytes:
    """The alert of one edition, checked before it is given out."""
    chain = notice.chain
    earlier = chain[: chain.index(edition)]
    element = xml.root(xml.CAP, "alert")
    xml.add(element, "identifier", identifier(notice, edition))
    xml.add(element, "sender", sender(frame, notice))
    xml.add(element, "sent", frame.local(edition.at))
    xml.add(element, "status", "Exercise" if frame.site.exercise else "Actual")
    xml.add(element, "msgType", MESSAGE[edition.kind] if earlier else "Alert")
    xml.add(element, "scope", "Public")
    if note := edition.note or (notice.reason if edition.kind == "withdrawal" else ""):
        xml.add(element, "note", note)
    if earlier:
        xml.add(element, "references", " ".join(triple(frame, notice, e) for e in earlier))
    for text in texts(frame, notice, edition):
        with override(text.language):
            add_info(element, frame, (notice, edition), text)
    check(element)
    return xml.to_bytes(element)


def triple(frame: Frame, notice: PublicNotice, edition: Edition) -> str:
    """How later alerts refer to this one."""
    return f"{sender(frame, notice)},{identifier(notice, edition)},{frame.local(edition.at)}"


def texts(frame: Frame, notice: PublicNotice, edition: Edition) -> tuple[Text, ...]:
    """What the alert says: a withdrawal gives its reason, never the withdrawn text."""
    if edition.kind != "withdrawal":
        return edition.texts
    headline = _("Withdrawn: notice of %(day)s") % {"day": frame.moment(notice.published_at).text}
    return (Text(frame.language, headline, frame.withdrawal(notice)),)


def add_info(
    element: etree._Element, frame: Frame, what: tuple[PublicNotice, Edition], text: Text
) -> None:
    """One language of the alert."""
    notice, edition = what
    authority = frame.authority(notice)
    gone = edition.kind == "withdrawal"
    info = xml.add(element, "info")
    xml.add(info, "language", text.language)
    xml.add(info, "category", "Safety")
    xml.add(info, "event", urgency_word(notice.urgency))
    gravity = WITHDRAWN if gone else GRAVITY[notice.urgency]
    for tag, value in zip(("urgency", "severity", "certainty"), gravity, strict=True):
        xml.add(info, tag, value)
    xml.add(info, "effective", frame.local(edition.at))
    xml.add(info, "expires", frame.local(expires(notice, edition)))
    xml.add(info, "senderName", frame.issuer(notice))
    xml.add(info, "headline", frame.mark(text.headline))
    xml.add(info, "description", text.body)
    xml.add(info, "web", frame.address(f"p/{notice.code}/"))
    if authority.non_emergency:
        xml.add(info, "contact", authority.non_emergency)
    area = xml.add(info, "area")
    xml.add(area, "areaDesc", notice.area or authority.area or authority.name)


def check(element: etree._Element) -> None:
    """Refuse an alert that breaks a rule of CAP which a receiver would trip over."""
    value = {etree.QName(child).localname: child.text or "" for child in element}
    for name in ("identifier", "sender"):
        if not TOKEN.fullmatch(value[name]):
            raise ValueError(f"CAP {name} {value[name]!r} has a space, comma, < or & in it.")
    if value["msgType"] != "Alert" and not value.get("references"):
        raise ValueError(f"CAP {value['msgType']} without references.")
    sent = value["sent"]
    for info in element.iterfind(f"{{{xml.CAP}}}info"):
        end = info.findtext(f"{{{xml.CAP}}}expires", "")
        if not TIME.fullmatch(sent) or not TIME.fullmatch(end):
            raise ValueError("CAP times take a numeric offset.")
        if datetime.fromisoformat(end) <= datetime.fromisoformat(sent):
            raise ValueError("A CAP alert ends after it was sent.")


def alerts(frame: Frame, notice: PublicNotice) -> dict[str, Document]:
    """Every alert of one notice; the older ones come out as they were."""
    if not notice.cap:
        return {}
    return {
        f"cap/{identifier(notice, edition)}.xml": Document(
            alert(frame, notice, edition), document.CAP, "alert"
        )
        for edition in notice.chain
    }
