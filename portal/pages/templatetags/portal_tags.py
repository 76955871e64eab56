"""Tags and filters that the templates of every room use."""

from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, CheckboxInput
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.pages.rendering import ErrorSummary, render_widget

register = template.Library()

#: How far an entry, an action or a check has got, and the tone in which its tag is shown.
TONES = {
    "heard": "plain",
    "with_the_board": "plum",
    "decided": "blue",
    "yes": "blue",
    "agreed": "blue",
    "partly": "blue",
    "not_now": "amber",
    "deferred": "amber",
    "no": "plain",
    "not_agreed": "plain",
    "doing": "amber",
    "done": "teal",
    "checked": "green",
    "forthcoming": "plum",
    "open": "green",
    "closed": "plain",
    "answered": "blue",
    "late": "red",
    "blue": "blue",
    "green": "green",
    "amber": "amber",
    "red": "red",
    "white": "plain",
}


#: The outline that stands for a count that is too small to show.
WITHHELD_SHAPE = mark_safe(
    '<rect class="portal-chart__withheld" x="1" y="1" width="198" height="18" rx="3"></rect>'
)


@register.simple_tag
def asset(name: str) -> str:
    """Return the address of a built file; pages of trouble must not fail for want of one."""
    try:
        return static(name)
    except ValueError:  # The manifest does not know the file: collectstatic has not run.
        from django.conf import settings  # Settings may be all that still works here.

        return f"{settings.STATIC_URL}{name}"


@register.simple_tag
def symbol(name: str, size: str = "", title: str = "") -> SafeString:
    """Draw a symbol: ``{% symbol "face-3" %}``, ``size="large"``; a title where no word is near."""
    classes = f"portal-symbol portal-symbol--{size}" if size else "portal-symbol"
    address = f"{asset('symbols.svg')}#{name}"
    if title:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>',
            classes,
            title,
            address,
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        classes,
        address,
    )


@register.simple_tag
def bar(percent: float | None, *, withheld: bool = False) -> SafeString:
    """Draw the bar of a chart row: ``{% bar 62 %}``; a withheld value gets a dashed outline."""
    if withheld or percent is None:
        shape = WITHHELD_SHAPE
    else:
        width = max(0.0, min(100.0, float(percent))) * 2
        shape = format_html(
            '<rect class="portal-chart__track" width="200" height="20" rx="3"></rect>'
            '<rect class="portal-chart__value" width="{}" height="20" rx="3"></rect>',
            f"{width:.1f}",
        )
    return format_html(
        '<svg viewBox="0 0 200 20" preserveAspectRatio="none" aria-hidden="true" '
        'focusable="false">{}</svg>',
        shape,
    )


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """Draw the control of a form field alone, in our look."""
    return render_widget(field)


@register.inclusion_tag("includes/error_summary.html")
def error_summary(*forms: BaseForm | None) -> dict[str, Any]:
    """List every error of the forms at the top of the page; nothing where there is none."""
    return {"lines": ErrorSummary(form for form in forms if form is not None).lines}


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether a field is one single tick box, which carries its own label."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def tone(status: Any) -> str:
    """Return the tone of a status tag; an unknown status is plain."""
    return TONES.get(str(status).lower().replace("-", "_").replace(" ", "_"), "plain")


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a date as people say it: 14 November 2026."""
    return _formatted(value, "j E Y")


@register.filter
def weekday(value: date | datetime | None) -> str:
    """Write a date that people must not miss: Thursday 26 November 2026."""
    return _formatted(value, "l j E Y")


@register.filter
def short_day(value: date | datetime | None) -> str:
    """Write a date where room is short: 14 Nov 2026."""
    return _formatted(value, "j M Y")


@register.filter
def month(value: date | datetime | None) -> str:
    """Write the month of a date: November 2026."""
    return _formatted(value, "F Y")


@register.filter
def machine_day(value: date | datetime | None) -> str:
    """Write a date for the ``datetime`` attribute of ``<time>``."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return value.strftime("%Y-%m-%d") if value else ""


@register.filter
def tel(number: str) -> str:
    """Return the address that rings a number: ``tel:01632960100``."""
    return "tel:" + "".join(sign for sign in str(number) if sign.isdigit() or sign == "+")


@register.simple_tag
def route(*names: str) -> str:
    """Return the address of the first route that exists, or nothing."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""


def _formatted(value: date | datetime | None, pattern: str) -> str:
    if not value:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_format(value, pattern)


@register.filter
def page_numbers(paginator: Any, number: int) -> list[int | None]:
    """Return the page numbers to show around one page; ``None`` stands for a gap."""
    gap = paginator.ELLIPSIS
    shown = paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    return [None if each == gap else each for each in shown]
