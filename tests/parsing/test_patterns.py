"""The file with what the boilerplate patterns need is what would be worked out now."""

import json

from framing.parsing.patterns import NEEDS, worked_out


def test_the_file_is_up_to_date():
    written = json.loads(NEEDS.read_text(encoding="utf-8"))
    assert written == worked_out(), "make patterns writes it anew"
