"""The trainer's form: which scenario, for which unit, and who acts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from oyez.exercise.scenario import Problem
from oyez.exercise.scenario.read import LARGEST
from oyez.exercise.shipped import shipped_as
from oyez.govern.models import Unit
from oyez.web.translate import spoken

OWN = "own"


class StartForm(forms.Form):
    """A drill to begin."""

    scenario = forms.ChoiceField(label=_("Scenario"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("A scenario in TOML. What is wrong with it is told line by line."),
        widget=forms.FileInput(attrs={"accept": ".toml,text/plain"}),
    )
    source = forms.CharField(
        label=_("Or its text"),
        required=False,
        strip=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "mono"}),
    )
    unit = forms.ModelChoiceField(
        label=_("Played with"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("The unit that the scenario names"),
    )
    acted = forms.BooleanField(
        label=_("The people in the file act too: a demonstration, nobody is trained"),
        required=False,
    )

    def __init__(
        self,
        data: object,
        files: object,
        *,
        units: Iterable[Unit],
        slugs: Sequence[tuple[str, str]],
    ) -> None:
        initial = {"scenario": slugs[0][0] if slugs else OWN}
        super().__init__(data, files, initial=initial)  # type: ignore[arg-type]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        choices = [*slugs, (OWN, _("A scenario of your own"))]
        self.fields["scenario"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """The text that is to be played, wherever it comes from."""
        found = super().clean() or {}
        chosen = shipped_as(str(found.get("scenario")))
        if chosen is not None:
            return found | {"text": chosen.source}
        text = self._typed(found)
        if found.get("scenario") == OWN and not text and not self.errors:
            self.add_error("file", _("Choose a file, or write the scenario below."))
        return found | {"text": text}

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Say line by line what is wrong, and show the text to be mended."""
        field = "source" if self.cleaned_data.get("scenario") == OWN else "scenario"
        for problem in problems:
            sentence = spoken(problem.sentence)
            line = _("Line {line}: {sentence}").format(line=problem.line, sentence=sentence)
            self.add_error(field, line if problem.line else sentence)

    def _typed(self, found: dict[str, object]) -> str:
        upload = found.get("file")
        if not isinstance(upload, UploadedFile):
            return str(found.get("source") or "")
        if (upload.size or 0) > LARGEST:
            self.add_error("file", _("This file is too large for a scenario."))
            return ""
        try:
            text = upload.read().decode()
        except UnicodeDecodeError:
            self.add_error("file", _("This file is not text in UTF-8."))
            return ""
        # A page cannot give a file back, so its text is what is mended and sent again.
        self.data = {**self.data.dict(), "source": text.replace("\r\n", "\n")}  # type: ignore[attr-defined]
        return str(text)
