"""What the code imports is what set-up installs."""

import ast
import functools
import importlib.metadata
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = {"forum", "home", "portal", "surveys", "tests"}


@functools.cache
def pinned() -> frozenset[str]:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(plain(re.split(r"[=\[]", line)[0]) for line in lines if line[:1].isalnum())


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported() -> Iterator[tuple[str, Path]]:
    """The first part of each imported name, and of each that is looked for by its text."""
    for folder in OURS:
        for path in (ROOT / folder).rglob("*.py"):
            if {"node_modules", "assets"} & set(path.parts):
                continue
            for node in ast.walk(ast.parse(path.read_bytes())):
                for name in _names(node):
                    yield name.split(".")[0], path.relative_to(ROOT)


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""] if node.level == 0 else []
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        return [str(node.args[0].value)] if called == "find_spec" else []
    return []


def test_every_package_that_the_code_uses_is_installed_by_set_up():
    distributions = importlib.metadata.packages_distributions()
    strangers = {
        f"{name} in {path}"
        for name, path in imported()
        if name not in OURS
        and name not in sys.stdlib_module_names
        and not {plain(found) for found in distributions.get(name, [])} & pinned()
    }
    assert not strangers


def test_every_package_names_its_exact_version_and_no_place_to_get_it_from():
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        assert not line or line[0] == "#" or re.fullmatch(r"[\w\[\]-]+==[\w.]+( ; .+)?", line), line
    assert "://" not in text
