"""Raters under the protocols of their recipes; size and speed; makes docs/benchmarks.md."""

from __future__ import annotations

import argparse
import json
import time
import warnings
from pathlib import Path
from typing import Any

from framing.audit import (
    AuditWarning,
    audit_dataset,
    audit_recipe,
    page,
    read_results,
    recipe_named,
    record,
    result_of,
    save_result,
)
from framing.models import RaterWarning, Recipe, list_raters, list_recipes, load_rater
from framing.models.folder import PRETRAINED, SCORES

RESULTS = Path(__file__).parent / "results.json"
PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
FASTEST = 4000  # sentences a second: the bar
LARGEST = 30  # MB of all shipped folders: the bar
ARTICLES = 400


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which raters, and whether to measure or only to write the page."""
    parser.add_argument(
        "names",
        nargs="*",
        metavar="RATER",
        help="if left out: all that are not shipped, whose folders hold their scores",
    )
    parser.add_argument(
        "--tfidf", action="store_true", help="TF-IDF and logistic regression, untuned, instead"
    )
    parser.add_argument("--page", action="store_true", help="only write the page anew")
    parser.add_argument("--speed", action="store_true", help="only speed and size")


def main(args: argparse.Namespace) -> None:
    """Measure, store the results, write the page."""
    if args.speed:
        speed(args.articles)
        return
    every = [name for name in list_recipes() if args.tfidf or not recipe_named(name).ships]
    for name in [] if args.page else args.names or every:
        _measure(name, args.tfidf)
    PAGE.write_text(page([*read_results(RESULTS), *_shipped()]), encoding="utf-8")
    print(f"written: {PAGE}")


def _shipped() -> list[dict[str, Any]]:
    """What the folders of the shipped raters say of them."""
    folders = sorted(PRETRAINED.glob(f"*/{SCORES}"))
    found = [json.loads(path.read_text(encoding="utf-8")) for path in folders]
    return [result for scores in found for result in scores.values()]


def _measure(name: str, tfidf: bool) -> None:
    recipe = recipe_named(name)
    for protocol in recipe.protocols:
        with warnings.catch_warnings():  # they stand in the results as notes
            warnings.simplefilter("ignore", AuditWarning)
            warnings.simplefilter("ignore", RaterWarning)
            if tfidf:
                result = _of_tfidf(recipe, protocol)
            else:
                result = result_of(recipe, audit_recipe(recipe, protocol))
        save_result(RESULTS, result)
        shown = {key: result.get(key) for key in ("weighted_f1", "macro_f1", "micro_f1", "ece")}
        print(f"{result['command']}: {shown}", flush=True)


class Tfidf:
    """What a newcomer tries first: word and character n-grams, one logistic regression a label."""

    def fit(self, documents: Any, labels: Any, groups: Any = None) -> Tfidf:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.multiclass import OneVsRestClassifier
        from sklearn.pipeline import make_pipeline, make_union
        from sklearn.preprocessing import MultiLabelBinarizer

        grams = make_union(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2),
        )
        self.several = isinstance(labels[0], (tuple, list))
        model: Any = LogisticRegression(max_iter=2000)
        target = labels
        if self.several:
            self.names = MultiLabelBinarizer().fit(labels)
            target, model = self.names.transform(labels), OneVsRestClassifier(model)
        self.model = make_pipeline(grams, model)
        with warnings.catch_warnings():  # a label that stands in every row, or in none
            warnings.simplefilter("ignore")
            self.model.fit([document.text for document in documents], target)
        self.classes_ = self.names.classes_ if self.several else self.model.classes_
        return self

    def predict_proba(self, documents: Any) -> Any:
        return self.model.predict_proba([document.text for document in documents])

    def predict(self, documents: Any) -> Any:
        found = self.model.predict([document.text for document in documents])
        return self.names.inverse_transform(found) if self.several else found


def _of_tfidf(recipe: Recipe, protocol: str) -> dict[str, Any]:
    found = audit_dataset(Tfidf, recipe.dataset, protocol, splits=recipe.train)
    return record(
        found.flat(),
        dataset=recipe.dataset,
        rater=f"TF-IDF ({recipe.name})",
        command=f"python -m benchmarks raters {recipe.name} --tfidf",
    )


def speed(articles: Path) -> None:
    """Sentences a second of CPU time of each shipped rater, features included."""
    import pandas as pd

    import framing
    from framing.models import ratings

    files = {"en": "en_allsides.parquet", "de": "de_covid.parquet"}
    documents: dict[str, Any] = {}
    for language, name in files.items():
        texts = pd.read_parquet(articles / name)["text"].head(ARTICLES)
        documents[language] = [
            framing.parse(text, language, attribution="rules", id=f"{language}{i}")
            for i, text in enumerate(texts)
        ]
    for name in list_raters():
        rater = load_rater(name)
        corpus = documents[rater.recipe.languages[0]]
        n = sum(len(document.sentences) for document in corpus)
        ratings(corpus[:20], rater)
        begun = time.process_time()
        ratings(corpus, rater)
        each = n / (time.process_time() - begun)
        print(f"{name}: {each:,.0f} sentences a second (bar {FASTEST:,}), {n:,} sentences")
    size = sum(path.stat().st_size for path in PRETRAINED.rglob("*") if path.is_file())
    print(f"shipped folders: {size / 1e6:.1f} MB (bar {LARGEST})")
