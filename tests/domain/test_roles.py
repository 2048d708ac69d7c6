from __future__ import annotations

import pytest

from oyez.domain.roles import ALLOWED, Role, Verb, covers, is_path, lineage, roles_with, widest


def test_who_writes_does_not_approve() -> None:
    assert Verb.APPROVE not in ALLOWED[Role.AUTHOR]
    assert Verb.COMPOSE not in ALLOWED[Role.APPROVER]


def test_every_role_that_speaks_may_retract() -> None:
    assert roles_with(Verb.RETRACT) == {Role.AUTHOR, Role.APPROVER, Role.DUTY_OFFICER}


def test_who_manages_people_neither_speaks_nor_governs() -> None:
    assert ALLOWED[Role.ADMINISTRATOR] == {
        *(Verb.SEE, Verb.MANAGE_PEOPLE, Verb.MANAGE_CHANNELS),
        *(Verb.RUN_DRILL, Verb.LOCK_EVERYTHING, Verb.PLAN_DUTY),
    }


def test_only_governors_change_modes_approve_platforms_and_lift_freezes() -> None:
    for verb in (Verb.CHANGE_MODE, Verb.APPROVE_PLATFORM, Verb.LIFT_FREEZE):
        assert roles_with(verb) == {Role.GOVERNOR}
    assert roles_with(Verb.FREEZE) == {Role.GOVERNOR, Role.DUTY_OFFICER}
    assert roles_with(Verb.PLAN_DUTY) == {Role.DUTY_OFFICER, Role.GOVERNOR, Role.ADMINISTRATOR}
    assert roles_with(Verb.BREAK_GLASS) == {Role.DUTY_OFFICER}
    assert roles_with(Verb.READ_LEDGER) == {Role.AUDITOR}


def test_a_lineage_goes_from_everything_down_to_the_path() -> None:
    assert lineage("/nds/os/") == ("/", "/nds/", "/nds/os/")
    assert lineage("/") == ("/",)


@pytest.mark.parametrize("path", ["/", "/nds/", "/nds/pd-osnabrueck/"])
def test_paths(path: str) -> None:
    assert is_path(path)
    assert all(covers(scope, path) for scope in lineage(path))


@pytest.mark.parametrize("text", ["", "nds", "/nds", "nds/", "//", "/nds//os/"])
def test_no_paths(text: str) -> None:
    assert not is_path(text)


def test_a_scope_covers_whole_names_only() -> None:
    assert not covers("/nds/os/", "/nds/osnabrueck/")


def test_the_widest_scopes_swallow_the_others() -> None:
    assert widest(["/a/b/", "/a/", "/c/d/", "/a/b/c/", "/c/d/"]) == ["/a/", "/c/d/"]
    assert widest(["/a/", "/"]) == ["/"]
    assert widest([]) == []
