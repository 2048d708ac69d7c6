"""A part of an authority that speaks."""

from __future__ import annotations

from django.db import models

from oyez.govern.models.authority import Authority


class Unit(models.Model):
    """A part of an authority, such as an inspection; units may have units below them."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    path = models.CharField(max_length=460, unique=True)

    class Meta:
        ordering = ("path",)

    def __str__(self) -> str:
        return self.name
