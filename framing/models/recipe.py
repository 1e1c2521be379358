"""Recipes: what a rater is made from, as data. Each is a file in ``recipes/``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from framing.language import nearest

RECIPES = Path(__file__).parent / "recipes"
TASKS = ("binary", "multiclass", "multilabel")
UNITS = ("sentence", "article")
MARGINS = ("fixed", "micro", "macro")
SOLVERS = ("logistic", "ridge")
LONGEST, MOST_BITS = 10, 24


@dataclass(frozen=True)
class Ngrams:
    """A block of hashed n-grams.

    Attributes
    ----------
    sizes : tuple of int
        How many words or characters.
    bits : int
        ``2 ** bits`` buckets.
    weight : float
        The length of the block's row; 0 leaves the block out.
    """

    sizes: tuple[int, ...] = ()
    bits: int = 16
    weight: float = 0.0

    def __post_init__(self) -> None:
        sized = self.sizes and all(isinstance(n, int) and 0 < n <= LONGEST for n in self.sizes)
        if self.weight and not sized:
            raise ValueError(f"sizes of n-grams are numbers from 1 to {LONGEST}, not {self.sizes}")
        if not (isinstance(self.bits, int) and 0 < self.bits <= MOST_BITS):
            raise ValueError(f"n-grams have 1 to {MOST_BITS} bits, not {self.bits!r}")


@dataclass(frozen=True)
class Measures:
    """A block of what extractors find: how often, on a scale of logarithms.

    Attributes
    ----------
    families : tuple of str
        Names from ``framing.EXTRACTORS``.
    weight : float
        How much the block counts; 0 leaves it out.
    """

    families: tuple[str, ...] = ()
    weight: float = 0.0


@dataclass(frozen=True)
class Surface:
    """A block of marks, lengths and capitals (``framing.models.surface``).

    Attributes
    ----------
    weight : float
        How much the block counts; 0 leaves it out.
    """

    weight: float = 0.0


@dataclass(frozen=True)
class Vectors:
    """A block of averaged word vectors (``framing.models.vectors``).

    Attributes
    ----------
    weight : float
        The length of the block's row; 0 leaves it out.
    """

    weight: float = 0.0


@dataclass(frozen=True)
class Recipe:
    """What a rater looks at, what it learns from and how it decides.

    Attributes
    ----------
    name, title : str
    dataset : str
        Name of a card.
    train : tuple of str
        The splits it is trained on.
    task : {'binary', 'multiclass', 'multilabel'}
    unit : {'sentence', 'article'}
        What is rated.
    languages : tuple of str
    positive : str
        What label 1 is called, for a binary task.
    group : str
        The column whose values are kept together when held-out scores are made.
    ships : bool
        Whether the trained rater is part of the package.
    weights_licence : str
        Licence of the trained weights.
    word, char : Ngrams
    measures : Measures
    surface : Surface
    vectors : Vectors
    protocols : tuple of str
        How it is evaluated when it is trained; the first one as published.
    shown : str
        The protocol whose scores stand beside its numbers: one that keeps apart what belongs
        together.
    rarest : int
        In how many passages an n-gram must stand to count.
    solver : {'logistic', 'ridge'}
        What weights are learnt by. Ridge regression does better where labels are many and rare.
    C : float
        Inverse strength of the penalty on the squared weights.
    balanced : bool
        Whether rare classes count more in training.
    margin : {'fixed', 'micro', 'macro'}
        Where a label is given: at a probability of one half, or where F1 was best on held-out
        parts of the training data.
    """

    name: str
    title: str = ""
    dataset: str = ""
    train: tuple[str, ...] = ()
    task: str = "binary"
    unit: str = "sentence"
    languages: tuple[str, ...] = ("en",)
    positive: str = "positive"
    group: str = ""
    ships: bool = False
    weights_licence: str = ""
    protocols: tuple[str, ...] = ("folds",)
    shown: str = "folds"
    word: Ngrams = field(default_factory=Ngrams)
    char: Ngrams = field(default_factory=Ngrams)
    measures: Measures = field(default_factory=Measures)
    surface: Surface = field(default_factory=Surface)
    vectors: Vectors = field(default_factory=Vectors)
    rarest: int = 2
    solver: str = "logistic"
    C: float = 1.0
    balanced: bool = False
    margin: str = "fixed"

    def __post_init__(self) -> None:
        for name, value, known in (
            ("task", self.task, TASKS),
            ("unit", self.unit, UNITS),
            ("margin", self.margin, MARGINS),
            ("solver", self.solver, SOLVERS),
        ):
            if value not in known:
                raise ValueError(f"{self.name}: no {name} {value!r}; {nearest(str(value), known)}")
        if not (isinstance(self.C, (int, float)) and self.C > 0):
            raise ValueError(f"{self.name}: C is a number above 0, not {self.C!r}")

    def facts(self) -> dict[str, Any]:
        """The recipe as a TOML file holds it."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in _plain(asdict(self)).items()
        }

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Recipe:
        """A recipe from what a TOML file holds.

        Raises
        ------
        ValueError
            If a key is none of a recipe's, or a value is none that it can have.
        """
        _refuse_unknown("a recipe", facts, cls)
        values = {}
        for key, value in facts.items():
            kind = BLOCKS.get(key)
            if kind:
                _refuse_unknown(key, value, kind)
            values[key] = kind(**_tuples(value)) if kind else _tuple(value)
        return cls(**values)


BLOCKS: dict[str, type] = {
    "word": Ngrams,
    "char": Ngrams,
    "measures": Measures,
    "surface": Surface,
    "vectors": Vectors,
}


def _refuse_unknown(what: str, facts: Any, kind: type) -> None:
    if not isinstance(facts, Mapping):
        raise ValueError(f"{what} is a table of settings, not {facts!r}")  # noqa: TRY004
    known = sorted(one.name for one in fields(kind))
    for key in facts:
        if key not in known:
            raise ValueError(f"no setting {key!r} of {what}; {nearest(key, known)}")


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        key: {k: list(v) if isinstance(v, tuple) else v for k, v in value.items()}
        if isinstance(value, dict)
        else value
        for key, value in facts.items()
    }


def _tuples(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _tuple(value) for key, value in facts.items()}


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def list_recipes() -> list[str]:
    """The names of all recipes there are.

    >>> "bias-en" in list_recipes()
    True
    """
    return sorted(path.stem for path in RECIPES.glob("*.toml"))


def load_recipe(name: str) -> Recipe:
    """A recipe by its name.

    Raises
    ------
    ValueError
        If there is none of that name.

    Examples
    --------
    >>> load_recipe("bias-en").dataset
    'babe'
    """
    if name not in list_recipes():
        raise ValueError(f"no recipe {name!r}; {nearest(name, list_recipes())}")
    text = (RECIPES / f"{name}.toml").read_text(encoding="utf-8")
    return Recipe.of({"name": name, **tomllib.loads(text)})
