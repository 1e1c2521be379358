"""What every extractor is: find spans in a document, then measure them.

Extractors keep to the interface of scikit-learn's transformers (``clone``, ``Pipeline``,
``FeatureUnion``, ``set_output``) without importing it: analysing one article should not
wait for a machine-learning library.
"""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self, cast

from framing.document import VOICES, Document, Span
from framing.language import nearest

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

PER = 1000  # rates are per so many words of the voice
OUTPUTS = ("default", "pandas", "polars")


class Extractor:
    """Turn documents into a table with one row each.

    A subclass has a ``family``, says what its measures are called (``names``), where in a
    document it finds something (``find``) and how that adds up (``measure``).

    Attributes
    ----------
    family : str
        The first part of its columns.
    default : bool
        Whether ``features()`` takes it without being asked: not before its measures have been
        shown to separate what people labelled, or to describe what people marked.
    """

    family: str = ""
    default: bool = True

    def names(self) -> Sequence[str]:
        """The measures of the family, without its name: ``author_hedge``."""
        raise NotImplementedError

    def find(self, document: Document) -> list[Span]:
        """The evidence in one document, in order; labels are among ``names``."""
        raise NotImplementedError

    def measure(self, document: Document, spans: Iterable[Span]) -> dict[str, float]:
        """The measures of one document from its evidence."""
        raise NotImplementedError

    def units(self) -> Mapping[str, str]:
        """The unit of each measure, for tables, reports and axes."""
        raise NotImplementedError

    def row(self, document: Document) -> dict[str, float]:
        """One row of the table: column name to value.

        Examples
        --------
        >>> import framing
        >>> doc = framing.parse('The regime fell on Monday. "It is over," she said.')
        >>> row = framing.LoadedWords().row(doc)
        >>> round(row["loaded__author_loaded_label"], 1)
        142.9
        """
        values = self.measure(document, self.find(document))
        return {f"{self.family}__{name}": values[name] for name in self.names()}

    def fit(self, X: Any = None, y: Any = None) -> Self:
        """Do nothing: what is measured does not depend on other articles."""
        return self

    def transform(self, X: Iterable[Document | str]) -> pd.DataFrame:
        """Measure every document.

        Parameters
        ----------
        X : iterable of Document or str
            A corpus; strings are parsed first.

        Returns
        -------
        DataFrame
            One row a document, indexed by its id (by its place where it has none), with the
            columns of ``get_feature_names_out``.
        """
        import pandas as pd

        documents = [_document(x) for x in X]
        index = [document.id or i for i, document in enumerate(documents)]
        table = pd.DataFrame(
            [self.row(document) for document in documents],
            index=pd.Index(index, name="article"),
            columns=list(self.get_feature_names_out()),
            dtype=float,
        )
        return cast("pd.DataFrame", self._as_configured(table))

    def fit_transform(self, X: Iterable[Document | str], y: Any = None, **_: Any) -> pd.DataFrame:
        """Measure every document; there is nothing to fit."""
        return self.transform(X)

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """The columns of the table: ``family__voice_category``."""
        import numpy as np

        return np.array([f"{self.family}__{name}" for name in self.names()], dtype=object)

    def set_output(self, *, transform: str | None = None) -> Self:
        """Choose what ``transform`` gives: a DataFrame (``default``, ``pandas``) or ``polars``."""
        if transform is not None:
            if transform not in OUTPUTS:
                raise ValueError(f"no output {transform!r}; {nearest(transform, OUTPUTS)}")
            self._sklearn_output_config = {"transform": transform}
        return self

    def _as_configured(self, table: pd.DataFrame) -> Any:
        config = getattr(self, "_sklearn_output_config", {})
        if config.get("transform") == "polars":
            from importlib import import_module  # no dependency: the caller asked for it

            return import_module("polars").from_pandas(table)
        return table

    @classmethod
    def _parameters(cls) -> list[str]:
        if cls.__init__ is object.__init__:
            return []
        return list(inspect.signature(cls).parameters)

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The parameters of the constructor and their values."""
        return {name: getattr(self, name) for name in self._parameters()}

    def set_params(self, **params: Any) -> Self:
        """Change parameters."""
        for name, value in params.items():
            if name not in self._parameters():
                raise ValueError(
                    f"{type(self).__name__} has no parameter {name!r}; "
                    + nearest(name, self._parameters())
                )
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        params = ", ".join(f"{name}={value!r}" for name, value in self.get_params().items())
        return f"{type(self).__name__}({params})"

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def __sklearn_tags__(self) -> Any:
        from sklearn.utils import InputTags, Tags, TargetTags

        return Tags(
            estimator_type=None,
            target_tags=TargetTags(required=False),
            transformer_tags=None,
            regressor_tags=None,
            classifier_tags=None,
            requires_fit=False,
            input_tags=InputTags(two_d_array=False, string=True),
        )


def _document(x: Document | str) -> Document:
    if isinstance(x, Document):
        return x
    from framing.parsing import parse

    return parse(x)


def voiced_rates(
    document: Document, spans: Iterable[Span], categories: Iterable[str]
) -> dict[str, float]:
    """Hits per 1,000 words of each voice, for each category and all of them together.

    Parameters
    ----------
    document : Document
        What the spans were found in.
    spans : iterable of Span
        Labelled ``voice_category``.
    categories : iterable of str
        All categories there are.

    Returns
    -------
    dict
        ``voice_category`` to rate, 0 to 1,000; 0 where a voice has no words.
    """
    counts = Counter(span.label for span in spans)
    words = document.n_words
    rates = {}
    for voice in VOICES:
        per = PER / words[voice] if words[voice] else 0.0
        total = 0
        for category in categories:
            hits = counts[f"{voice}_{category}"]
            rates[f"{voice}_{category}"] = hits * per
            total += hits
        rates[f"{voice}_all"] = total * per
    return rates


def voiced_names(categories: Iterable[str]) -> list[str]:
    """The names of the measures that ``voiced_rates`` gives."""
    return [f"{voice}_{category}" for voice in VOICES for category in (*categories, "all")]
