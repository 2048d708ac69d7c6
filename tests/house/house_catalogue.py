"""The catalogues of translations; `make messages` brings them up to date, tests compare them."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import generate_po, read_po
from house_messages import collected
from house_tree import SRC

LOCALE = SRC / "locale"
LANGUAGES = {"de": "nplurals=2; plural=(n != 1);", "fr": "nplurals=2; plural=(n > 1);"}
# Nothing in a catalogue may change unless a text does, so its dates never do.
ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = """\
# Oyez. docs/howto/translate.md says how to work on this file.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def path_of(language: str) -> Path:
    """The file that translators work on."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """The catalogue as it lies there, empty where there is none yet."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    return read_po(io.BytesIO(path.read_bytes()), locale=language)


def updated(catalogue: Catalog, template: Catalog) -> Catalog:
    """The catalogue with all that is said today; nothing is guessed, what is gone is dropped."""
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return catalogue


def written(catalogue: Catalog, language: str) -> str:
    """The catalogue as text, the same every time."""
    parts = generate_po(
        catalogue, omit_header=True, include_lineno=False, sort_by="location", width=100
    )
    header = HEADER.format(language=language, plurals=LANGUAGES[language])
    return f"{header}{''.join(parts).strip()}\n"


def compiled(text: str, language: str) -> bytes:
    """The text of a catalogue as the machine reads it."""
    catalogue = read_po(io.BytesIO(text.encode()), locale=language)
    catalogue.creation_date = catalogue.revision_date = ALWAYS
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def main() -> None:
    """Bring every catalogue up to date and say what is left to translate."""
    template = collected()
    for language in LANGUAGES:
        path = path_of(language)
        text = written(updated(read(language), template), language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.with_suffix(".mo").write_bytes(compiled(text, language))
        left = sum(1 for message in read(language) if message.id and not all(_told(message)))
        sys.stdout.write(f"{language}: {len(template)} texts, {left} not translated yet\n")


def _told(message: object) -> tuple[str, ...]:
    string = getattr(message, "string", "")
    return tuple(string) if isinstance(string, tuple | list) else (string,)


if __name__ == "__main__":
    main()
