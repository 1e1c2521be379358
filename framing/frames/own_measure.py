"""Frames of one's own as an extractor: their terms per 1,000 words of each voice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from framing.document import VOICES, Document, Span
from framing.extract.base import Extractor, voiced_rates
from framing.frames.own import OwnFrame, load_frames


class OwnFrames(Extractor):
    """Terms of the user's own frames per 1,000 words of the same voice.

    Parameters
    ----------
    frames : path or sequence of OwnFrame
        A file of frames, or what ``load_frames`` gave.

    Notes
    -----
    For a frame f and a voice v (author or source) the measure is

        1000 * hits(f, v) / words(v),

    0 to 1,000, where hits are the frame's seeds and approved terms. A word can count for several
    frames. This is a dictionary measure (Krippendorff 2018, Content Analysis, ch. 12): it says how
    often such words stand there, not that the story is framed so; ``fit_frame`` gives a
    rater that has been held against labels.

    Examples
    --------
    >>> import framing
    >>> frame = OwnFrame("housing", "Housing", "", {"en": ("tenant (n)", "evict*")})
    >>> doc = framing.parse("Tenants were evicted. “We have no home,” one tenant said.", "en")
    >>> [(doc[span], span.label) for span in OwnFrames([frame]).find(doc)]
    [('Tenants', 'author_housing'), ('evicted', 'author_housing'), ('tenant', 'author_housing')]
    """

    family = "own"

    def __init__(self, frames: str | Path | Sequence[OwnFrame]) -> None:
        self.frames = frames

    def loaded(self) -> tuple[OwnFrame, ...]:
        """The frames, read from their file if one was given.

        Raises
        ------
        FrameFileError
            See ``load_frames``; also if two frames have one id.
        """
        if isinstance(self.frames, (str, Path)):
            path = Path(self.frames)
            changed = path.stat().st_mtime_ns if path.is_file() else 0
            return _from_file(path, changed)
        found = tuple(self.frames)
        ids = [frame.id for frame in found]
        if len(set(ids)) < len(ids):
            twice = next(name for name in ids if ids.count(name) > 1)
            raise ValueError(f"two frames are called {twice!r}; give each its own id")
        return found

    def names(self) -> list[str]:
        return [f"{voice}_{frame.id}" for voice in VOICES for frame in self.loaded()]

    def find(self, document: Document) -> list[Span]:
        """The terms of all frames in a document, in order, labelled ``voice_frame``.

        Raises
        ------
        FrameFileError
            If a frame has no seed in the language of the document.
        """
        voice = document.voice
        return sorted(
            Span(start, end, f"{voice((start, end))}_{name}")
            for frame in self.loaded()
            for start, end, name in frame.lexicon(document.language).find(document)
        )

    def measure(self, document: Document, spans: Iterable[Span]) -> dict[str, float]:
        rates = voiced_rates(document, spans, [frame.id for frame in self.loaded()])
        return {name: rates[name] for name in self.names()}

    def units(self) -> Mapping[str, str]:
        return {name: f"per 1,000 words of the {name.partition('_')[0]}" for name in self.names()}


@lru_cache(maxsize=16)
def _from_file(path: Path, changed: int) -> tuple[OwnFrame, ...]:
    return load_frames(path)
