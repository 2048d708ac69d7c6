"""What a person reads goes through gettext: templates hold no bare sentences."""

from __future__ import annotations

import re

from house_tree import SRC, listing, name, text_files

UNTRANSLATED = {"Oyez", "EXERCISE", "ALT", "English", "Deutsch", "Français"}
INSIDE = re.compile(
    r"\{%\s*(?P<tag>comment|blocktrans(?:late)?)\b.*?%\}.*?\{%\s*end(?P=tag)\s*%\}"
    r"|<(?P<raw>script|style)\b.*?</(?P=raw)>|<!--.*?-->|\{#.*?#\}"
    # What names its own language is a word of that language for everybody.
    r"|<(?P<own>\w+) lang=\"en\">.*?</(?P=own)>",
    re.DOTALL,
)
DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
SPOKEN = re.compile(
    r"\b(?:alt|title|placeholder|label|hx-confirm|hx-prompt|aria-(?:label|description|valuetext"
    r"|roledescription|placeholder))=(?:\"([^\"]*)\"|'([^']*)')"
)
# A value of two words or more is a sentence for people, which a script will show.
HANDED = re.compile(r"\bdata-[\w-]+=(?:\"([A-Z][^\"]*\s[^\"]*)\"|'([A-Z][^']*\s[^']*)')")
BUTTON = re.compile(r"<input\b(?=[^<>]*type=.(?:submit|button|reset))[^<>]*\bvalue=\"([^\"]*)\"()")
TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
ENTITY = re.compile(r"&#?\w+;|\b\w+\.(?:json|csv|xml)\b")
WORD = re.compile(r"[^\W\d_]{2,}")


def bare(template: str) -> list[str]:
    """Words in text and in spoken attributes that no translation tag surrounds."""
    text = DJANGO.sub(" ", INSIDE.sub(" ", template))
    found = [pair for pattern in (SPOKEN, HANDED, BUTTON) for pair in pattern.findall(text)]
    spoken = " ".join(" ".join(pair) for pair in found)
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
    assert bare("<p aria-valuetext='Half done'></p>") == ["Half", "done"]
    assert bare('<p data-news="There is news">{{ x }}</p>') == ["There", "is", "news"]
    assert bare('<input class="a" type="submit" value="Send">') == ["Send"]
    assert bare('<button value="approve" data-key="live list">1</button>') == []
    assert bare('<p><dd lang="en">{{ x }} Actual</dd> Sent <a>accounts.json</a></p>') == ["Sent"]
    assert bare("{% if a > b %}yes{% endif %}") == ["yes"]
    fine = (
        '{% load i18n %}{# note #}<a href="x" class="big" title="{% translate "Go" %}">'
        "{% blocktranslate with n=1 %}Sent {{ n }}{% endblocktranslate %}</a>&nbsp;{{ name }} 12:30"
        '<script>let word = 1</script>{% translate "Road closed" %} Oyez'
    )
    assert bare(fine) == []
