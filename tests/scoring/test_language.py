from __future__ import annotations

import pytest

from oyez.scoring.language import language_of

TOLD = [
    ("The road is closed and nobody knows why", "en"),
    ("Warum ist die Straße schon wieder gesperrt", "de"),
    ("Pourquoi la route est encore fermée ce matin", "fr"),
    ("¿Por qué la carretera está cerrada otra vez esta mañana? No entiendo nada", "other"),
    ("Waarom is de weg alweer afgesloten, ik begrijp er helemaal niets meer van", "other"),
    ("Ваша ссылка ведёт не туда, удалите её пожалуйста", "other"),
    ("道路はなぜ閉鎖されているのですか", "other"),
    ("!!! 123 😂", "other"),
]


@pytest.mark.parametrize(("text", "lang"), TOLD)
def test_a_text_tells_its_language(text: str, lang: str) -> None:
    assert language_of(text) == lang


def test_short_texts_are_in_the_language_of_the_post() -> None:
    assert language_of("ok", "Die Straße ist heute wegen einer Baustelle gesperrt.") == "de"
    assert language_of("super", "La route est fermée aujourd'hui à cause des travaux.") == "fr"


def test_what_the_platform_says_holds_for_short_texts_only() -> None:
    assert language_of("Danke!", lang="de-AT") == "de"
    assert language_of("Pourquoi la route est encore fermée ce matin, dites ?", lang="en") == "fr"
    assert language_of("Warum?", lang="xx") in {"en", "de", "fr", "other"}
