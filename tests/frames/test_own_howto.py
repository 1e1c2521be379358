"""The pages on own frames and on coding by hand: every block of Python in them runs."""

import re
from pathlib import Path

import pytest

from framing.frames.own import load_frames

DOCS = Path(__file__).parent.parent.parent / "docs"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(name, kind):
    text = (DOCS / name).read_text(encoding="utf-8")
    return [code for language, code in BLOCK.findall(text) if language == kind]


@pytest.mark.filterwarnings("ignore::framing.models.RaterWarning")
@pytest.mark.parametrize("name", ["own_frames.md", "codebooks.md"])
def test_the_page_runs(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for code in blocks(name, "toml"):
        (tmp_path / "my_frames.toml").write_text(code, encoding="utf-8")
    scope = {}
    for code in blocks(name, "python"):
        exec(compile(code, name, "exec"), scope)
    assert capsys.readouterr().out


def test_the_page_asks_one_question_in_each_language(tmp_path):
    (code,) = blocks("own_frames.md", "toml")
    path = tmp_path / "my_frames.toml"
    path.write_text(code, encoding="utf-8")
    assert {code for frame in load_frames(path) for code in frame.seeds} == {"de", "en"}
