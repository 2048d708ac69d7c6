"""What a person does on each platform, step by step, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Steps = tuple[str | Promise, ...]

COPY_LINK = _("Choose Share and copy the link of the post; paste it below.")
READ = _("Read it once more, word by word, before you send it.")
POST: dict[str, Steps] = {
    "whatsapp_channel": (
        _("Copy the text, then open the channel in WhatsApp, under Updates."),
        _("Add the pictures first, if there are any, then paste the text."),
        READ,
        _("Press and hold the post, copy its link, and paste it below."),
    ),
    "youtube": (
        _("Copy the text, then open YouTube and choose Create, Post."),
        _("Paste the text and add the pictures, if there are any."),
        READ,
        COPY_LINK,
    ),
    "tiktok": (
        _("Load the pictures onto the phone: TikTok takes no text alone."),
        _("In TikTok choose Plus and the pictures; paste the text as their description."),
        READ,
        COPY_LINK,
    ),
    "nextdoor": (
        _("Copy the title and the text, then open Nextdoor as the agency."),
        _("Begin a post, paste both, add the pictures, and choose the area."),
        READ,
        COPY_LINK,
    ),
}
AMEND: dict[str, Steps] = {
    "whatsapp_channel": (
        _("Copy the new text, then open the post in WhatsApp."),
        _("Press and hold it, choose Edit, and replace the whole text."),
        _("If WhatsApp does not offer it any more, say below that it was not possible."),
    ),
    "tiktok": (
        _("Copy the new text, then open the post and its menu with the three dots."),
        _("If TikTok offers to edit the post, replace the whole description."),
        _("If it does not, say below that it was not possible."),
    ),
}
AMEND_ANYWHERE: Steps = (
    _("Copy the new text, then open the post and its menu with the three dots."),
    _("Choose Edit, replace the whole text, and save."),
)
REMOVE: dict[str, Steps] = {
    "whatsapp_channel": (
        _("Open the post in WhatsApp."),
        _("Press and hold it, choose Delete, then Delete for everyone."),
    ),
}
REMOVE_ANYWHERE: Steps = (
    _("Open the post and its menu with the three dots."),
    _("Choose Delete and confirm."),
)
LOOK: Steps = (
    _("Take another phone or browser than the one it was done with."),
    _("If you can, look as a stranger would: not signed in to our account."),
    _("Open the channel anew, so that nothing old is shown, and compare word by word."),
)
SEARCH: Steps = (
    _("Open the channel and look through what was posted since then."),
    _("Look at scheduled posts and drafts as well; delete what would still go out."),
)


def steps_for(kind: str, platform: str) -> Steps:
    """The steps for what the page asks; nothing where it asks nothing."""
    if kind == "post":
        return POST[platform]
    if kind == "amend":
        return AMEND.get(platform, AMEND_ANYWHERE)
    if kind == "remove":
        return REMOVE.get(platform, REMOVE_ANYWHERE)
    return {"look": LOOK, "gone": LOOK, "search": SEARCH}.get(kind, ())
