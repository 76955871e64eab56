"""Papers as their readers see them: a list of what was sent to them, HTML and PDF.

A pack opens only for people it was sent to. For everyone else, whatever their role, it answers
exactly as if there were none.
"""

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forum.reports.actions import record_opening
from forum.reports.models import BoardPack, PackRecipient
from forum.reports.reading import labels, withdrawal, words_of


def pack_context(pack: BoardPack) -> dict[str, object]:
    """What a template needs to print a pack, in the language in which it was frozen."""
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "pack": pack,
            "words": words_of(pack.content),
            "labels": labels(),
            "pack_language": settings.LANGUAGE_CODE,
            "withdrawn_since": [
                withdrawal(each.title, each.withdrawn_on, each.withdrawn_because)
                for each in pack.releases.all()
                if each.withdrawn_on
            ],
        }


def pdf_response(pack: BoardPack) -> FileResponse:
    name = f"board-papers-{pack.meeting.held_on.isoformat()}-{pack.number}.pdf"
    return FileResponse(
        pack.pdf.open("rb"), as_attachment=True, filename=name, content_type="application/pdf"
    )


def own_copy(request: HttpRequest, pk: uuid.UUID) -> PackRecipient:
    """This reader's copy, noted as opened, or 404."""
    copy = PackRecipient.objects.for_reader(request.user).filter(pack=pk).first()
    if copy is None:
        raise Http404
    record_opening(pack=copy.pack, user=request.user)
    return copy


@never_cache
@login_required
@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """Papers sent to me."""
    copies = PackRecipient.objects.for_reader(request.user).newest_first()
    return render(request, "reports/papers.html", {"copies": copies})


@never_cache
@login_required
@require_safe
def pack(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    copy = own_copy(request, pk)
    return render(request, "reports/pack.html", pack_context(copy.pack))


@never_cache
@login_required
@require_safe
def pack_pdf(request: HttpRequest, pk: uuid.UUID) -> FileResponse:
    return pdf_response(own_copy(request, pk).pack)
