"""The list and the desk for files that came with responses."""

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from wagtail.admin import messages

from portal.desks import GuardedView
from surveys.comments.actions import AlreadyDecided
from surveys.comments.asked import question_words, survey_titles
from surveys.comments.files import (
    file_for,
    files_to_read,
    flag_file,
    nothing_in_it,
    open_contributed_file,
    write_down,
)
from surveys.comments.forms import FLAG, NOTHING, FileDeskForm
from surveys.comments.permissions import may_open_concerns, may_open_queue
from surveys.comments.views import tell_about_flag
from surveys.responding.attaching import NotScannedYet
from surveys.responding.models import AttachedFile

FILES_ON_A_PAGE = 50
#: How a file is called when it is saved; what it was called is not known.
ENDINGS = {
    "image/jpeg": "jpg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/aac": "aac",
    "audio/ogg": "ogg",
    "audio/x-wav": "wav",
    "audio/amr": "amr",
    "application/pdf": "pdf",
    "text/plain": "txt",
}


class FilesView(GuardedView):
    """What waits to be opened: kinds and weeks, nothing of what is in them."""

    template_name = "comments/admin/files.html"
    page_title = gettext_lazy("Files")
    header_icon = "doc-full"
    may_enter = staticmethod(may_open_queue)

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(files_to_read(request.user), FILES_ON_A_PAGE).get_page(
            request.GET.get("page")
        )
        titles = survey_titles(file.response.survey_key for file in page)
        return self.show(
            page_obj=page,
            rows=[
                {"file": file, "survey": titles.get(file.response.survey_key, "")} for file in page
            ],
            total=page.paginator.count,
        )


def may_open_files(user) -> bool:
    return may_open_queue(user) or may_open_concerns(user)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class FileDeskView(GuardedView):
    """One file: download it, then write down what it says, or that there is nothing in it."""

    template_name = "comments/admin/file.html"
    page_title = gettext_lazy("A file")
    header_icon = "doc-full"
    may_enter = staticmethod(may_open_queue)
    back = ("comments:files", gettext_lazy("Files"))

    def get(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        return self._show_desk(file_for(pk=pk, user=request.user), FileDeskForm())

    @sensitive_variables()
    def post(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        file = file_for(pk=pk, user=request.user)
        form = FileDeskForm(request.POST)
        if not form.is_valid():
            return self._show_desk(file, form)
        try:
            self._carry_out(file, form.cleaned_data)
        except AlreadyDecided:
            messages.warning(request, _("Somebody has already dealt with this file."))
        return redirect("comments:files")

    def _carry_out(self, file: AttachedFile, typed: dict) -> None:
        request = self.request
        if typed["act"] == NOTHING:
            nothing_in_it(file=file, user=request.user)
            messages.success(request, _("Noted: there is nothing in this file."))
        elif typed["act"] == FLAG:
            comment = flag_file(
                file=file, words=typed["words"], reason=typed["flag_reason"], user=request.user
            )
            tell_about_flag(request, comment)
        else:
            comment = write_down(file=file, words=typed["words"], user=request.user)
            messages.success(
                request,
                _("Written down. %(comment)s now waits to be read like any other.")
                % {"comment": comment},
            )

    def _show_desk(self, file: AttachedFile, form: FileDeskForm) -> HttpResponse:
        response = file.response
        return self.show(
            file=file,
            form=form,
            response=response,
            reading=getattr(file, "reading", None),
            question=question_words(response.version, file.question_key),
            survey=response.version.document["title"].get("en", ""),
        )


class FileContentView(GuardedView):
    """The file itself, to be saved: nothing of it runs or is shown inside the portal."""

    may_enter = staticmethod(may_open_files)

    def get(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        try:
            opened = open_contributed_file(pk=pk, user=request.user)
        except NotScannedYet as error:
            raise Http404 from error
        file = opened.file
        answer = HttpResponse(opened.content, content_type=file.media_type)
        name = f"{file.kind}-{str(file.pk)[-6:]}.{ENDINGS.get(file.media_type, 'bin')}"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
        answer["Cross-Origin-Resource-Policy"] = "same-origin"
        return answer
