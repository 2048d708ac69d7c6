from __future__ import annotations

from oyez.scoring import signs, words
from oyez.scoring.words import Families, read, tokens


def hits(entry: str, text: str) -> list[int]:
    return Families([("family", entry)]).hits(tokens(text)).get("family", [])


def test_entries() -> None:
    assert hits("delet*", "Please delete it, deleted yet?") == [1, 4]
    assert hits("*scheisse", "So eine Megascheiße") == [2]
    assert hits("take .. down", "take it off and down") == [0]
    assert hits("take .. down", "take one two three four down") == []
    assert hits("wrong link", "the wrong one, the wrong link") == [5]
    assert hits("gelöscht", "geloescht") == [0]
    assert hits("mot de pass*", "le mot de passe") == [1]
    assert hits("n t", "it isn't") == []


def test_a_file_is_families_with_entries() -> None:
    told = read("# why\n[adult]\nporn*\nxxx*  # always\n\n[link]\nlink*\n")
    assert told == {"adult": ["porn*", "xxx*"], "link": ["link*"]}


def test_every_language_has_the_families_that_the_alarm_needs() -> None:
    needed = {*signs.WATCHED, *signs.SIDES, *signs.VERBS, "urgent", "report", "insult"}
    for lang in ("en", "de", "fr"):
        files = [words.LEXICON / f"{name}.txt" for name in ("any", lang)]
        found = {family for path in files for family in read(path.read_text(encoding="utf-8"))}
        assert needed - found == set(), lang


def test_signs_say_what_a_reply_is_about() -> None:
    told = signs.signs("That is NOT Leah, take it down!", "MISSING: Leah, 15", "en")
    assert told["has delete"] > 0
    assert told["denied echo"] == 1.0
    assert told["shouts"] > 0
    quoted = signs.signs('"wrong link" they said', "", "en")
    assert quoted["quoted wrong"] > 0
    assert quoted["no post"] == 1.0
    numbers = signs.signs("It is the A39", "The A38 is closed", "en")
    assert numbers["other number"] == 1.0


def test_every_sign_has_a_name() -> None:
    known = signs.names()
    assert len(known) == len(set(known))
    for lang in ("en", "de", "fr", "other"):
        said = signs.signs('Your "link" is wrong? 12 😂...', "The link: 13, hacked, fine", lang)
        assert set(said) <= set(known)
