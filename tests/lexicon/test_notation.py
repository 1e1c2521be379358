"""The notation of ``docs/lexicon_format.md``, one line of it after the other."""

import pytest

from framing import parse
from framing.language import language_codes, load_language, load_lexicon
from framing.lexicon import EXCEPTION, Entry, Lexicon
from framing.lexicon.forms import compile_entry
from framing.lexicon.index import Index, Spelling


def lexicon(*entries, language="en"):
    pack = load_language(language)
    entries = tuple(Entry(*entry) for entry in entries)
    return Lexicon("x", language, entries, pack.inflection, pack.as_written, pack.function_words)


def found(text, *entries, language="en"):
    """The words in a text that hold one of the entries."""
    document = parse(text, language)
    return [document[span] for span in lexicon(*entries, language=language).find(document)]


# one word


def test_a_word_is_found_as_a_whole():
    assert found("Utterly wrong, utter nonsense, mutterly.", ("utterly", "a")) == ["Utterly"]


def test_a_word_carries_its_category():
    document = parse("It is utterly wrong.", "en")
    spans = list(lexicon(("utterly", "intensifier")).find(document))
    assert [(document[span], span.label) for span in spans] == [("utterly", "intensifier")]


def test_a_class_stands_for_all_forms_of_a_word():
    text = "Radikale, der radikale Plan, radikalen Plänen, radikaler, am radikalsten, Radikalität"
    expected = ["Radikale", "radikale", "radikalen", "radikaler", "radikalsten"]
    assert found(text, ("radikal", "a", "a"), language="de") == expected


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        (("deny", "a", "v"), "deny denies denied denying"),
        (("slam/slams/slammed", "a"), "slam slams slammed"),
        (("gut/gutted/gutting", "a", "v"), "gut guts gutted gutting"),
        (("party", "a", "n"), "party parties"),
        (("spokesman", "a", "n"), "spokesman spokesmen"),
        (("big/bigger", "a"), "big bigger"),
        (("nasty", "a", "a"), "nasty nastier nastiest"),
    ],
)
def test_english_words_inflect(entry, forms):
    assert found(forms, entry) == forms.split()


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        (("wettern", "a", "v"), "wettern wettert wetterte wetterten gewettert"),
        (("verteufeln", "a", "v"), "verteufeln verteufelt verteufelte verteufelten"),
        (("kritisieren", "a", "v"), "kritisieren kritisiert kritisierte"),
        (("hetzen", "a", "v"), "hetzen hetzt hetzte gehetzt"),
        (("Machthaber", "a", "n"), "Machthaber Machthabern Machthabers Machthaberin"),
        (("Extremist", "a", "n"), "Extremist Extremisten Extremistin Extremistinnen"),
        (("Ereignis", "a", "n"), "Ereignis Ereignisse Ereignissen Ereignisses"),
        (("heldenhaft", "a", "a"), "heldenhaft heldenhafte heldenhaften heldenhafteste"),
    ],
)
def test_german_words_inflect(entry, forms):
    assert found(f"x {forms}", entry, language="de") == forms.split()


# wildcards and alternatives


def test_a_star_at_the_end_stands_for_any_ending():
    text = "der skandalöse Fall, ein skandalöses Urteil, der Skandal"
    assert found(text, ("skandalös*", "a"), language="de") == ["skandalöse", "skandalöses"]


def test_a_star_at_the_end_stands_for_no_ending_too():
    assert found("ganz skandalös", ("skandalös*", "a"), language="de") == ["skandalös"]


def test_a_star_at_the_start_stands_for_a_compound_of_two_letters_and_more():
    text = "die volkshetze, abhetze, xhetze, hetze"
    assert found(text, ("*hetze", "a"), language="de") == ["volkshetze", "abhetze"]


def test_a_compound_inflects():
    expected = ["Asylwelle", "Asylwellen"]
    assert found("Asylwelle Asylwellen", ("*welle", "a", "n"), language="de") == expected


def test_alternatives():
    text = "slam slams slammed slamming"
    assert found(text, ("slam/slams/slamming", "a")) == ["slam", "slams", "slamming"]


# phrases


def test_a_phrase_is_words_in_a_row():
    text = "A witch hunt, a witch  hunt; a witch, hunt and a hunt."
    assert found(text, ("witch hunt", "a")) == ["witch hunt", "witch  hunt"]


@pytest.mark.parametrize("between", ["\n\n", "\n\nLeave a Reply\n\n"])
def test_a_phrase_does_not_go_beyond_a_paragraph(between):
    assert found(f"The tale of a witch{between}Hunt begins in May.", ("witch hunt", "a")) == []


def test_the_last_word_of_a_phrase_inflects_as_a_noun():
    assert found("witch hunts witches hunt", ("witch hunt", "a", "n")) == ["witch hunts"]


def test_the_first_word_of_a_phrase_inflects_as_a_verb():
    text = "broke ranks, breaking ranks, break ranks"
    assert found(text, ("break ranks", "a", "v")) == ["breaking ranks", "break ranks"]


def test_a_tilde_marks_the_word_that_inflects():
    text = "restores order, restored order, restore orders"
    assert found(text, ("restore~ order", "a", "v")) == ["restores order", "restored order"]


def test_wildcards_stand_at_any_place_of_a_phrase():
    text = "most promising, most promised, most unsettling, almost promising"
    assert found(text, ("most *ing", "a")) == ["most promising", "most unsettling"]


def test_alternatives_stand_at_any_place_of_a_phrase():
    text = "a claim of guilt, two claims of guilt, claims of fear"
    assert found(text, ("claim/claims of guilt/shame", "a")) == [
        "claim of guilt",
        "claims of guilt",
    ]


# gaps

GAP = ("zieht/zog/zogen … zur Verantwortung", "a")


def test_of_a_phrase_with_a_gap_the_part_before_it_is_marked():
    assert found("Man zog ihn zur Verantwortung.", GAP, language="de") == ["zog"]


def test_a_gap_may_be_empty():
    assert found("Man zog zur Verantwortung, wen man fand.", GAP, language="de") == ["zog"]


@pytest.mark.parametrize(("words", "hits"), [(8, ["zog"]), (9, [])])
def test_a_gap_holds_up_to_eight_words(words, hits):
    assert found(f"Man zog{' ihn' * words} zur Verantwortung.", GAP, language="de") == hits


@pytest.mark.parametrize("stop", [".", "!", "?", ";"])
def test_a_gap_does_not_go_beyond_a_sentence_or_semicolon(stop):
    assert found(f"Man zog ihn{stop} Er kam zur Verantwortung.", GAP, language="de") == []


def test_commas_in_a_gap_are_no_words():
    text = "Man zog Ada, Eva, Ida, Ina, Lea und Mia zur Verantwortung."
    assert found(text, GAP, language="de") == ["zog"]


def test_a_gap_does_not_go_beyond_a_paragraph():
    assert found("Rat zog ihn hinzu\n\nEr kam zur Verantwortung.", GAP, language="de") == []


def test_what_stands_in_a_gap_can_be_found_too():
    entries = (GAP, ("endlich", "b"))
    assert found("Man zog ihn endlich zur Verantwortung.", *entries, language="de") == [
        "zog",
        "endlich",
    ]


# separable verbs

SEPARABLE = ("an|prangern", "a", "v")


@pytest.mark.parametrize(
    "form", ["anprangern", "anprangert", "anprangerte", "angeprangert", "anzuprangern"]
)
def test_a_separable_verb_is_found_joined(form):
    assert found(f"dass sie es {form} wird", SEPARABLE, language="de") == [form]


@pytest.mark.parametrize("form", ["prangert", "prangerte", "prangern", "prangerten"])
def test_a_separable_verb_is_found_split(form):
    assert found(f"weil, sie {form} die Zustände an.", SEPARABLE, language="de") == [form]


def test_a_separable_verb_without_its_particle_is_another_verb():
    assert found("Sie prangert gern. Er kam an.", SEPARABLE, language="de") == []


def test_alternatives_of_a_separable_verb():
    entry = ("durch|peitschen/drücken", "a", "v")
    text = "Sie peitschten es durch, er drückte es durch, durchgepeitscht, durchzudrücken"
    expected = ["peitschten", "drückte", "durchgepeitscht", "durchzudrücken"]
    assert found(text, entry, language="de") == expected


# exceptions


def test_in_an_exception_no_entry_counts():
    entries = (("claims", "a"), ("insurance claims", EXCEPTION))
    assert found("Claims of fraud; insurance claims; Insurance Claims.", *entries) == ["Claims"]


def test_an_exception_counts_before_an_entry_of_the_same_length():
    assert found("insurance claims", ("insurance *s", "a"), ("insurance claims", EXCEPTION)) == []


def test_a_longer_entry_counts_before_an_exception():
    entries = (("claims", EXCEPTION), ("claims of fraud", "a"))
    assert found("Claims of fraud, claims.", *entries) == ["Claims of fraud"]


def test_an_exception_can_have_a_gap():
    entries = (("nicht mehr", "a"), ("nicht mehr als … Prozent", EXCEPTION))
    text = "nicht mehr als drei Prozent, nicht mehr lange"
    assert found(text, *entries, language="de") == ["nicht mehr"]


# which of several


def test_the_longest_entry_counts():
    entries = (("truth", "a"), ("the truth", "b"), ("the truth about", "c"))
    assert found("the truth about the truth, truth", *entries) == [
        "the truth about",
        "the truth",
        "truth",
    ]


def test_a_word_counts_once():
    assert found("witch hunt", ("witch hunt", "a"), ("hunt", "b"), ("witch", "c")) == ["witch hunt"]


# hyphens


@pytest.mark.parametrize("hyphen", ["-", "‐", "‑"])
def test_a_hyphenated_word_matches_by_its_last_part(hyphen):
    text = f"eco{hyphen}extremists, extremists{hyphen}in-chief"
    assert found(text, ("extremists", "a")) == [f"eco{hyphen}extremists"]


def test_a_hyphenated_word_that_is_listed_itself_counts_as_that():
    document = parse("A far-right mob.", "en")
    spans = lexicon(("far-right", "a"), ("right", "b")).find(document)
    assert [span.label for span in spans] == ["a"]


def test_a_phrase_written_with_hyphens_matches():
    assert found("a witch-hunt", ("witch hunt", "a")) == ["witch-hunt"]


def test_the_last_part_of_a_german_compound_is_the_noun():
    expected = ["Öko-Terrorist", "ÖKO-TERRORIST"]
    assert found("Ein Öko-Terrorist, ÖKO-TERRORIST", ("Terrorist", "a"), language="de") == expected


# case


def test_english_ignores_case():
    assert found("regime Regime REGIME", ("regime", "a")) == ["regime", "Regime", "REGIME"]


def test_lower_means_only_where_written_in_lower_case():
    assert found("Wall Street, a wall, THE WALL", ("wall", "a", "", "lower")) == ["wall"]


def test_exact_means_only_as_written():
    text = "The Squad, the squad, THE SQUAD"
    assert found(text, ("Squad", "a", "", "exact")) == ["Squad"]


def test_exact_holds_for_every_word_of_a_phrase():
    assert found("the Squad, the squad", ("the Squad", "a", "", "exact")) == ["the Squad"]


def test_exact_holds_for_each_alternative():
    assert found("Bild BILD bild", ("Bild/BILD", "a", "", "exact")) == ["Bild", "BILD"]


def test_exact_holds_for_each_inflected_form():
    assert found("Greens greens Green", ("Green", "a", "n", "exact")) == ["Greens", "Green"]


def test_german_compares_as_written():
    text = "Man sah die Kosten, die wenig kosten, das Regime und regime."
    assert found(text, ("kosten", "a"), ("Regime", "b"), language="de") == ["kosten", "Regime"]


@pytest.mark.parametrize(
    "before", ["", "Ja. ", "Ja! ", "Ja? ", "Er sagte: ", "Er rief: „", "»", '"']
)
def test_at_the_start_of_a_sentence_or_quotation_a_german_word_may_be_capitalised(before):
    assert found(f"{before}Kosten wird es viel.", ("kosten", "a"), language="de") == ["Kosten"]


def test_elsewhere_it_may_not():
    assert found("Ja, Kosten und die Kosten", ("kosten", "a"), language="de") == []


def test_a_german_word_in_capitals_matches_too():
    entries = (("völlig", "a"), ("Regime", "b"))
    assert found("ALLES VÖLLIG NEU IM REGIME", *entries, language="de") == ["VÖLLIG", "REGIME"]


@pytest.mark.parametrize("phrase", ["Zur Verantwortung gezogen", "zur Verantwortung gezogen"])
def test_a_phrase_may_begin_a_german_sentence(phrase):
    assert found(f"{phrase} wird niemand.", ("zur Verantwortung gezogen", "a"), language="de") == [
        phrase
    ]


# what stands between the letters


@pytest.mark.parametrize("invisible", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060"])
def test_invisible_characters_inside_a_word_do_not_hide_it(invisible):
    word = f"utter{invisible}ly"
    assert found(f"It is {word} wrong.", ("utterly", "a")) == [word]


def test_invisible_characters_do_not_hide_a_phrase_or_an_exact_word():
    assert found("a wi\u00adtch hu\u00adnt", ("witch hunt", "a")) == ["wi\u00adtch hu\u00adnt"]
    assert found("the Squ\u00adad", ("Squad", "a", "", "exact")) == ["Squ\u00adad"]


def test_decomposed_accents_are_the_same_letters():
    entries = (("völlig", "a"), ("café", "b"))
    text = "vo\u0308llig, cafe\u0301, völlig, café"
    assert found(text, *entries, language="de") == ["vo\u0308llig", "cafe\u0301", "völlig", "café"]


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_both_apostrophes_are_the_same(apostrophe):
    assert found(f"They don{apostrophe}t know.", ("don't", "a")) == [f"don{apostrophe}t"]


@pytest.mark.parametrize("possessive", ["'s", "’s", "'", "’"])
def test_a_possessive_is_not_part_of_the_word(possessive):
    assert found(f"the regime{possessive} army", ("regime", "a")) == ["regime"]


# what cannot be a term


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (("*", "a"), r"word '\*': one \* at its start or its end"),
        (("a*b", "a"), r"word 'a\*b': one \* at its start or its end"),
        (("*ab*", "a"), r"word '\*ab\*': one \* at its start or its end"),
        (("a … b … c", "a"), "term 'a … b … c': at most one gap, between words"),
        (("… b", "a"), "term '… b': at most one gap, between words"),
        (("b …", "a"), "term 'b …': at most one gap, between words"),
        (("deny", "a", "w"), "no class 'w' for the word 'deny'; there is: a, n, v"),
    ],
)
def test_a_malformed_term_says_what_is_wrong(entry, message):
    with pytest.raises(ValueError, match=message):
        found("a b c", entry)


@pytest.mark.parametrize("language", language_codes())
def test_every_form_of_every_entry_is_looked_up(language):
    lexicon = load_lexicon("loaded", language)
    index = Index(lexicon.entries, lexicon.rules, Spelling(lexicon.as_written))
    for number, entry in enumerate(lexicon.entries):
        if entry.inflection and entry.term.isalpha():
            for phrase in compile_entry(entry, lexicon.rules, str):
                for form in phrase.head[0].forms:
                    found = index._spelled(form)
                    assert any(c.entry == number for c in found), (entry, form)
