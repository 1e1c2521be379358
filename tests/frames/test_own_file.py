"""Files of frames: what can be written, and that a mistake is named with file, frame and value."""

import pytest

from framing.frames.own import OwnFrame, load_frames, save_frames
from framing.frames.seeds import Seed, seed_of

FILE = """
[frames.housing]
name = "Housing as a right"
definition = "A home is something everybody is owed."
seeds.en = ["tenant (n)", "evict*", "right to housing"]
seeds.de = ["Mieter (n)", "Recht auf Wohnen"]

[frames.market]
seeds.en = ["investor (n)", "GOP (exact)"]
"""


@pytest.fixture
def write(tmp_path):
    def written(text, name="my_frames.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_a_file_is_read_and_written_back(write, tmp_path):
    frames = load_frames(write(FILE))
    assert [frame.id for frame in frames] == ["housing", "market"]
    assert frames[0].terms("de") == ("Mieter (n)", "Recht auf Wohnen")
    assert frames[1].name == "market"
    assert load_frames(save_frames(frames, tmp_path / "again.toml")) == frames


def test_class_and_case_of_a_seed_stand_in_brackets():
    assert seed_of("tenant (n)", "en") == Seed("tenant", "n", "")
    assert seed_of("GOP (exact)", "en") == Seed("GOP", "", "exact")
    assert seed_of("an|prangern (v)", "de") == Seed("an|prangern", "v", "")
    assert str(seed_of("Mieter ( n, exact )", "de")) == "Mieter (n, exact)"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"evict*"', '"of the"', "my_frames.toml, frame 'housing', en: the seed 'of the' is a sto"),
        (
            '"Mieter (n)"',
            '"nicht"',
            "my_frames.toml, frame 'housing', de: the seed 'nicht' is a st",
        ),
        ('"evict*"', '"Tenant (n)"', "frame 'housing', en: the seed 'Tenant .n.' stands there twi"),
        ('"evict*"', '"evict (q)"', "frame 'housing', en: the seed 'evict .q.' has the mark 'q'"),
        ('"evict*"', '"a … b … c"', "frame 'housing', en: the seed .* at most one gap"),
        ('"evict*"', '"..."', "frame 'housing', en: the seed '...' has no letter"),
        ("seeds.de", "seeds.fr", "frame 'housing': seeds in 'fr'; there is: de, en"),
        (
            "definition",
            "defintion",
            "frame 'housing': no key 'defintion'; did you mean 'definition'",
        ),
        ("[frames.market]", "[frames.Market]", "frame 'Market': an id has small letters"),
        ("[frames.market]", "[frame.market]", "no key 'frame'; did you mean 'frames'"),
        ('seeds.en = ["investor (n)", "GOP (exact)"]', "", "frame 'market': no seeds"),
        ('["investor (n)", "GOP (exact)"]', '"investor"', "seeds.en is a list of texts, not 'inv"),
        ('name = "Housing as a right"', "name = 1", "frame 'housing': name is a text, not 1"),
        ("[frames.housing]", "[frames.housing", "my_frames.toml cannot be read: .*line 2"),
    ],
)
def test_a_mistake_is_named(write, old, new, message):
    assert old in FILE
    with pytest.raises(ValueError, match=message):
        load_frames(write(FILE.replace(old, new)))


def test_no_file_and_an_empty_file_are_errors(write, tmp_path):
    with pytest.raises(ValueError, match=r"no file of frames .*none.toml"):
        load_frames(tmp_path / "none.toml")
    with pytest.raises(ValueError, match="no frames; write one as"):
        load_frames(write(""))


def labelled(write, rows, head="text,label"):
    write("\n".join([head, *rows]) + "\n", "coded.csv")
    return write('[frames.housing]\nseeds.en = ["tenant (n)"]\nlabelled = "coded.csv"\n')


def test_labels_are_read_from_beside_the_file(write):
    rows = ["One.,1", "Two.,no", "Three.,YES", "Four.,0", "Five.,nein", "Six.,"]
    (frame,) = load_frames(labelled(write, rows))
    assert frame.labels().texts == ("One.", "Two.", "Three.", "Four.", "Five.")
    assert frame.labels().labels == (1, 0, 1, 0, 0)


@pytest.mark.parametrize(
    ("rows", "head", "message"),
    [
        (
            ["One.,1", "Two.,0"],
            "text,label",
            "coded.csv: 2 labels; a file of labels has at least 5",
        ),
        (["One.,1"], "txt,label", "coded.csv: no column 'text'; did you mean 'txt'"),
        (["One.,1", "Two.,maybe"], "text,label", "row 3: the label 'maybe' is neither 1 nor 0"),
        (["One.,1", "One.,0"], "text,label", "row 3: the text has the other label above"),
        ([",1"], "text,label", "row 2: no text"),
    ],
)
def test_labels_that_cannot_be_are_named(write, rows, head, message):
    with pytest.raises(ValueError, match=f"my_frames.toml, frame 'housing', .*{message}"):
        load_frames(labelled(write, rows, head))


def test_a_frame_made_in_a_notebook_is_checked_too():
    with pytest.raises(ValueError, match="frame 'x', en: the seed 'the' is a stop word"):
        OwnFrame("x", "X", "", {"en": ("the",)})
