"""Rating is light, and nothing in a folder of a rater is ever run."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import framing

ROOT = Path(framing.__file__).parent
HEAVY = ("sklearn", "scipy", "pandas", "matplotlib", "torch", "transformers", "onnxruntime")
RUNS_CODE = {"pickle", "cPickle", "_pickle", "joblib", "dill", "cloudpickle", "shelve", "marshal"}
RATE = """
import sys
import framing
from framing.models import explain, ratings
document = framing.parse("The radical mob met in the town hall on Monday.", "en")
assert ratings([document], "bias-en")
assert explain("bias-en", document)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def modules_after(code):
    """The packages that are there after some code has run in a Python of its own."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_rating_and_explaining_need_numpy_only():
    loaded = modules_after(RATE)
    assert "numpy" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_naming_the_package_loads_no_rater():
    code = "import sys, framing; print(*sys.modules)"
    assert not {name for name in modules_after(code) if name.startswith("framing.models")}


@pytest.mark.parametrize(
    "path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_module_reads_what_can_run_code(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        assert RUNS_CODE.isdisjoint(name.partition(".")[0] for name in names)
        if isinstance(node, ast.keyword) and node.arg == "allow_pickle":
            assert isinstance(node.value, ast.Constant)
            assert node.value.value is False
