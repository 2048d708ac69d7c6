"""A public body."""

from __future__ import annotations

from django.db import models


class Authority(models.Model):
    """A public body; its path mirrors the chain of those above it, so slugs never change.

    `contact` holds the routes emergency, non_emergency, online and chat. `crest` is the digest
    of a picture that `govern.crest` keeps, `colours` has a bar and an accent or nothing, and
    the first of `languages` is the one in which its public pages open. `official_domains` are
    its own sites, `approved_domains` those of others it trusts, `known_numbers` may be called.
    """

    superior = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="subordinates"
    )
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    path = models.CharField(max_length=400, unique=True)
    contact = models.JSONField(default=dict, blank=True)
    crest = models.CharField(max_length=64, blank=True, default="")
    colours = models.JSONField(default=dict, blank=True)
    languages = models.JSONField(default=list, blank=True)
    official_domains = models.JSONField(default=list, blank=True)
    approved_domains = models.JSONField(default=list, blank=True)
    known_numbers = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("path",)

    def __str__(self) -> str:
        return self.name
