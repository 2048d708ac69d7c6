"""`oyez register`: out to a file and in from one, all of it or nothing."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from called import AUTHOR, DUTY, Oyez

from oyez.audit.models import Entry
from oyez.govern.actions import change_register_entry
from oyez.govern.models import Channel, PlatformBasis, RegisterEntry

pytestmark = pytest.mark.usefixtures("world")
UNIT = "/derbyshire/main/"
HEAD = "unit,platform,name,account,purpose,owner,replaced_by\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "register.csv"


def bring(oyez: Oyez, file: Path, data: bytes | str, *more: str) -> tuple[int, str, str]:
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    said = oyez("register", "import", str(file), *more)
    return said.code, said.out, said.err


def one(account: str) -> Channel:
    return Channel.objects.get(account=account)


def entries(action: str) -> list[str]:
    return list(Entry.objects.filter(action=action).values_list("object", flat=True))


def test_what_went_out_comes_in_and_changes_nothing(oyez: Oyez, file: Path) -> None:
    first = Channel.objects.filter(platform="mastodon").first()
    change_register_entry(
        None, first, purpose="=1+1", hours={"mon": "08:00-12:00, 13:00-16:00"}, reserved=True
    )
    for form in ("csv", "json"):
        out = oyez("register", "export", f"--{form}")
        assert out.code == 0
        before = Entry.objects.latest("seq").seq
        code, told, _err = bring(oyez, file, out.out)
        assert (code, "0 channels entered." in told, "0 channels changed." in told) == (
            0,
            True,
            True,
        )
        assert f"{Channel.objects.count()} channels stay" in told
        assert Entry.objects.latest("seq").seq == before
    assert entries("govern.export_register") == ["register:csv", "register:json"]


def test_a_table_runs_no_formula_and_names_the_gaps(oyez: Oyez) -> None:
    first = Channel.objects.filter(platform="mastodon").first()
    change_register_entry(None, first, purpose="=HYPERLINK(1)", owner=None)
    text = oyez("register", "export", "--csv").out.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert all(cell[:1] not in set("=+-@") for row in rows for cell in row.values())
    row = next(row for row in rows if row["purpose"])
    assert row["purpose"] == "'=HYPERLINK(1)"
    assert "It has no owner." in row["gaps"]


def test_new_channels_come_in_with_their_successors(oyez: Oyez, file: Path) -> None:
    text = (
        f"{HEAD}"
        f'{UNIT},x,Old,@old_x,"Roads, and more",{AUTHOR},{UNIT} telegram new_t\n'
        f"{UNIT},telegram,New,new_t,Roads,,\n"
    )
    before = Channel.objects.count()
    dry = bring(oyez, file, text, "--dry-run")
    assert (dry[0], "2 channels would be entered." in dry[1]) == (0, True)
    assert f"  {UNIT} x old_x" in dry[1]
    assert Channel.objects.count() == before
    assert entries("govern.import_register") == []
    assert bring(oyez, file, text)[0] == 0
    old = one("@old_x")
    assert (old.register.replaced_by, old.register.owner.email) == (one("new_t"), AUTHOR)
    assert old.register.purpose == "Roads, and more"
    assert entries("govern.import_register") == ["register:import"]
    again = json.loads(bring(oyez, file, text, "--json")[1])
    assert (again["created"], again["changed"], again["same"]) == ([], [], 2)
    changed = text.replace("Roads,,", f"Roads,{DUTY},")
    told = json.loads(bring(oyez, file, changed, "--json")[1])
    assert told["changed"] == [f"{UNIT} telegram new_t"]
    assert one("new_t").register.owner.email == DUTY


def test_a_key_names_a_channel_whose_account_changes(oyez: Oyez, file: Path) -> None:
    bring(oyez, file, f"{HEAD}{UNIT},x,Old,old_x,,,\n")
    text = f"key,unit,platform,account\n{UNIT} x old_x,{UNIT},x,renamed\n"
    assert bring(oyez, file, text)[0] == 0
    assert one("renamed").name == "Old"
    code, _out, err = bring(oyez, file, text)
    assert (code, "line 2, key: No channel has the key" in err) == (2, True)


BAD = [
    ("/nowhere/,x,A,a,,,", "line 3, unit: There is no unit with the path /nowhere/."),
    (f"{UNIT},myspace,A,a,,,", "line 3, platform: There is no platform myspace here"),
    (f"{UNIT},x,,,,,", "line 3, name: A channel needs a name."),
    (f"{UNIT},x,A,GOOD_X,,,", "line 3, key: The same channel stands in line 2 already."),
    (f"{UNIT},x,A,a,,nobody@x.example,", "line 3, owner: Nobody who may sign in"),
    (f"{UNIT},x,A,a,,,{UNIT} x nobody", "line 3, replaced_by: No channel has the key"),
    (f"{UNIT},x,A,a,{'x' * 501},,", "line 3, purpose: 500 characters fit here."),
    (f"{UNIT},x,{'n' * 121},a,,,", "line 3, name: 120 characters fit here."),
    (f"{UNIT},x,A,a,Lin\u200bgen,,", "line 3, purpose: Line 1, character 4"),
    (f"{UNIT},x,A", "line 3: The line has 3 cells, and the first line 7. Is it cut off?"),
    (f'{UNIT},x,"A', "line 3: The file ends or breaks here"),
]


@pytest.mark.parametrize(("line", "words"), BAD)
def test_one_bad_row_is_told_by_its_line_and_nothing_comes_in(
    oyez: Oyez, file: Path, line: str, words: str
) -> None:
    before = Channel.objects.count(), RegisterEntry.objects.count()
    code, _out, err = bring(oyez, file, f"{HEAD}{UNIT},x,Good,good_x,,,\n{line}\n")
    assert (code, words in err) == (2, True), err
    assert "Nothing was changed." in err
    assert (Channel.objects.count(), RegisterEntry.objects.count()) == before
    assert entries("govern.import_register") == []


def test_everything_wrong_is_told_at_once(oyez: Oyez, file: Path) -> None:
    lines = "".join(f"{line}\n" for line, _words in BAD[:5])
    told = json.loads(bring(oyez, file, f"{HEAD}{UNIT},x,G,good_x,,,\n{lines}", "--json")[1])
    assert [one["place"] for one in told["problems"]] == [f"line {n}" for n in range(3, 8)]
    assert told["done"] is False


def test_a_mode_is_told_and_not_changed(oyez: Oyez, file: Path) -> None:
    text = f"unit,platform,account,mode\n{UNIT},x,new_x,closed\n"
    code, _out, err = bring(oyez, file, text)
    assert (code, "line 2, mode: The channel is active. A file changes no mode" in err) == (2, True)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (HEAD.encode("utf-16"), (3, "CSV UTF-8")),
        (b"", (2, "unit, platform is missing")),
        (b'{"channels": [{"unit": "/', (2, "no sound JSON")),
        (b'{"bases": [{"authority": "/x/", "platform": "x"}]}', (2, "There is no authority")),
    ],
)
def test_what_is_no_register_is_said(
    oyez: Oyez, file: Path, data: bytes, said: tuple[int, str]
) -> None:
    code, _out, err = bring(oyez, file, data)
    assert (code, said[1] in err) == (said[0], True), err


def test_legal_bases_come_in_with_json(oyez: Oyez, file: Path) -> None:
    basis = {
        "authority": "/derbyshire/",
        "platform": "x",
        "legal_basis": "Art. 6",
        "assessed_on": "2026-01-02",
        "assessed_by": "DPO",
        "check_due": "2026-13-01",
    }
    code, _out, err = bring(oyez, file, json.dumps({"bases": [basis]}))
    assert (code, "bases[0], check_due: 2026-13-01 is no day" in err) == (2, True)
    sound = basis | {"check_due": "2027-01-02"}
    assert bring(oyez, file, json.dumps({"bases": [sound]}))[0] == 0
    assert PlatformBasis.objects.get().assessed_by == "DPO"
    assert json.loads(oyez("register", "export", "--json").out)["bases"] == [
        sound | {"reference": ""}
    ]


def test_windows_spreadsheets_are_read(oyez: Oyez, file: Path) -> None:
    text = f"{HEAD}{UNIT},x,Straßenwacht,strasse,Verkehr – Münster,,\n".replace(",", ";")
    assert bring(oyez, file, text.encode("cp1252"))[0] == 0
    assert one("strasse").register.purpose == "Verkehr – Münster"


def test_a_file_that_is_not_there_is_told(oyez: Oyez, file: Path) -> None:
    said = oyez("register", "import", str(file))
    assert (said.code, "cannot be read" in said.err) == (2, True)
