"""Keeps the .po files in step with the code."""

import re
from collections.abc import Mapping
from pathlib import Path

import polib

from portal.catalogues.compiling import LOCALE_FOLDER
from portal.catalogues.extracting import Found, Message

#: Number of plural forms and the rule, as gettext writes it.
PLURAL_FORMS: Mapping[str, tuple[int, str]] = {
    "ur": (2, "(n != 1)"),
    "pa": (2, "(n != 1)"),
    "pl": (
        3,
        "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)",
    ),
    "ro": (3, "(n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2)"),
}
#: The translators' comment of an entry that no person who speaks the language has checked yet.
#: Whoever checks it deletes the comment.
UNCHECKED = "unchecked"

_PERCENT = re.compile(r"%(?:\([a-z_][a-z0-9_]*\))?[sdif]", re.IGNORECASE)
_BRACES = re.compile(r"\{[a-z_][a-z0-9_]*\}", re.IGNORECASE)


def placeholders(text: str) -> list[str]:
    """The places in a string that are filled in later: they must survive translation unchanged."""
    return sorted(_PERCENT.findall(text) + _BRACES.findall(text))


def catalogue_path(language: str, folder: Path = LOCALE_FOLDER) -> Path:
    return folder / language / "LC_MESSAGES" / "django.po"


def update_catalogue(
    language: str, found: Mapping[Message, Found], folder: Path = LOCALE_FOLDER
) -> polib.POFile:
    """Brings one language's file in step with ``found`` and writes it.

    Translations stay, entries that nothing uses any more go, new ones come in empty. The order and
    every line depend on the strings alone, so that two people's changes seldom touch.
    """
    path = catalogue_path(language, folder)
    old = _existing(path)
    catalogue = polib.POFile(wrapwidth=98)
    catalogue.metadata = _metadata(language)
    for message in sorted(found):
        catalogue.append(_entry(language, message, found[message], old.get(_key(message))))
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return catalogue


def _key(message: Message) -> tuple[str, str]:
    return message.context, message.text


def _existing(path: Path) -> dict[tuple[str, str], polib.POEntry]:
    if not path.exists():
        return {}
    entries = polib.pofile(str(path))
    return {(entry.msgctxt or "", entry.msgid): entry for entry in entries if not entry.obsolete}


def _metadata(language: str) -> dict[str, str]:
    number, rule = PLURAL_FORMS[language]
    return {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": f"nplurals={number}; plural={rule};",
    }


def _entry(
    language: str, message: Message, found: Found, old: polib.POEntry | None
) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=message.text,
        msgctxt=message.context or None,
        comment="\n".join(sorted(found.comments)),
        occurrences=[(file, "") for file in sorted(found.files)],
        tcomment=UNCHECKED if old is None else old.tcomment,
    )
    if placeholders(message.text) and _PERCENT.search(message.text):
        entry.flags.append("python-format")
    if message.plural:
        number, _rule = PLURAL_FORMS[language]
        kept = old.msgstr_plural if old is not None else {}
        entry.msgid_plural = message.plural
        entry.msgstr_plural = {form: kept.get(form, "") for form in range(number)}
    elif old is not None:
        entry.msgstr = old.msgstr
    if old is not None and "fuzzy" in old.flags:
        entry.flags.append("fuzzy")
    return entry


def is_translated(entry: polib.POEntry) -> bool:
    """Whether every form has words and nothing is in doubt."""
    if "fuzzy" in entry.flags:
        return False
    forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    return all(form.strip() for form in forms)
