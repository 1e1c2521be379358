"""Modules know only the layers below their own. Moving one is a change to this list."""

import ast
from pathlib import Path

import pytest

import framing

LAYERS = [
    {"document", "fetch"},
    {"lexicon"},
    {"language"},
    {"segment"},
    {"attribution", "tagging"},
    {"parsing"},
    {"annotations"},
    {"vectors", "actors"},
    {"extract", "cards"},
    {"voices", "evaluation", "models", "zones", "naming", "actions", "coding"},
    {"frames", "report", "training"},
    {"audit", "plot"},
    {"cli"},
]
FACADE = {"__init__", "__main__"}  # they hand on what is below
ROOT = Path(framing.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
HEIGHT = {name: height for height, layer in enumerate(LAYERS) for name in layer}
LAZY = {"document": 2}  # what a notebook shows is asked for by name: framing.report, twice


def module_of(path):
    """The layer's name: the first part of a path under ``framing``."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def names(node, path):
    """What an import statement names, as whole dotted names."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    package = ["framing", *path.relative_to(ROOT).parts[:-1]]
    base = package[: len(package) - node.level + 1] if node.level else []
    base += node.module.split(".") if node.module else []
    return [".".join([*base, alias.name]) for alias in node.names]


def imported(tree, path):
    """The modules of the package that a file imports; ``framing`` stands for the façade."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in names(node, path):
                top, _, rest = name.partition(".")
                if top == "framing" and rest != "__version__":  # the façade's own, not handed on
                    first = rest.split(".")[0]
                    yield first if first in HEIGHT else "framing"


def by_name(tree):
    """Strings that name a module of the package: what importlib could be given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_module":
            yield from (a.value for a in node.args if isinstance(a, ast.Constant))


def test_every_module_has_a_layer():
    assert {module_of(path) for path in FILES} == set(HEIGHT) | FACADE


def test_a_layer_is_listed_once():
    assert sum(map(len, LAYERS)) == len(HEIGHT)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_imports_upwards_or_sideways(path):
    name = module_of(path)
    if name in FACADE:
        name, height = "the façade", len(LAYERS)
    else:
        height = HEIGHT[name]
    heights = {**HEIGHT, "framing": len(LAYERS) - 3}  # the façade hands on the report and below
    found = set(imported(ast.parse(path.read_text(encoding="utf-8")), path)) - {name}
    above = {other for other in found if heights[other] >= height}
    assert not above, f"{path.name} imports {above}, which is not below it"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_imported_by_name_is_the_report_that_a_notebook_shows(path):
    found = [n for n in by_name(ast.parse(path.read_text(encoding="utf-8"))) if "framing" in str(n)]
    assert found == ["framing.report"] * LAZY.get(module_of(path), 0)


@pytest.mark.parametrize(
    ("line", "modules"),
    [
        ("from framing.report import display", ["report"]),
        ("from framing.report.page import x", ["report"]),
        ("from framing import report", ["report"]),
        ("from framing import parse", ["framing"]),
        ("import framing.report.page", ["report"]),
        ("import framing", ["framing"]),
        ("from framing import __version__", []),
        ("def f():\n    from framing.cli import main", ["cli"]),
        ("from . import page", ["report"]),
        ("from ..cli import main", ["cli"]),
        ("import numpy, framing.cli", ["cli"]),
        ("from framing_extra import x", []),
    ],
)
def test_every_way_to_import_is_seen(line, modules):
    assert list(imported(ast.parse(line), ROOT / "report" / "page.py")) == modules
