"""``import framing``: few names, each documented, and nothing heavy before it is needed.

Times are CPU times of a fresh interpreter, the best of several, over those of an interpreter
that does nothing.
"""

import doctest
import importlib
import json
import os
import sys
from functools import cache
from pathlib import Path
from subprocess import run

import pytest

import framing
from framing.cards import CARDS

HEAVY = {"numpy", "pandas", "sklearn", "matplotlib"}
BEST_OF = 5
MOST_NAMES = 25
FRESH = [sys.executable, "-I"]
MODULES = "import sys; print(*sorted(sys.modules), file=sys.stderr)"
HELP = (
    "import runpy, sys; sys.argv = ['framing', '--help']\n"
    "try: runpy.run_module('framing', run_name='__main__')\n"
    f"except SystemExit as end: assert not end.code\n{MODULES}"
)
ANALYZE = (
    "import runpy, sys; sys.argv = ['framing', 'analyze', {file!r}, '--json', '-']\n"
    "try: runpy.run_module('framing', run_name='__main__')\n"
    f"except SystemExit as end: assert not end.code\n{MODULES}"
)


def children():
    times = os.times()
    return times.children_user + times.children_system


def fresh(*arguments):
    """Run Python in a new process: seconds of CPU time it took, and what it said."""
    before = children()
    done = run([*FRESH, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return children() - before, done


def best(*arguments):
    return min(fresh(*arguments)[0] for _ in range(BEST_OF))


@cache
def idle():
    return best("-c", "pass")


def loaded(code):
    """The top-level modules a program has loaded, by the last line of what it says."""
    said = fresh("-c", code)[1].stderr
    return {name.partition(".")[0] for name in said.splitlines()[-1].split()}


@pytest.fixture(scope="module")
def article(tmp_path_factory):
    """One German article of the sample, as a file."""
    lines = (CARDS / "sample" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    text = next(row["text"] for row in map(json.loads, lines) if row["language"] == "de")
    path = tmp_path_factory.mktemp("article") / "artikel.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


# Names


def test_there_are_few_names():
    assert len(framing.__all__) == len(set(framing.__all__)) <= MOST_NAMES


@pytest.mark.parametrize("name", framing.__all__)
def test_every_name_can_be_imported(name):
    assert getattr(importlib.import_module("framing"), name) is not None


@pytest.mark.parametrize("name", [n for n in framing.__all__ if callable(getattr(framing, n))])
def test_every_name_is_documented(name):
    assert len((getattr(framing, name).__doc__ or "").split()) >= 4


EXAMPLES = [  # values and errors have nothing to show beyond their type
    name
    for name in framing.__all__
    if callable(value := getattr(framing, name))
    and not (isinstance(value, type) and issubclass(value, Exception | tuple))
]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_name_that_does_something_has_an_example_that_doctest_finds(name):
    value = getattr(framing, name)
    home = sys.modules[value.__module__]
    found = doctest.DocTestFinder(recurse=False).find(value, name, module=home)
    assert any(test.examples for test in found)


def test_no_module_bears_the_name_of_the_facade():
    """Only what lies right in the package can hide a name of it."""
    root = Path(framing.__file__).parent
    modules = {path.stem for path in root.iterdir()}
    assert modules.isdisjoint(framing.__all__)


def test_all_names_are_listed():
    assert set(framing.__all__) <= set(dir(framing))
    assert framing.__all__ == sorted(
        framing.__all__, key=lambda n: (not n.isupper(), n.islower(), n)
    )


def test_an_unknown_name_says_where_the_names_are():
    with pytest.raises(AttributeError) as error:
        framing.bias_model  # noqa: B018
    assert str(error.value) == "module 'framing' has no attribute 'bias_model'; see framing.__all__"


def test_an_unknown_name_cannot_be_imported():
    with pytest.raises(ImportError, match="bias_model"):
        exec("from framing import bias_model")


# Time


def test_importing_is_quick():
    assert best("-c", "import framing") - idle() <= 0.05


def test_importing_loads_nothing_heavy():
    assert loaded(f"import framing; {MODULES}").isdisjoint(HEAVY)


def test_help_is_quick():
    assert best("-m", "framing", "--help") <= 0.1


def test_help_loads_nothing_heavy():
    assert loaded(HELP).isdisjoint(HEAVY)


def test_help_tells_the_commands():
    assert "analyze" in fresh("-m", "framing", "--help")[1].stdout


def test_analysing_an_article_is_quick(article):
    assert best("-m", "framing", "analyze", article, "--json", "-") <= 0.9


def test_analysing_an_article_loads_no_library_for_tables_or_models(article):
    assert loaded(ANALYZE.format(file=article)).isdisjoint(HEAVY - {"numpy"})


def test_parsing_loads_no_library_for_tables_or_models():
    code = f"import framing; framing.parse('Die Lage ist ernst.', 'de').voice((0, 3)); {MODULES}"
    assert loaded(code).isdisjoint(HEAVY - {"numpy"})
