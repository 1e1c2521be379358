"""``framing train NAME --encoder BASE``: from a labelled file to a folder that rates."""

import json

import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'framing[train]'")
transformers = pytest.importorskip("transformers", reason="pip install 'framing[train]'")
pytest.importorskip("onnxruntime", reason="pip install 'framing[train]'")

from framing import parse, rate  # noqa: E402
from framing.cli import main  # noqa: E402
from framing.models import load_rater  # noqa: E402
from framing.models.saving import SCORES  # noqa: E402


@pytest.fixture
def base(tmp_path):
    """A tiny encoder that has learnt nothing, made from a configuration."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    letters = [chr(code) for code in range(97, 123)]
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", "!", *letters]
    vocabulary += [f"##{letter}" for letter in letters]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    transformers.BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=256,
    )
    transformers.BertModel(config).save_pretrained(folder)
    return folder


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
