"""``framing train`` where what it needs is not installed."""

import sys

import pytest

from framing.cli import main


@pytest.mark.parametrize("name", ["torch", "gensim"])
def test_without_torch_or_gensim_it_says_what_to_install(name, monkeypatch, tmp_path):
    for module in [m for m in sys.modules if m.startswith("framing.training")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SystemExit) as end:
        main(["train", "attribution", "--data", "polnear", "--out", str(tmp_path / "model")])
    assert end.value.code == (
        "framing: training needs torch and gensim, which are not installed: "
        "pip install 'framing[train]'"
    )
    assert not (tmp_path / "model").exists()
