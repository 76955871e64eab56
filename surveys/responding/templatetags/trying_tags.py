"""What stands on each page while somebody tries a draft out."""

from typing import Any

from django import template

from surveys.questionnaires.trying import is_name_of_check
from surveys.responding import answering as answering_cookie
from surveys.responding.trying_forms import RemarkForm

register = template.Library()


@register.inclusion_tag("responding/trying/bar.html", takes_context=True)
def trial_bar(context: template.Context) -> dict[str, Any]:
    """ "This is a trial. Nothing you answer is kept." Nothing on the pages of a real answer."""
    return {"trial": _trial(context), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("responding/trying/remark_form.html", takes_context=True)
def trial_remark(context: template.Context) -> dict[str, Any]:
    """The form for what a reader says about this page."""
    trial, step = _trial(context), context.get("step")
    if not trial or not step or not is_name_of_check(trial):
        return {}
    return {
        "trial": trial,
        "step_id": step.id,
        "here": context["request"].path,
        "remark_form": RemarkForm(about=step.id),
        "csrf_token": context.get("csrf_token"),
    }


def _trial(context: template.Context) -> str:
    """The name of the trial this browser is in; "" if the page is not of one."""
    request = context.get("request")
    answering = answering_cookie.read(request) if request is not None else None
    if answering is None or answering.survey != str(context.get("survey_key", "")):
        return ""
    return answering.trial
