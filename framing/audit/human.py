"""How far the people who labelled a corpus agree: what a rater can at best learn."""

from __future__ import annotations

from framing.audit.agreement import Agreement, krippendorff
from framing.cards import card, split_card
from framing.cards.loading import split_rows

ANNOTATORS = "annotators"


def human_agreement(dataset: str) -> dict[str, Agreement]:
    """Krippendorff's alpha of the annotators of a dataset.

    Parameters
    ----------
    dataset : str
        Name of a card with a split ``annotators``: one row a text and annotator.

    Returns
    -------
    dict of str to Agreement
        One entry for the labels; where several can hold one for each of them, as yes or no.

    Raises
    ------
    ValueError
        If the card keeps no labels of single annotators.
    """
    import pandas as pd

    if ANNOTATORS not in card(dataset)["files"]:
        raise ValueError(f"{dataset} keeps no labels of single annotators (no split {ANNOTATORS})")
    split, facts = split_card(dataset, ANNOTATORS)
    rows = [row.cells for row in split_rows(dataset, split) if not row.problem]
    table = pd.DataFrame(
        {
            "unit": [str(cells.get("text") or cells.get("article")) for cells in rows],
            "annotator": [cells.get("annotator") for cells in rows],
            "label": [cells.get("label") for cells in rows],
        }
    )
    left_out = set(facts.get("left_out", ()))
    table = table[table["label"].notna() & ~table["label"].map(str).isin(left_out)]
    table = table.drop_duplicates(["unit", "annotator"])
    if facts.get("kind") != "multilabel":
        return {"label": krippendorff(table)}
    separator = facts.get("label_separator", ",")
    given = [
        {part.strip() for part in label.split(separator)} if isinstance(label, str) else set(label)
        for label in table["label"]
    ]
    names = sorted(set().union(*given) - {""})
    return {
        name: krippendorff(table.assign(label=[int(name in labels) for labels in given]))
        for name in names
    }
