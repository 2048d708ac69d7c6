"""The page on which a person says yes or no to an app."""

from __future__ import annotations

from html import escape

from oyez.simulator.http import Response
from oyez.simulator.names import LABELS
from oyez.simulator.wall import POLICY

# A form may lead on to whoever asked: the policy of the wall would hold the browser back.
OPEN = tuple(
    (name, words.replace("form-action 'none'; ", ""))
    if name.startswith("Content")
    else (name, words)
    for name, words in POLICY
)
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>EXERCISE: {label} asks for your consent</title>
<link rel="stylesheet" href="/wall.css"></head>
<body><main><p class="exercise"><strong>EXERCISE</strong> This is not {label}.</p>
<h1>An app wants to use your account on {label}</h1>
<form method="post">
<p><label for="account">Your account</label> <input id="account" name="account" required></p>
{pages}<fieldset><legend>The app may</legend>
{scopes}</fieldset>
<p><button name="answer" value="yes">Allow</button>
<button name="answer" value="no" formnovalidate>Do not allow</button></p>
</form></main></body></html>
"""
PAGES = (
    '<p><label for="pages">Pages, separated by commas</label> <input id="pages" name="pages"></p>\n'
)
SCOPE = (
    '<p><input type="checkbox" id="s{n}" name="scope" value="{scope}" checked> '
    '<label for="s{n}">{scope}</label></p>\n'
)


def consent(platform: str, asked: dict[str, str], *, paged: bool) -> Response:
    """The page, with every right to be unticked; at Meta it asks for pages too."""
    scopes = asked.get("scope", "").split()
    ticks = "".join(SCOPE.format(n=n, scope=escape(one)) for n, one in enumerate(scopes))
    page = PAGE.format(label=LABELS[platform], pages=PAGES if paged else "", scopes=ticks)
    return Response(200, page.encode(), "text/html; charset=utf-8", OPEN)


def nonsense() -> Response:
    """Nobody is sent anywhere by a request that does not hold."""
    text = b"<!doctype html><title>EXERCISE</title><p>This request for consent is not valid."
    return Response(400, text, "text/html; charset=utf-8", POLICY)
