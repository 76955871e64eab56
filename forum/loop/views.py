"""Screens of the admin: the list of entries, one entry with its chain, and telling people."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.loop.actions import (
    NoPlaceForEntries,
    move_entry,
    publish_entry,
    start_entry,
    tell_contributors,
    write_words,
)
from forum.loop.desk import (
    chain_of,
    last_words,
    missing_of,
    rounds_of,
    rows_of,
    ways_in_words,
)
from forum.loop.forms import MoveForm, PostedForm, StartForm, WordsForm
from forum.loop.models import LoopEntry, LoopEntryPage, Telling
from forum.loop.permissions import may_see_entries, may_see_entry, may_write
from forum.loop.posting import mark_posted, open_letters
from forum.loop.rules import missing_words
from forum.loop.telling import contacts_to_tell
from portal.partners.enums import Role
from portal.partners.permissions import has_role


def index(request: HttpRequest) -> HttpResponse:
    """Entries of the person's partners: late ones first, with what is missing from each."""
    if not may_see_entries(request.user):
        raise PermissionDenied
    entries = LoopEntry.objects.visible_to(request.user).ready_to_list()
    return TemplateResponse(
        request,
        "loop/admin/index.html",
        {
            "rows": rows_of(entries),
            "may_start": has_role(request.user, Role.COORDINATOR),
        },
    )


def start(request: HttpRequest) -> HttpResponse:
    """A new entry. ``?decision=``, ``?action=`` and ``?consultation_key=`` fill in the chain."""
    if not has_role(request.user, Role.COORDINATOR):
        raise PermissionDenied
    if request.method != "POST":
        return _start_form(request, StartForm(user=request.user, initial=request.GET.dict()))
    form = StartForm(request.POST, user=request.user)
    if not form.is_valid():
        return _start_form(request, form)
    try:
        entry = start_entry(user=request.user, **form.cleaned_data)
    except NoPlaceForEntries:
        form.add_error(None, _("First add the page “You said, we did” below the home page."))
        return _start_form(request, form)
    messages.success(request, _("The entry was started. Families cannot see it yet."))
    return redirect("loop_entries:entry", entry.pk)


def _start_form(request: HttpRequest, form: StartForm) -> HttpResponse:
    return TemplateResponse(request, "loop/admin/start.html", {"form": form})


def entry(request: HttpRequest, entry_id: str) -> HttpResponse:
    """One entry: the chain behind it, its words, its history and who was told."""
    return _entry_page(request, _entry_for(request, entry_id))


def _entry_for(request: HttpRequest, entry_id: str, *, to_write: bool = False) -> LoopEntry:
    """The entry; one that the person may not see looks like a missing one."""
    found = LoopEntry.objects.ready_to_list().filter(pk=entry_id).first()
    if found is None or not may_see_entry(request.user, found.partner_id):
        raise Http404
    if to_write and not may_write(request.user, found.partner_id):
        raise Http404
    return found


def _entry_page(
    request: HttpRequest,
    shown: LoopEntry,
    *,
    move_form: MoveForm | None = None,
    words_form: WordsForm | None = None,
) -> HttpResponse:
    page = LoopEntryPage.objects.originals().select_related("latest_revision").get(entry=shown)
    history = list(shown.updates.newest_first().with_telling().select_related("by"))
    latest = history[0]
    return TemplateResponse(
        request,
        "loop/admin/entry.html",
        {
            "entry": shown,
            "page": page,
            "chain": chain_of(shown),
            "missing": missing_of(shown, page),
            "history": history,
            "rounds": rounds_of(update.telling for update in history if hasattr(update, "telling")),
            "today": timezone.localdate(),
            "latest_is_told": hasattr(latest, "telling"),
            "has_news": not hasattr(latest, "telling")
            or page.has_unpublished_changes
            or shown.published_on is None,
            "may_write": may_write(request.user, shown.partner_id),
            "move_form": move_form or MoveForm(initial=_next_step(shown)),
            "words_form": words_form or WordsForm(initial=last_words(page)),
        },
    )


def _next_step(shown: LoopEntry) -> dict[str, Any]:
    return {"status": shown.status, "next_date": None if shown.is_late else shown.next_date}


def move(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Moves an entry on; what was typed stays in the form when something is wrong."""
    shown = _entry_for(request, entry_id, to_write=True)
    form = MoveForm(request.POST)
    if form.is_valid():
        try:
            update = move_entry(entry=shown, user=request.user, **form.cleaned_data)
        except ValidationError as error:
            _put_errors(form, error)
        else:
            messages.success(
                request,
                _("The entry now stands at “%(status)s”.")
                % {"status": update.get_status_display()},
            )
            return redirect("loop_entries:entry", shown.pk)
    return _entry_page(request, shown, move_form=form)


def words(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Saves the words of an entry as a draft."""
    shown = _entry_for(request, entry_id, to_write=True)
    form = WordsForm(request.POST)
    if form.is_valid():
        write_words(entry=shown, user=request.user, **form.cleaned_data)
        messages.success(request, _("The words are saved. Families see them once you publish."))
        return redirect("loop_entries:entry", shown.pk)
    return _entry_page(request, shown, words_form=form)


def publish(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Asks before an entry is published and people are told; a POST does it."""
    shown = _entry_for(request, entry_id, to_write=True)
    page = LoopEntryPage.objects.originals().select_related("latest_revision").get(entry=shown)
    latest = shown.updates.newest_first().with_telling().first()
    if request.method == "POST":
        try:
            publish_entry(entry=shown, user=request.user)
            telling = None
            if "tell" in request.POST:
                telling = tell_contributors(update=latest, user=request.user)
        except ValidationError as error:
            for sentence in error.messages:
                messages.error(request, sentence)
        else:
            messages.success(request, _sentence_after(telling))
            return redirect(reverse("loop_entries:entry", args=[shown.pk]) + "#told")
    saved = last_words(page)
    asked = contacts_to_tell(shown)
    return TemplateResponse(
        request,
        "loop/admin/publish.html",
        {
            "entry": shown,
            "page": page,
            "words": saved,
            "missing": missing_words(status=shown.status, words=saved).values(),
            "update": latest,
            "already_told": hasattr(latest, "telling"),
            "asked": len(asked),
            "ways": ways_in_words(asked),
        },
    )


def letters(request: HttpRequest, telling_id: str) -> HttpResponse:
    """Addresses and letters of one round, to print. Only by POST: each opening is logged."""
    telling = _telling_for(request, telling_id)
    opened = open_letters(telling=telling, user=request.user)
    context = {"letters": opened, "entry": telling.update.entry}
    return TemplateResponse(request, "loop/admin/letters.html", context)


def posted(request: HttpRequest, telling_id: str) -> HttpResponse:
    """The letters of one round went to the post."""
    telling = _telling_for(request, telling_id)
    form = PostedForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please give the day on which the letters were posted."))
    else:
        try:
            number = mark_posted(
                telling=telling, user=request.user, on=form.cleaned_data["posted_on"]
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            sentence = ngettext(
                "%(number)s letter is noted as posted.",
                "%(number)s letters are noted as posted.",
                number,
            )
            messages.success(request, sentence % {"number": number})
    return redirect(reverse("loop_entries:entry", args=[telling.update.entry_id]) + "#told")


def _telling_for(request: HttpRequest, telling_id: str) -> Telling:
    """The round; one that the person may not write for looks like a missing one."""
    telling = Telling.objects.select_related("update__entry").filter(pk=telling_id).first()
    if telling is None or not may_write(request.user, telling.update.entry.partner_id):
        raise Http404
    return telling


def _sentence_after(telling: Telling | None) -> str:
    if telling is None:
        return _("The entry is public.")
    return _(
        "The entry is public. %(number)s people asked to be told; their messages are on the way."
    ) % {"number": telling.asked}


def _put_errors(form: Form, error: ValidationError) -> None:
    for field, sentences in error.message_dict.items():
        form.add_error(field if field in form.fields else None, sentences)
