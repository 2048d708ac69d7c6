"""What a person reads goes through gettext: templates hold no bare sentences."""

from __future__ import annotations

import re

from house_tree import SRC, listing, name, text_files

UNTRANSLATED = {"Oyez", "EXERCISE", "English", "Deutsch", "Français"}
INSIDE = re.compile(
    r"\{%\s*(?P<tag>comment|blocktrans(?:late)?)\b.*?%\}.*?\{%\s*end(?P=tag)\s*%\}"
    r"|<(?P<raw>script|style)\b.*?</(?P=raw)>|<!--.*?-->|\{#.*?#\}",
    re.DOTALL,
)
DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
SPOKEN = re.compile(r"\b(?:alt|title|placeholder|aria-label|aria-description)=\"([^\"]*)\"")
TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
ENTITY = re.compile(r"&#?\w+;")
WORD = re.compile(r"[^\W\d_]{2,}")


def bare(template: str) -> list[str]:
    """Words in text and in spoken attributes that no translation tag surrounds."""
    text = DJANGO.sub(" ", INSIDE.sub(" ", template))
    spoken = " ".join(SPOKEN.findall(text))
    read = ENTITY.sub(" ", TAG.sub(" ", text) + " " + spoken)
    return [word for word in WORD.findall(read) if word not in UNTRANSLATED]


def test_templates_hold_no_bare_words() -> None:
    pages = [
        path
        for path in text_files()
        if path.suffix == ".html" and SRC in path.parents and "simulator" not in path.parts
    ]
    found = {name(page): bare(page.read_text(encoding="utf-8")) for page in pages}
    assert (bad := listing(found)) == "", bad


def test_the_checker_catches_a_bare_word() -> None:
    assert bare("<h1>Channels</h1>") == ["Channels"]
    assert bare('<img alt="Road closed">') == ["Road", "closed"]
    assert bare("{% if a > b %}yes{% endif %}") == ["yes"]
    fine = (
        '{% load i18n %}{# note #}<a href="x" class="big" title="{% translate "Go" %}">'
        "{% blocktranslate with n=1 %}Sent {{ n }}{% endblocktranslate %}</a>&nbsp;{{ name }} 12:30"
        '<script>let word = 1</script>{% translate "Road closed" %} Oyez'
    )
    assert bare(fine) == []
