"""``framing train NAME --encoder BASE``: from a labelled file to a folder that rates."""

import json

import pytest

pytest.importorskip("torch", reason="training needs torch: pip install 'framing[train]'")
pytest.importorskip("transformers", reason="pip install 'framing[train]'")
pytest.importorskip("onnxruntime", reason="pip install 'framing[train]'")

from framing import parse, rate
from framing.cli import main
from framing.models import load_rater
from framing.models.saving import SCORES
from tests.training.tiny_encoder import write_tiny


@pytest.fixture
def base(tmp_path):
    """A tiny encoder that has learnt nothing, made from a configuration."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    return write_tiny(folder, positions=256)


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("FRAMING_PATH", str(tmp_path / "cards"))
    lines = ["body,biased"]
    for thing in ("bridge", "school", "harbour", "library", "market"):
        lines += [f"The {thing} was opened on Monday.,no", f"A shameful lie about the {thing}!,yes"]
    file = tmp_path / "coded.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    columns = "--text body --label biased --language en"
    main(["datasets", "add", str(file), "--name", "mine", *columns.split()])


@pytest.mark.usefixtures("own")
def test_an_encoder_is_trained_audited_written_and_rates(base, tmp_path):
    target = tmp_path / "rater"
    main(["train", "mine", "--encoder", str(base), "--out", str(target)])
    rater = load_rater(target)
    table = rate([parse("A shameful lie about the road! It was closed.", "en", id="a")], rater)
    assert table["probability"].between(0, 1).all()
    assert json.loads((target / SCORES).read_text(encoding="utf-8"))["folds"]["n"] == 10
    assert "fine-tuned" in (target / "README.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("own")
def test_an_encoder_that_is_not_there_is_named_before_any_work(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(SystemExit, match="no encoder 'no/such'"):
        main(["train", "mine", "--encoder", "no/such", "--out", str(tmp_path / "rater")])
