"""The page of a question that takes files: add one, take one away, go on. No script needed."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.uploads import LARGEST_FILE
from surveys.questionnaires.enums import FileKind
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.steps import ShownStep
from surveys.responding.attaching import MOST_FILES, attach_file, files_under, remove_file
from surveys.responding.models import AttachedFile
from surveys.responding.refusals import Refusal, Refused

#: What browsers offer. What counts is what a file really is: see `cleaning`.
OFFERED = {
    FileKind.PHOTO: "image/*",
    FileKind.VOICE: "audio/*",
    FileKind.DOCUMENT: ".pdf,application/pdf,.txt,text/plain",
}
ADD, SKIP = "add", "skip"


class FileForm(forms.Form):
    """Stands where `StepForm` stands for other questions.

    Valid means taken: `is_valid` keeps the file with the unsent answer, or says why not. ``given``
    is then the answer as a draft keeps it, and ``stays`` whether the person wants this page again.
    """

    use_required_attribute = False
    is_for_files = True

    def __init__(
        self,
        *,
        request: HttpRequest,
        step: ShownStep,
        language: str,
        version: QuestionnaireVersion,
        code: str,
        given: list[str] | None,
    ) -> None:
        posted = request.method == "POST"
        super().__init__(request.POST if posted else None, request.FILES if posted else None)
        self.step, self.language = step, language
        self.pressed = request.POST.get("go", "")
        self._version, self._code = version, code
        keys = set(given or ())
        self.files_there = [file for file in files_under(code) if str(file.pk) in keys]
        self.may_add = len(self.files_there) < MOST_FILES
        self.accepts = tuple(step.limits.accepts) or tuple(FileKind.values)
        self.fields["answer"] = self._field(
            gettext_lazy("Choose a file that you have"),
            accept=",".join(OFFERED[FileKind(kind)] for kind in self.accepts),
        )
        if FileKind.PHOTO in self.accepts:
            self.fields["photo"] = self._field(
                gettext_lazy("Take a photo"), accept="image/*", capture="environment"
            )
        if FileKind.VOICE in self.accepts:
            self.fields["voice"] = self._field(
                gettext_lazy("Record your voice"), accept="audio/*", capture="user"
            )

    @staticmethod
    def _field(label: Any, **attrs: str) -> forms.Field:
        return forms.Field(label=label, required=False, widget=forms.FileInput(attrs=attrs))

    @property
    def heading(self) -> str:
        return self.step.heading.marked(self.language)

    @property
    def hint(self) -> str:
        return self.step.text.marked(self.language) if self.step.text else ""

    @property
    def kinds_taken(self) -> list[str]:
        """In words, for the hint above the fields."""
        words = {
            FileKind.PHOTO: _("a photo"),
            FileKind.VOICE: _("a voice note"),
            FileKind.DOCUMENT: _("a PDF or a plain text"),
        }
        return [words[FileKind(kind)] for kind in self.accepts]

    def shown_files(self) -> list[dict[str, str]]:
        """What was added so far; names are not kept, so they are told apart by kind and size."""
        return [
            {
                "key": str(file.pk),
                "kind": file.get_kind_display(),
                "size": filesizeformat(file.size),
            }
            for file in self.files_there
        ]

    @property
    def given(self) -> list[str]:
        return [str(file.pk) for file in self.files_there]

    @property
    def stays(self) -> bool:
        """Whether a file was just added or taken away, and the person wants to see that."""
        return self.pressed == ADD or "remove" in self.data

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        if "remove" in self.data or self.pressed == SKIP:
            self._take_away()
            return True
        for name in self.fields:
            if sent := self.files.get(name):
                self._add(name, sent)
        nothing_chosen = self.pressed == ADD and not self.files
        if not self.errors and nothing_chosen:
            self.add_error("answer", _("Please choose a file first."))
        if not self.errors and self.step.required and not self.files_there and self._goes_on():
            self.add_error("answer", _("Please add a file. We need this one."))
        return not self.errors

    def _goes_on(self) -> bool:
        return self.pressed not in (ADD, SKIP, "later")

    def _take_away(self) -> None:
        wanted = self.data.get("remove", "")
        for file in list(self.files_there):
            if self.pressed == SKIP or str(file.pk) == wanted:
                remove_file(code=self._code, key=file.pk)
                self.files_there.remove(file)

    def _add(self, name: str, sent: UploadedFile) -> None:
        try:
            if sent.size and sent.size > LARGEST_FILE:
                raise Refused(Refusal.TOO_LARGE)
            self.files_there.append(self._attach(sent.read()))
        except Refused as refused:
            self.add_error(name, refused.sentence)

    def _attach(self, content: bytes) -> AttachedFile:
        return attach_file(
            version=self._version,
            code=self._code,
            question_key=self.step.question,
            accepts=self.accepts,
            content=content,
            there_already=self.given,
        )
