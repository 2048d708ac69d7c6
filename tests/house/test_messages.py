"""No sentence without a translation: catalogues against what the code and the templates say."""

from __future__ import annotations

import ast
import gettext
import io
import re
from functools import cache
from pathlib import Path

import house_catalogue as catalogues
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from house_messages import collected, in_code, in_template, sources, unclear
from house_tree import listing, name, parsed
from house_wording import forms, lost, miswritten, unfinished

LANGUAGES = tuple(catalogues.LANGUAGES)
LABELS = {"label", "help_text", "empty_label"}
# A name is a name in every language.
NAMES = {"English", "Deutsch", "Français"}

template = cache(collected)
catalogue = cache(catalogues.read)


def keys(one: Catalog) -> set[tuple[object, object]]:
    return {(message.context, message.id) for message in one if message.id}


def told(one: Catalog) -> list[Message]:
    return [message for message in one if message.id]


def machine_readable(data: bytes) -> dict[object, str]:
    """What the program finds in a compiled catalogue, without its header."""
    found = gettext.GNUTranslations(io.BytesIO(data))._catalog
    return {key: text for key, text in found.items() if key}


def bare_labels(module: ast.Module) -> list[str]:
    """Labels and hints of forms, and sentences after an action, that nobody can translate."""
    found = []
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
        given = [one.value for one in call.keywords if one.arg in LABELS]
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        if isinstance(owner, ast.Name) and owner.id == "messages":
            given += call.args[1:2]
        found += [one.value for one in given if isinstance(one, ast.Constant) and one.value]
    return [str(text) for text in found if text not in NAMES]


def spoken_by_script(script: str) -> list[str]:
    """Sentences inside a script, which belong into data attributes of the page."""
    code = re.sub(r"/\*.*?\*/|^\s*//.*?$", "", script, flags=re.DOTALL | re.MULTILINE)
    found = re.findall(r"[\"'`]([A-Z][a-z’]* [^\"'`]*)[\"'`]", code)
    return [text for text in found if re.search(r"[a-z]{2}", text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_what_is_said_today(language: str) -> None:
    missing, over = keys(template()) - keys(catalogue(language)), catalogue(language).obsolete
    over = keys(catalogue(language)) - keys(template()) | set(over)
    assert (missing, over) == (set(), set()), "run `make messages`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_to_translate(language: str) -> None:
    left = [message.id for message in told(catalogue(language)) if unfinished(message)]
    assert left == [], f"{len(left)} texts; docs/howto/translate.md says how"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_machine_reads_what_the_translator_wrote(language: str) -> None:
    path = catalogues.path_of(language)
    fresh = catalogues.compiled(path.read_text(encoding="utf-8"), language)
    shipped = path.with_suffix(".mo").read_bytes()
    assert machine_readable(shipped) == machine_readable(fresh), "run `make messages`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_values_and_markup(language: str) -> None:
    done = [message for message in told(catalogue(language)) if not unfinished(message)]
    assert [fault for message in done for fault in lost(message)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_are_written_as_the_language_is(language: str) -> None:
    done = [message for message in told(catalogue(language)) if not unfinished(message)]
    assert [fault for message in done for fault in miswritten(message, language)] == []


def test_every_sentence_can_be_found() -> None:
    assert (bad := listing(unclear())) == "", f"write the text itself where it is marked:\n{bad}"


def test_forms_and_answers_speak_through_the_catalogues() -> None:
    found = {name(path): bare_labels(parsed(path)) for path in sources(".py")}
    assert (bad := listing(found)) == "", bad
    scripts = [path for path in sources(".js") if ".min." not in path.name]
    spoken = {name(path): spoken_by_script(path.read_text("utf-8")) for path in scripts}
    assert (bad := listing(spoken)) == "", bad


def test_the_search_finds_texts_wherever_they_are_written() -> None:
    code = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy as mark
from oyez.domain.errors import say
TOLD = {1: "In a table"}
def f(n, wide):
    template = "In a name" if wide else "In another"
    say(template), say(TOLD[n], at=1), say(made()), say("{why}", why=1), g("Handed over")
    _("Plain"), ngettext("One", "Many", n), mark("door", "Open"), _(row.template)
def g(words): say(words)
def made(): return ("Returned "
    "in two parts")
"""
    found, dark = in_code(ast.parse(code))
    assert dark == []
    assert {(one.text, one.plural, one.context) for one in found} == {
        *((text, "", "") for text in ("In a name", "In another", "In a table", "Plain")),
        *(("Returned in two parts", "", ""), ("Handed over", "", "")),
        *(("One", "Many", ""), ("Open", "", "door")),
    }
    assert in_code(ast.parse(f"{code}\ndef h(words): say(words + 'x')"))[1] == [
        "line 13: words + 'x'"
    ]
    page = (
        '{% translate "Go" %}{% blocktranslate count n=2 %}{{ n }} car{% plural %}{{ n }} cars'
        '{% endblocktranslate %}<a title="{% translate "Shut" context "door" %}">{{ x|f:_("By") }}'
    )
    assert {(one.text, one.plural, one.context) for one in in_template(page)} == {
        *(("Go", "", ""), ("%(n)s car", "%(n)s cars", ""), ("Shut", "", "door"), ("By", "", "")),
    }


def test_the_checks_catch_a_missing_a_guessed_and_a_forgotten_text(tmp_path: Path) -> None:
    text = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    text += 'msgid "a"\nmsgstr ""\n\n#, fuzzy\nmsgid "b"\nmsgstr "B"\n\nmsgid "c"\nmsgstr "C"\n'
    old = read_po(io.BytesIO(f'{text}\n#~ msgid "d"\n#~ msgstr "D"\n'.encode()), locale="de")
    assert [message.id for message in told(old) if unfinished(message)] == ["a", "b"]
    assert old.obsolete
    now = Catalog(fuzzy=False)
    now.add("c")
    now.add(("e", "es"))
    assert keys(now) - keys(old) == {(None, ("e", "es"))}
    fresh = catalogues.written(catalogues.updated(old, now), "de")
    assert keys(read_po(io.BytesIO(fresh.encode()), locale="de")) == keys(now)
    assert 'msgstr "C"' in fresh, "what was translated stays"
    assert fresh == catalogues.written(read_po(io.BytesIO(fresh.encode()), locale="de"), "de")
    assert catalogues.compiled(fresh, "de") == catalogues.compiled(fresh, "de")
    other = fresh.replace('msgstr "C"', 'msgstr "K"')
    assert machine_readable(catalogues.compiled(other, "de")) != machine_readable(
        catalogues.compiled(fresh, "de")
    )


def test_the_checks_catch_a_lost_value_and_a_wrong_mark() -> None:
    assert lost(Message("{n} of {m}", "{m} Teile"))
    assert lost(Message(("%(n)s car", "%(n)s cars"), ("%(n)s Auto", "Autos")))
    assert lost(Message("<strong>Now</strong>", "Jetzt"))
    assert lost(Message("Now ", "Jetzt"))
    assert lost(Message("{n} of {m}", "von {m} {n}")) == []
    assert lost(Message(("One car", "{n} cars"), ("Ein Auto", "{n} Autos"))) == []
    good = {
        "de": "Die Mitteilung „{name}“ ist draußen: um 10:44 Uhr.",
        "fr": "L’avis «\u202f{name}\u202f» est en ligne\u00a0: voir https://a.example\u202f; fin.",
    }
    assert [fault for code in good for fault in miswritten(Message("x", good[code]), code)] == []
    wrong = {
        "de": ("Das “X”", '"X"', "„X", "«X»", "Halt!", "Los ...", "Ein Fehler", "geht's"),
        "fr": ("L'avis", "« X »", "“X”", "Quoi ?", "Note : x", "Une erreur", "«\u202fX"),
    }
    for code, texts in wrong.items():
        assert [text for text in texts if not [*miswritten(Message("x", text), code)]] == []
    assert not [*miswritten(Message("j F", r"j \d\e 'F'", context="format"), "fr")]
    assert forms(Message(("a", "b"), ("A", "B"))) == ["A", "B"]


def test_the_checks_catch_a_bare_label_and_a_speaking_script() -> None:
    module = 'x = CharField(label="Name", help_text=_("Fine"))\nmessages.success(request, "Done.")'
    assert bare_labels(ast.parse(module)) == ["Name", "Done."]
    assert spoken_by_script('a.textContent = "Nothing was saved.";') == ["Nothing was saved."]
    assert spoken_by_script('// It "Says this"\nb.get("Content-Type"); c = "hx-on d";') == []
