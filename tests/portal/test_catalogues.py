"""What families read is there in every language, whole and with its gaps in place."""

import functools
from pathlib import Path

import polib
import pytest

from portal.catalogues.compiling import compile_catalogues
from portal.catalogues.extracting import (
    Message,
    collect,
    is_public_module,
    is_public_template,
    public_strings,
)
from portal.catalogues.updating import (
    PLURAL_FORMS,
    UNCHECKED,
    catalogue_path,
    is_translated,
    placeholders,
    update_catalogue,
)

LANGUAGES = sorted(PLURAL_FORMS)

TEMPLATE = """
{% load i18n %}
  <p title="{% translate "Don't" %}">
    {% blocktranslate count number=days trimmed %}
      {{ number }} day
    {% plural %}
      {{ number }} days
    {% endblocktranslate %}
 </p>
{# Translators: a button #}
{% translate "Send" context "button" %}
"""

MODULE = """
from django.utils.translation import gettext as now, gettext_lazy as _, ngettext
label = _("Label")
def said(number):
    return now("Said") + ngettext("one", "%(number)d many", number)
"""


@functools.cache
def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(catalogue_path(language)))


@functools.cache
def public() -> frozenset[Message]:
    return frozenset(public_strings())


def project(folder: Path, *, template: str = TEMPLATE, module: str = MODULE) -> Path:
    for name, words in {
        "templates/page.html": template,
        "templates/desk/admin/list.html": "{% load i18n %}{% translate 'Desk' %}",
        "surveys/models.py": module,
        "surveys/views.py": "# For staff only.\n" + module.replace("Label", "Staff label"),
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_string_is_translated(language):
    there = {(e.msgctxt or "", e.msgid) for e in catalogue(language) if is_translated(e)}
    missing = sorted(m.text for m in public() if (m.context, m.text) not in there)
    assert not missing, f"{len(missing)} missing in {language}, the first: {missing[:10]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_what_is_filled_in_later(language):
    wrong = []
    for entry in catalogue(language):
        forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        # A singular form may leave the number out ("one day"), so the plural's places count.
        allowed = {tuple(placeholders(text)) for text in (entry.msgid, entry.msgid_plural or "")}
        allowed = allowed if entry.msgid_plural else {tuple(placeholders(entry.msgid))}
        wrong += [
            entry.msgid for form in forms if form and tuple(placeholders(form)) not in allowed
        ]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_of_the_language(language):
    number, rule = PLURAL_FORMS[language]
    assert catalogue(language).metadata["Plural-Forms"] == f"nplurals={number}; plural={rule};"
    for entry in catalogue(language):
        if entry.msgid_plural:
            assert sorted(entry.msgstr_plural) == list(range(number)), entry.msgid


def test_strings_of_templates_are_found_with_plurals_and_contexts(tmp_path):
    found = collect(project(tmp_path))
    assert Message("Don't") in found
    assert Message("%(number)s day", "%(number)s days") in found
    assert found[Message("Send", context="button")].files == {"templates/page.html"}


def test_public_are_templates_of_visitors_and_what_models_say_at_once(tmp_path):
    texts = {message.text for message in public_strings(project(tmp_path))}
    assert {"Don't", "Said", "one"} <= texts
    assert not {"Desk", "Label", "Staff label"} & texts


@pytest.mark.parametrize(
    ("path", "public"),
    [
        ("surveys/responding/forms.py", True),
        ("surveys/responding/admin_views.py", False),
        ("surveys/responding/wagtail_hooks.py", False),
        ("surveys/results/management/commands/export.py", False),
        ("portal/partners/enums.py", False),
    ],
)
def test_modules_that_only_staff_meet_are_known_by_name(path, public):
    assert is_public_module(path) is public


def test_templates_of_the_admin_are_not_public():
    assert is_public_template("templates/responding/question.html")
    assert not is_public_template("templates/responding/admin/list.html")


def test_updating_keeps_translations_drops_the_unused_and_marks_the_new(tmp_path):
    update_catalogue("pl", collect(project(tmp_path)), tmp_path / "locale")
    path = catalogue_path("pl", tmp_path / "locale")
    first = polib.pofile(str(path))
    assert all(entry.tcomment == UNCHECKED for entry in first)
    entry = first.find("Said")
    entry.msgstr, entry.tcomment = "Powiedziane", ""
    first.save()
    project(tmp_path, template="{% load i18n %}{% translate 'New' %}")
    update_catalogue("pl", collect(tmp_path), tmp_path / "locale")
    second = polib.pofile(str(path))
    assert (second.find("Said").msgstr, second.find("Said").tcomment) == ("Powiedziane", "")
    assert second.find("New").tcomment == UNCHECKED
    assert second.find("Don't") is None


def test_updating_twice_changes_no_byte(tmp_path):
    found = collect(project(tmp_path))
    update_catalogue("ro", found, tmp_path / "locale")
    path = catalogue_path("ro", tmp_path / "locale")
    before = path.read_bytes()
    update_catalogue("ro", found, tmp_path / "locale")
    assert path.read_bytes() == before


def test_compiling_writes_what_changed_and_leaves_the_rest(tmp_path):
    update_catalogue("ur", collect(project(tmp_path)), tmp_path / "locale")
    assert len(compile_catalogues(tmp_path / "locale")) == 1
    assert compile_catalogues(tmp_path / "locale") == []
