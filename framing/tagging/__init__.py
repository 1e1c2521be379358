"""Parts of speech: one of the 17 of Universal Dependencies for every token.

The network is small, holds no list of words and runs in numpy. It was trained by this project
(``framing train tagger``); ``weights/CARD.md`` says on what, ``docs/tagging.md`` how well it does.
"""

from framing.tagging.tagger import TAGS, UNTAGGED, tag
from framing.tagging.weights import TaggerError, tagger_languages

__all__ = ["TAGS", "UNTAGGED", "TaggerError", "tag", "tagger_languages"]
