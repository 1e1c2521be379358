"""The page of benchmarks: every number comes from a stored result."""

import json
import re

import pytest

from framing import __version__
from framing.audit import audit, page, read_results, record, save_result
from tests.audit.raters import KeywordRater, corpus


def made(protocol="folds", rater="keywords", **changes):
    flat = audit(KeywordRater, corpus(), protocol).flat() | changes
    command = f"framing evaluate {rater} --protocol {protocol} --json"
    return record(flat, dataset="plans", rater=rater, command=command, model_sha="ab" * 32)


def test_every_number_of_the_page_stands_in_a_result():
    result = made("article", weighted_f1=0.8125, brier=0.1875)
    text = page([result]).split("## plans")[1]
    table = text.split("\n\n")[1]
    allowed = {f"{v:.3f}".removeprefix("0") for v in result.values() if isinstance(v, float)}
    numbers = set(re.findall(r"\d?\.\d{3}", table))
    assert numbers <= allowed
    assert {".812", ".188"} <= numbers


def test_command_state_and_seed_stand_beside_the_number():
    text = page([made()])
    assert "framing evaluate keywords --protocol folds --json" in text
    assert f"framing {__version__}, model abababababab; seed 42" in text


def test_a_result_replaces_an_older_one_of_the_same_number(tmp_path):
    path = tmp_path / "results.json"
    save_result(path, made("folds", weighted_f1=0.5))
    save_result(path, made("article"))
    save_result(path, made("folds", weighted_f1=0.6))
    found = read_results(path)
    assert [(one["protocol"], one["weighted_f1"]) for one in found] == [
        ("article", 1.0),
        ("folds", 0.6),
    ]
    assert [one.name for one in tmp_path.iterdir()] == ["results.json"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "holds no JSON"),
        ("{}", "holds no list of results"),
        ('[{"dataset": "babe"}]', "result 0 lacks rater, protocol, command"),
    ],
)
def test_a_file_of_something_else_is_refused(tmp_path, content, message):
    path = tmp_path / "results.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        read_results(path)


def test_a_result_without_its_score_is_refused(tmp_path):
    result = made()
    del result["weighted_f1"]
    with pytest.raises(ValueError, match="the new result lacks weighted_f1"):
        save_result(tmp_path / "results.json", result)


def test_a_page_has_a_section_a_dataset_and_is_the_same_every_time():
    results = [made(), made() | {"dataset": "bridges"}]
    assert page(results) == page(json.loads(json.dumps(results[::-1])))
    assert re.findall("^## (.*)", page(results), re.MULTILINE) == [
        "bridges (weighted F1)",
        "plans (weighted F1)",
    ]
