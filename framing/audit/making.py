"""A rater from its recipe: audited, trained on all of its data, written with its card."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any

from framing.audit.cards import card_text
from framing.audit.contract import Make
from framing.audit.datasets import audit_dataset, whole_corpus
from framing.audit.page import record
from framing.audit.result import Audit
from framing.cards import card, list_datasets
from framing.document import Corpus
from framing.language import nearest
from framing.models import Rater, Recipe, list_recipes, load_recipe, save_rater, write_rater
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


def audit_recipe(recipe: Recipe, protocol: str, make: Make | None = None, **settings: Any) -> Audit:
    """The raters of a recipe under a protocol, on its own dataset.

    Parameters
    ----------
    recipe : Recipe
    protocol : str
        See ``audit_dataset``.
    make : callable, optional
        Gives a new rater of another kind; a linear one if left out.
    **settings
        ``seed`` and ``folds``, as ``audit_dataset`` takes them.
    """
    return audit_dataset(
        make or (lambda: Rater(recipe)),
        recipe.dataset,
        protocol,
        splits=recipe.train,
        **settings,
    )


def result_of(recipe: Recipe, audit: Audit, base: str = "") -> dict[str, Any]:
    """An audit as a flat object with the command that gives it."""
    if base:
        command = f"framing train {recipe.name} --encoder {base} --protocol {audit.protocol}"
        about = {"dataset": recipe.dataset, "rater": f"{recipe.name} ({base})"}
        return record(audit.flat(), command=command, **about)
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
    recipe: Recipe,
    folder: Path,
    say: Callable[[str], None] = lambda line: None,
    protocols: Sequence[str] = (),
    base: str = "",
) -> Results:
    """Audit, train and write a rater.

    Parameters
    ----------
    recipe : Recipe
    folder : Path
        Where ``model.toml``, weights, scores and card go.
    say : callable
        Told how it goes.
    protocols : sequence of str, optional
        How it is audited; by default those of the recipe, for an encoder the first of them.
    base : str, optional
        An encoder of Hugging Face, by name or folder: it is fine-tuned instead of a linear
        rater. Needs the extra ``train``.

    Returns
    -------
    dict
        For each protocol the flat result of its audit.

    Raises
    ------
    ValueError
        If the data are not as they should be, see ``Rater.fit``, or there is no such encoder.
    FetchError
        If the corpus is not at hand; says where it comes from.
    """
    make = _encoders(recipe, base, say) if base else (lambda: Rater(recipe))
    audits: dict[str, Audit] = {}
    for protocol in protocols or (recipe.protocols[:1] if base else recipe.protocols):
        audits[protocol] = audit_recipe(recipe, protocol, make)
        flat = audits[protocol].flat()
        say(f"{recipe.name}, {protocol}: {flat['score']} {flat[flat['score']]:.3f}")
    results = {name: result_of(recipe, found, base) for name, found in audits.items()}
    corpus = whole_corpus(recipe.dataset, recipe.train)
    rater = trained(make(), corpus)
    say(f"{recipe.name}: trained on {len(corpus)} rows")
    data = facts_of(recipe, corpus)
    card = card_text(rater, data, audits)
    if base:
        _write_encoder(rater, folder, data, results, card)
    else:
        save_rater(rater, folder, data, results, card)
    return results


def _encoders(recipe: Recipe, base: str, say: Callable[[str], None]) -> Make:
    from framing.models.encoder import without_features
    from framing.training.encoder import EncoderLearner, load_base

    load_base(base, 1)  # says what is missing before any work is done
    return lambda: EncoderLearner(without_features(recipe), base=base, say=say)


def _write_encoder(
    rater: Any, folder: Path, data: Mapping[str, Any], results: Results, card: str
) -> None:
    from framing.models.encoder import TOKENIZER, WEIGHTS

    parts = rater.parts
    files = {WEIGHTS: parts.weights, TOKENIZER: parts.tokenizer.encode()}
    write_rater(folder, parts.facts, files, data, results, card)


def trained(rater: Any, corpus: Corpus) -> Any:
    """A rater that has learnt from all of a corpus."""
    recipe = rater.recipe
    labelled = [d for d in corpus if "label" in d.meta]
    groups = None
    if recipe.group:
        # What belongs to no group is one of its own; a pair is no name that a group has.
        groups = [d.meta.get(recipe.group) or ("row", i) for i, d in enumerate(labelled)]
    return rater.fit(labelled, [d.meta["label"] for d in labelled], groups)


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
