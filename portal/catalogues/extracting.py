"""Every string that is marked for translation, and which of them the public sees.

Public is what families and other visitors read. That is every template without ``admin`` in its
path, and every Python module except those that only staff meet: by place or name
(`is_public_module`), because they build on ``wagtail.admin``, or because they say so in a comment
line ``# For staff only.`` Of a public room's ``models.py``, only what is marked with the immediate
``gettext`` family counts: its lazy strings are names of fields and help texts, seen in the admin.
"""

import ast
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("forum", "home", "portal", "surveys")
TEMPLATE_SUFFIXES = (".html", ".txt")

#: Folders and files in which only staff read anything.
STAFF_FOLDERS = frozenset({"management", "migrations", "tests", "tooling"})
STAFF_FILES = frozenset(
    {"apps.py", "filters.py", "panels.py", "settings.py", "viewsets.py", "wagtail_hooks.py"}
)
STAFF_ROOMS = (
    "forum/board/",
    "forum/plan/",
    "forum/reports/",
    "home/demonstration/",
    "home/measuring.py",
    "home/waiting.py",
    "portal/accounts/",
    "portal/audit/",
    "portal/jobs/",
    "portal/mail/",
    "portal/outgoing/",
    "portal/partners/",
    "portal/texts/",
    "surveys/comments/",
    "surveys/themes/",
)
#: Words of those rooms that families meet all the same: on "you said, we did", on consultations
#: and beside the fields of forms.
PUBLIC_MODULES = frozenset(
    {"forum/board/enums.py", "forum/plan/enums.py", "portal/texts/fields.py"}
)
STAFF_TEMPLATES = (
    "templates/mail/demonstration.html",
    "templates/mfa/",
    "templates/reports/",
    "templates/texts/demonstration.html",
)
#: A comment line with which a module says that only staff meet its strings.
STAFF_MARK = b"# For staff only."

#: Arguments of Django's functions, in Babel's notation; the lazy ones take the same.
_ARGUMENTS: Mapping[str, tuple | None] = {
    "gettext": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_LAZY = "_lazy"
#: `templatize` writes these whatever a module calls them.
_TEMPLATE_KEYWORDS = {**_ARGUMENTS, "_": None}


@dataclass(frozen=True, order=True)
class Message:
    """One marked string; ``plural`` and ``context`` are empty where it has none."""

    text: str
    plural: str = ""
    context: str = ""


@dataclass
class Found:
    """Where a message was found, and what its author told the translators."""

    files: set[str] = field(default_factory=set)
    comments: set[str] = field(default_factory=set)
    public: bool = False


def is_public_template(path: str) -> bool:
    """Whether visitors read this template (path from the root, with slashes)."""
    return "admin" not in path and not path.startswith(STAFF_TEMPLATES)


def is_public_module(path: str) -> bool:
    """Whether visitors read strings of this Python module (path from the root, with slashes)."""
    *folders, name = path.split("/")
    return path in PUBLIC_MODULES or not (
        name in STAFF_FILES
        or name.startswith("admin")
        or STAFF_FOLDERS & set(folders)
        or path.startswith(STAFF_ROOMS)
    )


def collect(root: Path = ROOT) -> dict[Message, Found]:
    """Every marked string of the project's own modules and templates."""
    found: dict[Message, Found] = {}
    for message, file, comments, public in _everything(root):
        entry = found.setdefault(message, Found())
        entry.files.add(file)
        entry.comments.update(comments)
        entry.public = entry.public or public
    return found


def public_strings(root: Path = ROOT) -> set[Message]:
    """The strings that visitors read: each must be translated into every language."""
    return {message for message, found in collect(root).items() if found.public}


_Item = tuple[Message, str, Iterable[str], bool]


def _everything(root: Path) -> Iterator[_Item]:
    for path in _files(root, ("*.py",), ROOMS):
        yield from _from_module(path, path.relative_to(root).as_posix())
    patterns = tuple(f"*{suffix}" for suffix in TEMPLATE_SUFFIXES)
    for path in _files(root, patterns, ("templates", *ROOMS)):
        if "templates" in path.parts:
            yield from _from_template(path, path.relative_to(root).as_posix())


def _files(root: Path, patterns: Iterable[str], folders: Iterable[str]) -> Iterator[Path]:
    for folder in folders:
        for pattern in patterns:
            for path in sorted((root / folder).rglob(pattern)):
                if not {"node_modules", "build"} & set(path.parts):
                    yield path


def _from_module(path: Path, name: str) -> Iterator[_Item]:
    source = path.read_bytes()
    tree = ast.parse(source)
    immediate, lazy = _keywords(tree)
    only_immediate = "models" in (path.stem, path.parent.name)
    public = (
        is_public_module(name)
        and STAFF_MARK not in source
        and (only_immediate or not _builds_on_admin(tree))
    )
    for keywords, counts in ((immediate, public), (lazy, public and not only_immediate)):
        if keywords:
            for message, comments in _babel(source, keywords):
                yield message, name, comments, counts


def _builds_on_admin(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wagtail.admin")
        for node in ast.walk(tree)
    )


def _keywords(tree: ast.Module) -> tuple[dict[str, tuple | None], dict[str, tuple | None]]:
    """What this module calls Django's immediate and lazy functions."""
    immediate: dict[str, tuple | None] = {}
    lazy: dict[str, tuple | None] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for alias in node.names:
                plain = alias.name.removesuffix(_LAZY)
                if plain in _ARGUMENTS:
                    kind = lazy if alias.name.endswith(_LAZY) else immediate
                    kind[alias.asname or alias.name] = _ARGUMENTS[plain]
    return immediate, lazy


def _from_template(path: Path, name: str) -> Iterator[_Item]:
    code = templatize(path.read_text(encoding="utf-8"), origin=name)
    # What is left of the markup keeps its indentation, at which Python would stumble.
    lines = "\n".join(line.lstrip() for line in code.splitlines())
    for message, comments in _babel(lines.encode(), _TEMPLATE_KEYWORDS):
        yield message, name, comments, is_public_template(name)


def _babel(
    source: bytes, keywords: Mapping[str, tuple | None]
) -> Iterator[tuple[Message, list[str]]]:
    options = {"encoding": "utf-8"}
    for _line, words, comments, context in extract(
        "python", io.BytesIO(source), keywords, ("Translators:",), options
    ):
        text, plural = words if isinstance(words, tuple) else (words, "")
        if text:
            yield Message(text, plural or "", context or ""), comments
