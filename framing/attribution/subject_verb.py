"""Who says what, in languages in which the subject stands before its verb (English)."""

from __future__ import annotations

from framing.attribution.cues import CueMatch
from framing.attribution.noun_phrases import phrase_after
from framing.attribution.subject_verb_clauses import (
    SUBJECTS,
    Scene,
    after_addressee,
    after_adjuncts,
    clause_end,
    scene_of,
)
from framing.attribution.subject_verb_contents import content_after
from framing.attribution.subject_verb_frames import FRAMES, covered, prepositions, speaker_before_colon
from framing.attribution.subject_verb_sources import (
    group_start,
    inverted_subject,
    main_subject,
    subject_before,
)
from framing.attribution.view import Draft, Range, Unit, View

FINITE = ("verb", "auxiliary", "contracted")
GOES_ON = ("determiner", "name", "number", "pronoun", "contracted", "auxiliary")


def find(view: View, number: int, unit: Unit, previous: Draft | None) -> list[Draft]:
    """The attributions of one unit, in order of their cues."""
    if not view.cues_in(number) and ":" not in view.forms[unit.first : unit.last]:
        return []
    scene = scene_of(view, number, unit)
    colon = speaker_before_colon(scene)
    drafts = [colon] if colon else _around(scene)
    drafts += prepositions(scene, drafts)
    taken = _beginnings(scene)
    for match in scene.matches:
        if covered(drafts, match.first):
            if relay := _relayed(scene, match, taken, drafts):
                drafts.append(relay)
            continue
        if match.cue.kind in ("verb", "adjective"):
            draft = _forward(scene, match, taken, drafts)
        elif match.cue.kind in FRAMES:
            draft = FRAMES[match.cue.kind](scene, match)
        else:
            continue
        if draft is not None:
            drafts.append(draft)
    return _continued(scene, sorted(drafts, key=lambda d: min(d.cue + d.content)))


def _around(scene: Scene) -> list[Draft]:
    """Cues behind what they introduce, or in the middle of it: ``"A", said Holm, "B"``."""
    drafts: list[Draft] = []
    low = scene.first
    for match in scene.matches:
        cue = match.cue
        if cue.kind != "verb" or match.first < low or not ({"clause", "quote"} & cue.takes):
            continue
        draft = _parenthetical(scene, match, low)
        if draft is not None:
            drafts.append(draft)
            low = max(last for _, last in (*draft.content, *draft.cue, draft.source or (0, 0)))
    return drafts


def _parenthetical(scene: Scene, match: CueMatch, low: int) -> Draft | None:
    group = group_start(scene, match.first, low)
    placed = _speaker_around(scene, match, group, low)
    if placed is None:
        return None
    source, opening, after = placed
    if opening > low and scene.lower[opening - 1] == "as":
        return _as_said(scene, match, group, source, after_adjuncts(scene, after))
    if not _divided(scene, opening, low):
        return None
    quoted = _quotation_ends(scene, opening, low)
    after = after_adjuncts(scene, after)
    if after in scene.atoms and after == match.last and not quoted:
        return None
    ended = after >= scene.end or scene.classes[after] in ("comma", "stop", "dash", "colon") or after in scene.atoms
    if not ended and not quoted:
        return None
    before = _content_before(scene, opening, low, after >= scene.end)
    further = _content_further(scene, after, opening, low) if ended else None
    content = tuple(part for part in (before, further) if part)
    if before is None or not content:
        return None
    cue = match.cue
    return Draft(((group, match.last),), source, content, cue.kind, cue.commitment, cue.attitude)


def _as_said(
    scene: Scene, match: CueMatch, group: int, source: Range, after: int
) -> Draft | None:
    """``As Holm put it, ...``: the sentence beside it is the content."""
    start, end = after, scene.end
    if scene.kind(after) == "comma":
        start, end = after + 1, clause_end(scene, after + 1)
    elif after >= scene.end:
        start, end = scene.first, source[0] - 1
        while end > start and scene.classes[end - 1] == "comma" and end not in scene.closings:
            end -= 1
    else:
        return None
    if start >= end:
        return None
    cue = match.cue
    return Draft(((group, match.last),), source, ((start, end),), cue.kind, cue.commitment, cue.attitude)


def _speaker_around(
    scene: Scene, match: CueMatch, group: int, low: int
) -> tuple[Range, int, int] | None:
    """The speaker, where speaker and cue begin, and the token behind both."""
    before = _between(scene, group, low) or subject_before(scene, group, low)
    inverting = scene.among("verbs", "inverting", match.first)
    if inverting and _divided(scene, group, low) and (before is None or before[0] > low):
        if after := inverted_subject(scene, match.last):
            return after, group, after[1]
    if before is None or scene.classes[before[0]] in ("relative", "complementiser"):
        return None
    end = match.last
    if scene.among("verbs", "addressee", match.first):
        end = after_addressee(scene, end)
    return before, before[0], end


def _between(scene: Scene, group: int, low: int) -> Range | None:
    """All that stands between the end of a quotation and a cue."""
    for at in range(group - 1, max(low, group - 40), -1):
        if at in scene.closings or (at - 1 in scene.closings and scene.classes[at - 1] == "comma"):
            if scene.classes[at] not in SUBJECTS or not _ends_sentence(scene, at):
                return None
            end = group - (scene.classes[group - 1] == "comma")
            return at, end
        if scene.classes[at] in ("dash", "colon", "stop", "complementiser"):
            return None
    return None


def _ends_sentence(scene: Scene, at: int) -> bool:
    """Whether the quotation before a token has a comma or a full stop where it ends."""
    marks = ("comma", "dot", "stop")
    return scene.classes[at - 1] == "comma" or scene.classes[at - 2] in marks


def _quotation_ends(scene: Scene, opening: int, low: int) -> bool:
    """Whether a quotation ends right before a token, a comma aside."""
    return opening in scene.closings or (
        opening > low and scene.classes[opening - 1] == "comma" and opening - 1 in scene.closings
    )


def _divided(scene: Scene, opening: int, low: int) -> bool:
    """Whether a comma, a dash or a closing quotation mark stands before a token."""
    return opening > low and (
        opening in scene.closings or scene.classes[opening - 1] in ("comma", "dash", "quote", "stop")
    )


def _content_before(scene: Scene, opening: int, low: int, closing: bool) -> Range | None:
    end = opening
    while end > low and end not in scene.closings and scene.classes[end - 1] in ("comma", "dash"):
        end -= 1
    if end <= low:
        return None
    if end in scene.closings:
        return _widened(scene, scene.closings[end], low), end
    start = low
    while start < end and scene.classes[start] in ("comma", "coordinator", "dash"):
        start += 1
    if start >= end:
        return None
    opener = scene.classes[start]
    verbs = any(scene.classes[t] in FINITE for t in range(start, end))
    if not closing and opener in ("subordinator", "gerund", "question"):
        return None
    if not closing and opener == "preposition" and verbs:
        return None
    return start, end


def _widened(scene: Scene, start: int, low: int) -> int:
    """A quotation that ends a sentence is said together with what stands before it."""
    if start == low or scene.classes[start - 1] in ("comma", "colon", "dash"):
        return start
    at = low
    while at < start and scene.classes[at] in ("comma", "coordinator", "dash"):
        at += 1
    return at


def _content_further(scene: Scene, after: int, opening: int, low: int) -> Range | None:
    """What goes on behind a speaker in the middle of a sentence."""
    at = after
    while at < scene.end and scene.classes[at] in ("comma", "dash", "colon"):
        at += 1
    if at >= scene.end:
        return None
    if at in scene.atoms or (scene.classes[at] == "coordinator" and at + 1 in scene.atoms):
        return at, clause_end(scene, at)
    if after >= scene.end or scene.classes[after] != "comma" or _quotation_ends(scene, opening, low):
        return None
    unfinished = not any(scene.classes[t] in FINITE for t in range(low, opening))
    if unfinished or scene.classes[at] in GOES_ON:
        return at, clause_end(scene, at)
    return None


def _beginnings(scene: Scene) -> frozenset[int]:
    """Where another attribution begins behind a comma: ``, adding``, ``, but Holm said``."""
    found = set()
    for match in scene.matches:
        if match.cue.kind == "preposition" and scene.kind(match.first - 1) == "comma":
            found.add(match.first - 1)
        if match.cue.kind not in ("verb", "adjective"):
            continue
        group = group_start(scene, match.first, scene.first)
        before = scene.kind(group - 1)
        if scene.classes[match.first] == "gerund" and before == "comma":
            found.add(group - 1)
        elif before == "coordinator" and scene.classes[match.first] == "verb":
            found.add(group - 1)
        elif source := subject_before(scene, group, scene.first):
            at = source[0]
            while at > source[0] - 3 and scene.kind(at - 1) in ("adverb", "preposition"):
                at -= 1
            if scene.kind(at - 1) == "dash" and match.cue.kind == "verb":
                found.add(at - 1)
            if scene.kind(at - 1) in ("coordinator", "subordinator") and scene.kind(at - 2) in ("comma", "dash"):
                found.add(at - 2)
    return frozenset(found)


def _forward(scene: Scene, match: CueMatch, taken: frozenset[int], drafts: list[Draft]) -> Draft | None:
    """A cue before what it introduces."""
    if match.cue.kind == "verb" and not scene.verbal(match):
        return None
    group = group_start(scene, match.first, scene.first)
    source = subject_before(scene, group, scene.first)
    content = content_after(scene, match, taken, source)
    if _is_passive(scene, match, group):
        return _passive(scene, match, group, source, content)
    if fronted := _fronted(scene, match, source, taken, content):
        cue = match.cue
        return Draft(((group, match.last),), source, fronted, cue.kind, cue.commitment, cue.attitude)
    if content is None or _tells_in(scene, match, content):
        return None
    if scene.kind(group) == "infinitive" or scene.kind(group - 1) == "infinitive":
        return None
    if match.cue.kind == "adjective" and not _predicative(scene, match, group, content):
        return None
    if source is None:
        source = drafts[-1].source if drafts and drafts[-1].source and drafts[-1].source[0] < group else main_subject(scene, group, scene.first)
    return Draft(
        ((group, match.last),), source, (content,), match.cue.kind, match.cue.commitment, match.cue.attitude
    )


def _is_passive(scene: Scene, match: CueMatch, group: int) -> bool:
    if match.cue.kind != "verb" or scene.classes[match.first] == "gerund":
        return False
    at = match.first - 1
    while at >= group and scene.classes[at] == "adverb":
        at -= 1
    return at >= scene.first and scene.among("verbs", "be", at) and (at >= group or scene.kind(at) == "contracted")


def _passive(
    scene: Scene, match: CueMatch, group: int, subject: Range | None, content: Range | None
) -> Draft | None:
    """``The plan was praised by Holm``: what is spoken of comes first, who speaks behind ``by``."""
    cue, source = match.cue, None
    end = content[1] if content else min(match.last + 1, scene.end)
    start = content[0] if content else match.last
    if content is None:
        start = end = after_adjuncts_free(scene, match.last)
    for at in range(match.last, min(end + 1, scene.end)):
        if scene.lower[at] == "by":
            source = phrase_after(scene.view, at + 1, scene.end)
            end = min(end, at)
            break
    rest = ((start, end),) if start < end else ()
    if scene.among("verbs", "addressee", match.first):
        parts = rest
    else:
        parts = ((subject,) if subject else ()) + rest
    if not parts:
        return None
    return Draft(((group, match.last),), source, parts, cue.kind, cue.commitment, cue.attitude)


def after_adjuncts_free(scene: Scene, at: int) -> int:
    return at


def _relayed(
    scene: Scene, match: CueMatch, taken: frozenset[int], drafts: list[Draft]
) -> Draft | None:
    """``The paper reports that Holm said so``: an attribution inside the content of another."""
    if not scene.among("verbs", "inverting", match.first) or scene.classes[match.first] != "verb":
        return None
    outer = next(
        (d for d in drafts if any(f <= match.first < l for f, l in d.content)), None
    )
    if outer is None or not _says(scene, outer):
        return None
    inner = _forward(scene, match, taken, [])
    if inner is None or inner.source is None:
        return None
    within = [(f, l) for f, l in outer.content if f <= match.first < l][0]
    if inner.source[0] < within[0] or inner.content[-1][1] > within[1]:
        return None
    return inner


def _fronted(
    scene: Scene, match: CueMatch, source: Range | None, taken: frozenset[int], content: Range | None
) -> tuple[Range, ...]:
    """``which officials said will go``: a relative pronoun before the speaker is the content."""
    if source is None or scene.kind(source[0] - 1) not in ("relative", "complementiser"):
        return ()
    if scene.classes[source[0]] in ("relative", "complementiser"):
        return ()
    pronoun = (source[0] - 1, source[0])
    after = scene.kind(match.last)
    if scene.kind(pronoun[0]) == "complementiser" and scene.kind(pronoun[0] - 1) not in ("plain", "name", "pronoun", "comma"):
        return ()
    if after in ("auxiliary", "verb"):
        return pronoun, (match.last, clause_end(scene, match.last, taken))
    if content is None and scene.kind(pronoun[0]) == "relative":
        return (pronoun,)
    return ()


def _tells_in(scene: Scene, match: CueMatch, content: Range) -> bool:
    """``issued a statement saying``: the participle is the cue."""
    if "object" not in match.cue.takes or scene.classes[content[0]] != "determiner":
        return False
    return any(
        content[0] < other.first <= content[0] + 6
        and scene.classes[other.first] == "gerund"
        and scene.classes[other.first - 1] == "plain" and "clause" in other.cue.takes
        for other in scene.matches
    )


def _predicative(scene: Scene, match: CueMatch, group: int, content: Range) -> bool:
    """Whether an adjective tells what somebody feels about something."""
    linked = any(scene.classes[t] == "auxiliary" or scene.among("verbs", "linking", t) for t in range(max(scene.first, group - 1), match.first)) or scene.kind(group - 1) in ("comma", "contracted", "")
    opener = scene.classes[content[0]]
    return linked and (match.last - match.first > 1 or opener in ("complementiser", "infinitive"))


def _continued(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """A quotation that fills the next sentence goes on with what was quoted before."""
    quoting = [
        at
        for at, draft in enumerate(drafts)
        if any(first in scene.atoms or last in scene.closings for first, last in draft.content)
    ]
    saying = [at for at, draft in enumerate(drafts) if _says(scene, draft)]
    if (quoting or saying) and (further := _next_quotations(scene)):
        at = (quoting or saying)[-1]
        drafts[at] = drafts[at]._replace(content=drafts[at].content + further)
    return drafts


def _says(scene: Scene, draft: Draft) -> bool:
    return bool(draft.cue) and scene.among("verbs", "inverting", draft.cue[-1][1] - 1)


def _next_quotations(scene: Scene) -> tuple[Range, ...]:
    units, view = scene.view.units, scene.view
    found: list[Range] = []
    for number in range(scene.number + 1, min(len(units), scene.number + 20)):
        unit = units[number]
        quote = view.quote_at(unit.first)
        if unit.paragraph != scene.unit.paragraph or quote is None or quote.first != unit.first or quote.kind not in ("speech", "partial"):
            break
        if quote.last < unit.last - 1:
            break
        found.append((quote.first, quote.last))
    return tuple(found)
