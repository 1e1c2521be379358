"""Frames of the literature: what an article is told as, read off words that stand for it.

A frame makes some aspects of a matter salient (Entman 1993). Coders tell it by questions;
here cues, each of which stands for one of these questions, are found and counted. That is an
indicator, not a coder: how well it separates labelled articles is measured, frame by frame.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from framing.document import VOICES, Document, Span
from framing.extract.base import PER, Extractor
from framing.extract.frame_cues import BATTERIES, cues, load_battery
from framing.extract.frame_validity import is_validated
from framing.language import nearest

ALL, SOUND = "all", "validated"
PREFIX = {"generic": "", "policy": "policy_"}  # both have a frame called morality


class Frames(Extractor):
    """Cues of frames per 1,000 words of the same voice.

    Parameters
    ----------
    battery : {'all', 'generic', 'policy'}, default='all'
        The generic frames of Semetko & Valkenburg (2000), the policy frames of Boydstun et al.
        (2014), or both.
    frames : {'validated', 'all'} or sequence of str, default='validated'
        Which frames: those whose indicator separates labelled articles, all, or those named:
        ``conflict``, ``policy_security_and_defense``.

    Notes
    -----
    For a frame f and a voice v (author or source) the measure is

        1000 * cues(f, v) / words(v),

    0 to 1,000. There is no sum over frames: a word may be a cue in both batteries. Columns of the
    policy battery begin with ``policy_``.

    A frame counts as validated if its score separates the articles of a labelled corpus in at
    least one language (the 95 % interval of the AUC lies above 0.5) and fails in none where it
    could be tested; ``frame_table`` gives the figures with each value, ``docs/frames.md`` what a
    cue cannot see. Coders label whole articles; the two voices were not labelled apart.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse('The towns clashed. "They denied it", she said on Monday.', "en")
    >>> [(doc[span], span.label) for span in Frames("generic", frames=["conflict"]).find(doc)]
    [('clashed', 'author_conflict'), ('denied', 'source_conflict')]
    """

    family = "frames"
    default = True

    def __init__(self, battery: str = ALL, frames: str | Sequence[str] = SOUND) -> None:
        self.battery = battery
        self.frames = frames

    def _batteries(self) -> tuple[str, ...]:
        if self.battery == ALL:
            return BATTERIES
        return (load_battery(self.battery).name,)

    def columns(self) -> dict[tuple[str, str], str]:
        """For each battery and frame that is asked for, what it is called in the table.

        Raises
        ------
        ValueError
            If there is no such battery or frame; the message names what there is.
        """
        known = {
            (battery, frame): PREFIX[battery] + frame
            for battery in self._batteries()
            for frame in load_battery(battery).frames
        }
        if self.frames == ALL:
            return known
        if self.frames == SOUND:
            return {key: name for key, name in known.items() if is_validated(*key)}
        wanted = [self.frames] if isinstance(self.frames, str) else list(self.frames)
        for name in wanted:
            if name not in known.values():
                raise ValueError(f"no frame {name!r}; {nearest(str(name), known.values())}")
        return {key: name for key, name in known.items() if name in wanted}

    def names(self) -> list[str]:
        return [f"{voice}_{name}" for voice in VOICES for name in self.columns().values()]

    def find(self, document: Document) -> list[Span]:
        """The cues of a document, in order, labelled ``voice_frame``."""
        voice, columns = document.voice, self.columns()
        return sorted(
            Span(cue.start, cue.end, f"{voice(cue[:2])}_{columns[battery, cue.frame]}")
            for battery in dict.fromkeys(battery for battery, _ in columns)
            for cue in cues(document, battery)
            if (battery, cue.frame) in columns
        )

    def measure(self, document: Document, spans: Iterable[Span]) -> dict[str, float]:
        counts, words = Counter(span.label for span in spans), document.n_words
        per = {voice: PER / words[voice] if words[voice] else 0.0 for voice in VOICES}
        columns = self.columns().values()
        return {
            f"{voice}_{name}": counts[f"{voice}_{name}"] * per[voice]
            for voice in VOICES
            for name in columns
        }

    def units(self) -> Mapping[str, str]:
        return {name: f"per 1,000 words of the {name.partition('_')[0]}" for name in self.names()}
