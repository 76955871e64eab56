"""“Check the words” in the admin: how easy a draft is to read, and what would make it easier."""

# For staff only.

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from surveys.questionnaires.compiling import compile_survey
from surveys.questionnaires.map_views import draft_to_try
from surveys.questionnaires.plain_words import check_words


@require_GET
def words_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Advice on the newest draft. It never stops anybody from writing."""
    page = draft_to_try(request, page_id)
    context = {"page": page, "tab": "words", "words": check_words(compile_survey(page))}
    return render(request, "questionnaires/admin/words.html", context)
