"""A rater from its recipe: audited, trained on all of its data, written with its card."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any

from framing.audit.cards import card_text
from framing.audit.datasets import audit_dataset, whole_corpus
from framing.audit.page import record
from framing.audit.result import Audit
from framing.cards import card, list_datasets
from framing.document import Corpus
from framing.language import nearest
from framing.models import Rater, Recipe, list_recipes, load_recipe, save_rater
from framing.models.recipe import TASKS

Results = dict[str, dict[str, Any]]


def recipe_named(name: str) -> Recipe:
    """A recipe by its own name, or by that of its dataset.

    A dataset that no recipe is written for, such as a labelled file of the user's own, gets the
    blocks of the package's raters: those of ``bias-en``, or with several labels at once those of
    ``frames14-en``.

    Raises
    ------
    ValueError
        If there is neither, several recipes learn from that dataset, or it has no labels that
        a rater could learn.

    Examples
    --------
    >>> recipe_named("babe").name
    'bias-en'
    """
    if name in list_recipes():
        return load_recipe(name)
    using = [one for one in list_recipes() if load_recipe(one).dataset == name]
    if len(using) > 1:
        raise ValueError(f"several raters learn from {name!r}: {', '.join(using)}; name one")
    if using:
        return load_recipe(using[0])
    datasets = list(list_datasets().index)
    if name not in datasets:
        known = sorted({*list_recipes(), *datasets})
        raise ValueError(f"no rater and no dataset {name!r}; {nearest(name, known)}")
    return _usual(name)


def _usual(dataset: str) -> Recipe:
    """What a rater of a dataset without a recipe is made from."""
    facts = card(dataset)
    task = facts.get("kind", "none")
    if task not in TASKS:
        raise ValueError(f"{dataset} has no labels that a rater could learn (kind {task!r})")
    pattern = load_recipe("frames14-en" if task == "multilabel" else "bias-en")
    splits = [name for name in facts["files"] if "test" not in name and name != "annotators"]
    groups = [name for name in ("article", "outlet", "topic") if name in facts.get("groups", ())]
    return replace(
        pattern,
        name=dataset,
        title=facts["title"],
        dataset=dataset,
        train=tuple(splits),
        task=task,
        unit="article" if facts.get("unit") == "article" else "sentence",
        languages=tuple(facts["languages"]),
        positive="positive",
        group=groups[0] if groups else "",
        ships=False,
        weights_licence="",
        protocols=("folds",),
        shown="folds",
    )


def audit_recipe(recipe: Recipe, protocol: str, **settings: Any) -> Audit:
    """The raters of a recipe under a protocol, on its own dataset.

    Parameters
    ----------
    recipe : Recipe
    protocol : str
        See ``audit_dataset``.
    **settings
        ``seed`` and ``folds``, as ``audit_dataset`` takes them.
    """
    return audit_dataset(
        lambda: Rater(recipe), recipe.dataset, protocol, splits=recipe.train, **settings
    )


def result_of(recipe: Recipe, audit: Audit) -> dict[str, Any]:
    """An audit as a flat object with the command that gives it."""
    command = f"framing evaluate {recipe.name} --protocol {audit.protocol}"
    if audit.seed != 42:
        command += f" --seed {audit.seed}"
    return record(
        audit.flat(),
        dataset=recipe.dataset,
        rater=recipe.name,
        command=command,
        model_sha=recipe_sha(recipe),
    )


def recipe_sha(recipe: Recipe) -> str:
    """SHA-256 of a recipe: what stands in it, in one order."""
    return sha256(dumps(recipe.facts(), sort_keys=True).encode()).hexdigest()


def train_rater(
    recipe: Recipe, folder: Path, say: Callable[[str], None] = lambda line: None
) -> Results:
    """Audit, train and write a rater.

    Parameters
    ----------
    recipe : Recipe
    folder : Path
        Where ``model.toml``, weights, scores and card go.
    say : callable
        Told how it goes.

    Returns
    -------
    dict
        For each protocol of the recipe the flat result of its audit.

    Raises
    ------
    ValueError
        If the data are not as they should be, see ``Rater.fit``.
    FetchError
        If the corpus is not at hand; says where it comes from.
    """
    corpus = whole_corpus(recipe.dataset, recipe.train)
    audits: dict[str, Audit] = {}
    for protocol in recipe.protocols:
        audits[protocol] = audit_recipe(recipe, protocol)
        flat = audits[protocol].flat()
        say(f"{recipe.name}, {protocol}: {flat['score']} {flat[flat['score']]:.3f}")
    results = {name: result_of(recipe, found) for name, found in audits.items()}
    rater = trained(recipe, corpus)
    say(f"{recipe.name}: trained on {len(corpus)} rows")
    data = facts_of(recipe, corpus)
    save_rater(rater, folder, data, results, card_text(rater, data, audits))
    return results


def trained(recipe: Recipe, corpus: Corpus) -> Rater:
    """A rater that has learnt from all of a corpus."""
    labelled = [d for d in corpus if "label" in d.meta]
    groups = None
    if recipe.group:
        # What belongs to no group is one of its own; a pair is no name that a group has.
        groups = [d.meta.get(recipe.group) or ("row", i) for i, d in enumerate(labelled)]
    return Rater(recipe).fit(labelled, [d.meta["label"] for d in labelled], groups)


def facts_of(recipe: Recipe, corpus: Sequence[Any]) -> Mapping[str, Any]:
    """What a folder says about the data that its rater learnt from."""
    facts = card(recipe.dataset)
    return {
        "dataset": recipe.dataset,
        "title": facts["title"],
        "splits": list(recipe.train),
        "n": len(corpus),
        "licence": facts["licence"],
        "weights_licence": recipe.weights_licence or f"as the data: {facts['licence']}",
        "citation": facts["citation"],
        "route": facts["route"],
    }
