"""How forms of public pages become HTML.

Forms say what is asked; ``templates/portal/forms/`` says how it looks. ``{{ form }}`` and
``{{ form.name.as_field_group }}`` render every field with label, hint and error; ``{% widget
form.name %}`` renders the control alone. Wagtail's admin draws its own fields around Django's
stock widgets, so those stay as they are: only fields drawn through our field template change.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input
from django.template.backends.django import Template
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

STOCK_WIDGETS = "django/forms/widgets/"
OWN_WIDGETS = "portal/forms/widgets/"
#: Stock widget templates that have a version of ours under the same file name.
OWN_WIDGET_NAMES = frozenset({"radio.html", "checkbox_select.html", "checkbox.html"})


class PortalFormRenderer(TemplatesSetting):
    """Renders forms and fields with the portal's templates."""

    form_template_name = "portal/forms/form.html"
    field_template_name = "portal/forms/field.html"


class PublicWidgetRenderer(PortalFormRenderer):
    """Renders widgets too with the portal's templates, where there is one."""

    def get_template(self, template_name: str) -> Template:
        name = template_name.removeprefix(STOCK_WIDGETS)
        if name != template_name and name in OWN_WIDGET_NAMES:
            template_name = OWN_WIDGETS + name
        return super().get_template(template_name)


class PublicWidget:
    """Stands in for a widget while a public page draws it."""

    renderer = PublicWidgetRenderer()

    def __init__(self, widget: forms.Widget) -> None:
        self._widget = widget

    def __getattr__(self, name: str) -> Any:
        return getattr(self._widget, name)

    def use_required_attribute(self, _initial: Any) -> bool:
        """Never: our own error summary says what is missing, in the reader's language."""
        return False

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        return self._widget.render(name, value, attrs, renderer=self.renderer)


def render_widget(field: BoundField) -> SafeString:
    """Return the control of a field, without its label, hint or error."""
    if field.is_hidden:
        return field.as_hidden()
    # A placeholder vanishes when it is needed; labels and hints say the same and stay.
    attrs: dict[str, Any] = {"placeholder": False}
    if classes := widget_classes(field):
        attrs["class"] = classes
    return field.as_widget(widget=PublicWidget(field.field.widget), attrs=attrs)


def widget_classes(field: BoundField) -> str:
    """Return the CSS classes of a field's control, those that the form gave included."""
    widget = field.field.widget
    base = _base_class(widget)
    if not base:
        return ""
    classes = [base, str(widget.attrs.get("class", ""))]
    if field.errors:
        classes.append(f"{base}--error")
    if base == "govuk-input":
        classes.append(_width_class(field))
    return " ".join(part for part in classes if part)


def _base_class(widget: forms.Widget) -> str:
    match widget:
        case forms.RadioSelect() | forms.CheckboxSelectMultiple() | forms.CheckboxInput():
            return ""
        case forms.Select() | forms.SelectDateWidget():
            return "govuk-select"
        case forms.Textarea():
            return "govuk-textarea"
        case forms.FileInput():
            return "portal-file"
        case forms.MultiWidget():
            # Its template says what each of its parts looks like.
            return ""
        case Input():
            return "govuk-input"
    return ""


def _width_class(field: BoundField) -> str:
    """Return a width that hints at the length of the answer."""
    length = getattr(field.field, "max_length", None)
    if isinstance(field.field, forms.IntegerField):
        return "govuk-input--width-5"
    if field.field.widget.input_type == "date":
        return "govuk-input--width-10"
    if field.field.widget.input_type == "tel":
        return "govuk-input--width-20"
    if length and length <= 10:
        return "govuk-input--width-10"
    return ""


class OptionExtras:
    """Mixin for choice widgets whose options carry a symbol, a picture or a hint.

    Each mapping goes from the option's value to: the name of a symbol (see
    ``portal/assets/build_symbols.py``), an object with ``url`` and ``alt``, a sentence.
    """

    def __init__(
        self,
        *args: Any,
        symbols: Mapping[str, str] | None = None,
        pictures: Mapping[str, Any] | None = None,
        hints: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.symbols = dict(symbols or {})
        self.pictures = dict(pictures or {})
        self.hints = dict(hints or {})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        key = str(value)
        option["symbol"] = self.symbols.get(key, "")
        option["picture"] = self.pictures.get(key)
        option["hint"] = self.hints.get(key, "")
        return option

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["has_symbols"] = bool(self.symbols or self.pictures)
        return context


class SymbolRadioSelect(OptionExtras, forms.RadioSelect):
    """One choice of several, shown as large cards with faces or other symbols."""


class SymbolCheckboxSelectMultiple(OptionExtras, forms.CheckboxSelectMultiple):
    """Any number of choices, shown as large cards with symbols."""


class ErrorLine:
    """One line of the error summary: what is wrong, and the control it leads to."""

    def __init__(self, message: str, target: str = "") -> None:
        self.message = message
        self.target = target


class ErrorSummary:
    """Every error of the given forms, in the order of their fields."""

    def __init__(self, forms_shown: Iterable[forms.BaseForm]) -> None:
        self._forms = list(forms_shown)

    @cached_property
    def lines(self) -> list[ErrorLine]:
        lines = []
        for form in self._forms:
            lines += [ErrorLine(str(message)) for message in form.non_field_errors()]
            for field in form:
                lines += [ErrorLine(str(message), error_target(field)) for message in field.errors]
        return lines


def error_target(field: BoundField) -> str:
    """Return the id of the control that the error of a field leads to."""
    if field.is_hidden:
        return ""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id
