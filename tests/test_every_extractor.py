"""What holds for every extractor there is; a new one is tested here by being registered."""

import inspect
import math
import re
from dataclasses import replace
from operator import itemgetter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline

from framing import EXTRACTORS, Corpus, features, parse
from framing.cards import load_dataset
from framing.document import VOICES
from framing.extract import Extractor, default_families

TEXTS = {
    "en": "The regime denied it again! “A brutal attack, perhaps,” he said. Was it utterly wrong? "
    "The so-called inquiry ended.",
    "de": "Das Regime bestritt es erneut! „Ein brutaler Angriff“, sagte er. War es völlig falsch? "
    "Die sogenannte Prüfung endete.",
}
PAGE = {
    "en": ("Leave a Reply", "Read more: “The so-called regime was utterly wrong again,” he said"),
    "de": ("Teilen", "Lesen Sie auch: „Das sogenannte Regime war erneut völlig falsch“, sagte er"),
}
RATE = "per 1,000 words"
UNITS = re.compile(
    r"per 1,000 words of the (author|source)|share of .*, 0-1|-1 .* to 1 .*|[a-z]+|.*\d.*"
)
SAMPLE = load_dataset("sample", "all")


def may_be_undefined(extractor):
    """Where there is nothing to divide by, a measure is nan only if its extractor says so."""
    return "is nan, never 0" in inspect.getdoc(type(extractor))


@pytest.fixture(params=EXTRACTORS)
def extractor(request):
    return EXTRACTORS[request.param]()


@pytest.fixture(params=TEXTS)
def document(request):
    return parse(TEXTS[request.param], request.param)


@pytest.fixture
def corpus():
    return Corpus(tuple(parse(text, code, id=code) for code, text in TEXTS.items()))


# The table


def test_makes_one_row_per_document_with_its_announced_columns(extractor, corpus):
    table = extractor.fit_transform(corpus)
    assert isinstance(table, pd.DataFrame)
    assert table.index.tolist() == ["en", "de"]
    assert table.columns.tolist() == list(extractor.get_feature_names_out())
    assert may_be_undefined(extractor) or table.notna().all(axis=None)
    assert set(map(str, table.dtypes)) == {"float64"}


def test_columns_are_called_family_voice_category(extractor):
    columns = extractor.get_feature_names_out()
    assert len(set(columns)) == len(columns) > 0
    assert all(re.fullmatch(rf"{extractor.family}__[a-z][a-z_]*[a-z]", name) for name in columns)
    assert [name.partition("__")[2] for name in columns] == list(extractor.names())


def test_both_voices_have_the_same_measures(extractor):
    of = {
        v: {n.partition("_")[2] for n in extractor.names() if n.startswith(f"{v}_")} for v in VOICES
    }
    of["source"].discard("share")  # of the whole text
    assert of["author"] == of["source"] != set()


def test_german_and_english_have_the_same_columns(extractor):
    german, english = (extractor.transform([parse(TEXTS[c], c)]) for c in ("de", "en"))
    assert german.columns.tolist() == english.columns.tolist()


def test_something_is_found_in_both_languages(extractor, document):
    assert extractor.find(document)


def test_is_registered_by_its_family(extractor):
    assert EXTRACTORS[extractor.family] is type(extractor)
    assert isinstance(extractor, Extractor)


def test_takes_strings_and_documents(extractor):
    texts = [TEXTS["en"], TEXTS["de"]]
    from_strings = extractor.transform(texts)
    from_documents = extractor.transform([parse(text) for text in texts])
    pd.testing.assert_frame_equal(from_strings, from_documents)
    assert from_strings.index.tolist() == [0, 1]


def test_an_empty_corpus_makes_an_empty_table(extractor):
    table = extractor.transform(Corpus())
    assert table.shape == (0, len(extractor.names()))


@pytest.mark.parametrize("text", ["", " \n ", "“”", "...", "Teilen\n\nLeave a Reply"])
def test_measures_a_text_without_words_as_nothing(extractor, text):
    table = extractor.transform([parse(text, "de")])
    assert may_be_undefined(extractor) or table.notna().all(axis=None)
    marks = table.columns.str.contains("sentences")
    assert (table.loc[:, ~marks].fillna(0) == 0).all(axis=None)


# The evidence


def test_labels_only_with_its_announced_names(extractor):
    labels = {span.label for document in SAMPLE for span in extractor.find(document)}
    assert labels <= set(extractor.names())
    assert labels


def test_spans_lie_in_the_text_in_order_and_have_the_voice_they_say(extractor):
    for document in SAMPLE:
        spans = extractor.find(document)
        assert [span.start for span in spans] == sorted(span.start for span in spans)
        for span in spans:
            assert 0 <= span.start < span.end <= len(document.text)
            # The marks of a scare quote are the author's, whoever the words belong to.
            assert span.label.startswith((document.voice(span), "author_scare_quote"))
            assert document[span] == document[span].strip() != ""


@given(st.text(alphabet="aregim sobutlyöä “”„.!?\n-…", max_size=80), st.sampled_from(["de", "en"]))
def test_spans_lie_in_any_text_and_in_order(text, language):
    document = parse(text, language)
    for kind in EXTRACTORS.values():
        spans = kind().find(document)
        assert [span.start for span in spans] == sorted(span.start for span in spans)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(
            math.isfinite(value) or (math.isnan(value) and may_be_undefined(kind()))
            for value in kind().row(document).values()
        )


def test_rates_are_the_evidence_over_the_words_of_its_voice(extractor, document):
    spans, units = extractor.find(document), extractor.units()
    row = extractor.measure(document, spans)
    for label in {span.label for span in spans}:
        voice = label.partition("_")[0]
        if not units[label].startswith(RATE):
            continue  # a mean over words, not a count
        hits = sum(span.label == label for span in spans)
        assert row[label] == pytest.approx(1000 * hits / document.n_words[voice])


def test_without_evidence_no_rate_is_above_nothing(extractor, document):
    row, units = extractor.measure(document, []), extractor.units()
    assert all(row[name] == 0 for name in extractor.names() if units[name].startswith(RATE))


def test_repeating_an_article_changes_no_rate(extractor, document):
    text, code = document.text, document.language
    once, thrice = (extractor.row(parse("\n\n".join([text] * n), code)) for n in (1, 3))
    for name, unit in extractor.units().items():
        if unit.startswith(RATE):
            column = f"{extractor.family}__{name}"
            assert thrice[column] == pytest.approx(once[column]), name


def test_what_is_put_in_quotation_marks_is_counted_to_the_source_and_only_there(
    extractor, document
):
    plain = "".join(c for c in document.text if c not in "„“”")
    author, source = (  # as if nothing but the marks told who speaks
        extractor.row(replace(parse(text, document.language), attributions=()))
        for text in (plain, f"„{plain}“")
    )
    for name, unit in extractor.units().items():
        voice, _, measure = name.partition("_")
        if not unit.startswith(RATE):
            continue
        column = f"{extractor.family}__{name}"
        other = f"{extractor.family}__{'author' if voice == 'source' else 'source'}_{measure}"
        assert author[column] == pytest.approx(source[other], nan_ok=True)


def test_evidence_in_removed_text_is_never_counted(extractor, document):
    page = PAGE[document.language]
    read = parse("\n\n".join([document.text, *page]), document.language)
    assert [read[span] for span in read.removed] == list(page)
    assert extractor.find(parse(page[1].partition(": ")[2], document.language))
    assert extractor.row(read) == extractor.row(document)
    gone = [(span.start, span.end) for span in read.removed]
    for span in extractor.find(read):
        assert not any(start < span.end and span.start < end for start, end in gone)


def test_measuring_changes_nothing(extractor, document):
    assert extractor.row(document) == extractor.row(document)
    assert extractor.find(document) == extractor.find(document)


# What it says of itself


def test_every_measure_has_a_unit(extractor):
    units = extractor.units()
    assert set(units) == set(extractor.names())
    assert all(UNITS.fullmatch(unit) for unit in units.values())


def test_values_lie_where_their_unit_says(extractor):
    table = extractor.transform(SAMPLE).rename(columns=lambda c: c.partition("__")[2])
    for name, unit in extractor.units().items():
        defined = table[name].dropna()
        if defined.empty:
            continue
        low, high = defined.min(), defined.max()
        if unit.startswith(RATE):
            assert 0 <= low <= high <= 1000
        elif unit.endswith("0-1"):
            assert 0 <= low <= high <= 1
        elif unit.startswith("-1"):
            assert -1 <= low <= high <= 1


def test_is_documented_with_notes_and_an_example(extractor):
    text = inspect.getdoc(type(extractor))
    assert re.search(r"^Notes\n-----$", text, re.MULTILINE)
    assert re.search(r"^Examples\n--------$", text, re.MULTILINE)
    assert ">>> " in text
    for name in extractor.get_params():
        assert re.search(rf"^{name} : ", text, re.MULTILINE), f"{name} is not documented"


def test_shows_its_parameters(extractor):
    params = ", ".join(f"{k}={v!r}" for k, v in extractor.get_params().items())
    assert repr(extractor) == f"{type(extractor).__name__}({params})"


# As a transformer of scikit-learn


def filled():
    """Numbers where a measure is not defined."""
    return SimpleImputer(keep_empty_features=True).set_output(transform="pandas")


def test_can_be_cloned(extractor):
    copy = clone(extractor)
    assert copy is not extractor
    assert type(copy) is type(extractor)
    assert copy.get_params() == extractor.get_params()


def test_a_parameter_is_what_it_was_set_to(extractor):
    for name, value in extractor.get_params().items():
        assert extractor.set_params(**{name: value}) is extractor
        assert getattr(extractor, name) is value


def test_an_unknown_parameter_is_named(extractor):
    with pytest.raises(
        ValueError, match=rf"{type(extractor).__name__} has no parameter 'lexikon'; "
    ):
        extractor.set_params(lexikon="loaded")


def test_fitting_changes_nothing(extractor, corpus):
    before = vars(extractor).copy()
    assert extractor.fit(corpus) is extractor
    assert vars(extractor) == before


@pytest.mark.parametrize("output", ["default", "pandas"])
def test_output_can_be_set(extractor, corpus, output):
    assert extractor.set_output(transform=output) is extractor
    assert isinstance(extractor.transform(corpus), pd.DataFrame)


def test_an_unknown_output_is_told_what_there_is(extractor):
    with pytest.raises(ValueError, match=r"no output 'panda'; did you mean 'pandas'\?"):
        extractor.set_output(transform="panda")


def test_works_in_a_pipeline(extractor):
    labels = [document.language for document in SAMPLE]
    pipeline = make_pipeline(extractor, filled(), LogisticRegression(max_iter=20_000, C=1e-4)).fit(
        SAMPLE, labels
    )
    assert clone(pipeline) is not pipeline
    assert set(pipeline.predict(SAMPLE)) <= {"de", "en"}
    assert list(pipeline[:-1].get_feature_names_out()) == list(extractor.get_feature_names_out())


def test_works_in_a_union(extractor, corpus):
    union = FeatureUnion([("a", extractor), ("b", clone(extractor))])
    assert union.fit_transform(corpus).shape == (2, 2 * len(extractor.names()))


def test_works_in_a_pipeline_that_gives_tables(extractor, corpus):
    pipeline = Pipeline([("only", extractor)]).set_output(transform="pandas")
    pd.testing.assert_frame_equal(pipeline.fit_transform(corpus), extractor.transform(corpus))


# All of them together


def test_all_features_are_the_columns_of_all_extractors(corpus):
    table = features().fit_transform(corpus)
    expected = [c for f in default_families() for c in EXTRACTORS[f]().get_feature_names_out()]
    assert table.columns.tolist() == expected
    assert table.index.tolist() == ["en", "de"]
    assert list(features().fit(corpus).get_feature_names_out()) == expected


@pytest.mark.parametrize("family", EXTRACTORS)
def test_features_can_be_chosen(family, corpus):
    table = features(family).fit_transform(corpus)
    pd.testing.assert_frame_equal(table, EXTRACTORS[family]().transform(corpus))


def test_features_stand_in_the_order_asked_for(corpus):
    table = features("style", "loaded").fit_transform(corpus)
    families = [column.partition("__")[0] for column in table]
    assert list(dict.fromkeys(families)) == ["style", "loaded"]


def test_features_work_in_a_pipeline():
    labels = list(map(itemgetter("outlet"), (document.meta for document in SAMPLE)))
    pipeline = make_pipeline(features(), filled(), LogisticRegression(max_iter=20_000, C=1e-4)).fit(
        SAMPLE, labels
    )
    assert set(pipeline.predict(SAMPLE)) <= set(labels)
    assert clone(features()).get_params()["loaded"].get_params() == {"lexicon": "loaded"}


def test_an_unknown_extractor_is_told_what_there_is():
    with pytest.raises(ValueError, match=r"no extractor 'lauded'; did you mean 'loaded'\?"):
        features("lauded")
