"""Raters and corpora of the tests: small enough to know what must come out."""

import numpy as np

import framing
from framing.document import Corpus

LOADED = {"reckless", "shameful", "disgraceful"}
OUTLETS = ("Gazette", "Courier", "Herald")
TOPICS = ("bridge", "school")


class KeywordRater:
    """Says 1 where a loaded word stands; keeps the contract of a rater, learns the classes only."""

    languages = ("en",)

    def fit(self, documents, labels, groups=None):
        assert len(documents) == len(labels) > 0
        assert groups is None or len(groups) == len(labels)
        self.classes_ = sorted(set(labels))
        self.learnt, self.groups = list(documents), groups
        return self

    def predict_proba(self, documents):
        one = np.array([0.9 if LOADED & set(d.lower) else 0.1 for d in documents])
        return np.column_stack([1 - one, one])

    def predict(self, documents):
        return self.predict_proba(documents).argmax(axis=1)


class ShareRater:
    """Gives every document the shares of the labels that it has learnt."""

    def fit(self, documents, labels, groups=None):
        self.several = isinstance(labels[0], tuple)
        names = [name for label in labels for name in (label if self.several else (label,))]
        self.classes_ = sorted(set(names))
        self.shares = np.array([names.count(name) / len(labels) for name in self.classes_])
        return self

    def predict_proba(self, documents):
        return np.tile(self.shares, (len(documents), 1))

    def predict(self, documents):
        if self.several:
            chosen = tuple(n for n, p in zip(self.classes_, self.shares, strict=True) if p >= 0.5)
        else:
            chosen = self.classes_[int(self.shares.argmax())]
        return [chosen] * len(documents)


def sentence(text, number=0, language="en", **meta):
    return framing.parse(text, language, id=f"s{number}", meta=meta, attribution="rules")


def corpus(n=48, **overrides):
    """Sentences of three outlets on two topics, two an article, every second one loaded.

    The Gazette's are labelled 1 but for one in four, the others' 0 but for one in four.
    """
    documents = []
    for number in range(n):
        outlet, topic = OUTLETS[number % 3], TOPICS[number // 3 % 2]
        odd = number // 3 % 4 == 0
        label = int((outlet == "Gazette") != odd)
        word = "reckless" if label else "new"
        numbers = f"{number} of {number * 7} and {number * 13}"
        text = f"Paper {numbers} calls the {word} plan for the {topic} number {number}."
        meta = {"label": label, "outlet": outlet, "topic": topic, "article": f"a{number // 6}"}
        documents.append(sentence(text, number, **(meta | overrides)))
    return Corpus(tuple(documents))


def relabelled(documents, labels):
    """The same sentences with other labels."""
    return Corpus(
        tuple(
            sentence(d.text, number, **{**d.meta, "label": label})
            for number, (d, label) in enumerate(zip(documents, labels, strict=True))
        )
    )
