"""People and what they may do."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from oyez.accounts import reads
from oyez.accounts.actions import change_person, create_person, grant, revoke
from oyez.accounts.forms import PeopleFilter, PersonForm, RoleForm
from oyez.accounts.gate import anywhere_or_404, person_of
from oyez.accounts.models import Person
from oyez.accounts.places import Named, names_of, places_below
from oyez.accounts.role_words import ROLES, allowances
from oyez.accounts.stepup import step_up
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Role, Verb, covers
from oyez.web.pages import put_at_field, show
from oyez.web.paging import page_of

# A browser offers these while one types; whoever needs another place types its path.
MOST_PLACES = 300


@sensitive_post_parameters("password")
@login_required
@step_up("person")
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with their roles, and the form for somebody new."""
    by = person_of(request)
    mine = anywhere_or_404(by, Verb.MANAGE_PEOPLE)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        password = data.pop("password") or None
        try:
            person = create_person(by, password=password, **data)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("%s is entered. Now give a role.") % person.name)
            return redirect(f"/people/{person.pk}/")
    context = _list(request, mine, form)
    return show(request, "accounts/people.html", context, refused=bool(context["refused"]))


@login_required
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles, and whether they may sign in."""
    by = person_of(request)
    return _page(request, _known(by, pk), RoleForm(None, _places(by)))


@login_required
@step_up("grant")
@require_POST
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant a role."""
    by = person_of(request)
    somebody = _known(by, pk)
    form = RoleForm(request.POST, _places(by))
    if form.is_valid():
        role, scope = Role(form.cleaned_data["role"]), form.cleaned_data["scope"]
        try:
            grant(by, somebody, role, scope)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The role is given."))
            return redirect(f"/people/{pk}/")
    return _page(request, somebody, form, refused=True)


@login_required
@step_up("revoke")
@require_POST
def take_role(request: HttpRequest, pk: int, membership: int) -> HttpResponse:
    """Revoke a role."""
    by = person_of(request)
    somebody = _known(by, pk)
    held = reads.membership_of(somebody, membership)
    form = _spoken_only(by)
    try:
        if held:
            revoke(by, somebody, Role(held.role), held.scope)
            messages.success(request, _("The role is taken away."))
    except NotAllowed as error:
        put_at_field(form, error)
        return _page(request, somebody, form, refused=True)
    return redirect(f"/people/{pk}/")


@login_required
@step_up("active")
@require_POST
def let_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Shut a person out, or let them in again."""
    by = person_of(request)
    somebody = _known(by, pk)
    form = _spoken_only(by)
    try:
        change_person(by, somebody, is_active=request.POST.get("active") == "1")
    except NotAllowed as error:
        put_at_field(form, error)
        return _page(request, somebody, form, refused=True)
    return redirect(f"/people/{pk}/")


def _known(by: Person, pk: int) -> Person:
    found = reads.people_in(anywhere_or_404(by, Verb.MANAGE_PEOPLE)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _list(request: HttpRequest, mine: list[str], form: PersonForm) -> dict[str, object]:
    places = places_below(mine)
    search = PeopleFilter(request.GET)
    wanted = search.cleaned_data if search.is_valid() else {}
    by_name = {name.lower(): path for path, name in places}
    asked = wanted | {"place": by_name.get(wanted.get("place", "").lower(), wanted.get("place"))}
    page = page_of(request, reads.people_found(mine, **asked))
    held = [role for one in page.rows for role in one.memberships.all()]
    names = names_of(role.scope for role in held)
    return {
        "form": form,
        "search": search,
        "filtered": any(wanted.values()) or bool(search.errors),
        "page": page,
        "rows": [{"person": one, "roles": _roles(one, names)} for one in page.rows],
        "places": places[:MOST_PLACES],
        "allowances": allowances(),
        "refused": bool(form.errors or search.errors),
    }


def _roles(one: Person, names: dict[str, str]) -> list[dict[str, object]]:
    held = sorted(one.memberships.all(), key=lambda role: (role.scope, role.role))
    return [{"held": role, "place": names[role.scope]} for role in held]


def _page(
    request: HttpRequest, somebody: Person, form: RoleForm, *, refused: bool = False
) -> HttpResponse:
    by = person_of(request)
    mine = anywhere_or_404(by, Verb.MANAGE_PEOPLE)
    names = names_of(held.scope for held in somebody.memberships.all())
    rows = [
        row | {"word": ROLES[Role(row["held"].role)], "mine": _within(row["held"].scope, mine)}  # type: ignore[attr-defined]
        for row in _roles(somebody, names)
    ]
    context = {
        "person": somebody,
        "rows": rows,
        "form": form,
        "places": form.places[:MOST_PLACES],
        "allowances": allowances(),
        "own": by.pk == somebody.pk,
        "refused": refused,
    }
    return show(request, "accounts/person.html", context, refused=refused)


def _places(by: Person) -> Named:
    return places_below(anywhere_or_404(by, Verb.MANAGE_PEOPLE))


def _spoken_only(by: Person) -> RoleForm:
    """A form that says what was refused about something else on the page."""
    form = RoleForm({}, _places(by))
    form.errors.clear()
    return form


def _within(scope: str, mine: list[str]) -> bool:
    return any(covers(wider, scope) for wider in mine)
