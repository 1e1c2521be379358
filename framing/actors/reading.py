"""From phrases to actors: which of them name the same one.

By name first, then by head noun, by what is known of a role, and for pronouns by agreement and
nearness. Precise rather than complete: a phrase that fits nobody is an actor of its own, and a
pronoun that fits nobody is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from framing.actors.known import KnownActor, checked
from framing.actors.phrases import Phrase, Phrases
from framing.actors.spelling import one_letter_apart
from framing.actors.values import Actor, Mention
from framing.document import Document, Span

REMEMBERED = 4  # documents; measures, tables and the report ask for one after another
NEAR = 3  # sentences in which a pronoun finds what it stands for
SHORTEST = 6  # letters of a name that may be misspelt
ENDS_LIKE = 5  # letters of a noun by which a compound is taken up: Ministerium, Innenministerium
SINGLE = ("masculine", "feminine", "person")
MOVEMENT = "movement"
NAMED = ("name", "surname", "title")


def actors(document: Document, known: Iterable[KnownActor] = ()) -> tuple[Actor, ...]:
    """The actors of an article, with every mention that is found.

    Parameters
    ----------
    document : Document
    known : iterable of KnownActor, optional
        Actors to look for by their names; all others are found as well.

    Returns
    -------
    tuple of Actor
        In the order of their first mentions.

    Raises
    ------
    ActorError
        If a name of one known actor stands inside a name of another.

    Notes
    -----
    Persons are joined by full name, surname, title and one misspelt letter; bodies by name, the
    last noun, or an acronym; states by name, capital and other names in ``actors.toml``; groups
    by nouns that name the same group there. A role with a definite article takes up whoever was
    introduced by it. A pronoun stands for the first actor that agrees with it in its sentence,
    else in one of the three before.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("Minister Ines Tornau met activists. She told the protesters.", "en")
    >>> [(one.name, [doc[m.span] for m in one.mentions]) for one in actors(doc)]
    [('Ines Tornau', ['Minister Ines Tornau', 'She']),
     ('activists', ['activists', 'the protesters'])]
    """
    return _read(document, checked(known))


@lru_cache(maxsize=REMEMBERED)
def _read(document: Document, known: tuple[KnownActor, ...]) -> tuple[Actor, ...]:
    phrases = Phrases(document, known)
    story = _Story(phrases)
    for phrase in phrases.all:
        story.add(phrase)
    return tuple(story.actors())


@dataclass(eq=False)
class _Thread:
    """Phrases that name the same actor."""

    name: str
    kind: str
    agreement: str
    stems: frozenset[str] = frozenset()
    head: str = ""
    group: str = ""
    phrases: list[Phrase] = field(default_factory=list)


@dataclass(eq=False)
class _Story:
    """The threads of an article as it is read."""

    source: Phrases
    threads: list[_Thread] = field(default_factory=list)
    by_name: dict[str, _Thread] = field(default_factory=dict)
    by_sentence: dict[int, list[_Thread]] = field(default_factory=dict)
    bodies: dict[str, list[_Thread]] = field(default_factory=dict)

    def add(self, phrase: Phrase) -> None:
        """Put a phrase to its actor; a new one where it fits none."""
        thread = self._thread(phrase)
        if thread is None:
            return
        thread.phrases.append(phrase)
        if phrase.form != "pronoun" and thread.agreement == "person":
            thread.agreement = phrase.agreement if phrase.agreement in SINGLE else "person"
        sentence = self.source.named.sentence(phrase.tokens[0])
        here = self.by_sentence.setdefault(sentence, [])
        if thread not in here:
            here.append(thread)

    def _thread(self, phrase: Phrase) -> _Thread | None:
        if phrase.agreement == "joint":
            return self._joint(phrase)
        if phrase.form == "pronoun":
            return self._antecedent(phrase)
        if phrase.kind == "person" and phrase.form in ("name", "surname", "title"):
            return self._person(phrase)
        if phrase.kind == "place":
            return self._called(phrase, "place " + phrase.key)
        if phrase.form == "name":
            return self._body(phrase)
        return self._noun(phrase)

    # By name

    def _called(self, phrase: Phrase, name: str) -> _Thread:
        thread = self.by_name.get(name)
        if thread is None:
            thread = self.by_name[name] = self._new(phrase, phrase.key)
        return thread

    def _person(self, phrase: Phrase) -> _Thread:
        name = phrase.key.lower()
        if name not in self.by_name:
            alike = next(
                (
                    known
                    for known, thread in self.by_name.items()
                    if thread.kind == "person"
                    and min(len(known), len(name)) >= SHORTEST
                    and known[0] == name[0]
                    and one_letter_apart(known, name)
                ),
                name,
            )
            if alike != name:
                self.by_name[name] = self.by_name[alike]
        return self._called(phrase, name)

    def _body(self, phrase: Phrase) -> _Thread:
        """A body by its name: the same words, some of them, or their initials."""
        stems, first = self._stems(phrase.key), phrase.key.split()[0]
        keys = [f"body {first}", f"body {_initials(phrase.key)}"]
        for thread in dict.fromkeys(one for key in keys for one in self.bodies.get(key, ())):
            if thread.stems == stems or self._is_short_for(phrase.key, stems, thread):
                if len(phrase.key) > len(thread.name):
                    thread.name, thread.stems = phrase.key, stems
                return self._body_called(thread, keys)
        group = self.source.words.group_of(phrase.key)
        same = self._of_group(group) if group else None
        return self._body_called(same or self._new(phrase, phrase.key, group), keys)

    def _body_called(self, thread: _Thread, keys: Iterable[str]) -> _Thread:
        """The same body, to be found by its first word and its initials."""
        for key in keys:
            known = self.bodies.setdefault(key, [])
            if thread not in known:
                known.append(thread)
        return thread

    def _is_short_for(self, name: str, stems: frozenset[str], thread: _Thread) -> bool:
        if thread.phrases[0].form != "name":
            return False
        short, long = sorted((name, thread.name), key=len)
        if short.isupper() and len(short) > 1 and short == _initials(long):
            return True
        return (stems < thread.stems or thread.stems < stems) and short.split()[0] == long.split()[
            0
        ]

    # By noun

    def _noun(self, phrase: Phrase) -> _Thread:
        named, words = self.source.named, self.source.words
        head = named.words.stem(named.forms[phrase.head])
        several = phrase.agreement == "plural"
        group = words.group_of(named.forms[phrase.head]) if phrase.kind != "person" else ""
        if phrase.form == "label" and phrase.kind == "group" and not group:
            group = "" if named.lower[phrase.head] in words.rulers else MOVEMENT
        if group and (same := self._of_group(group)) is not None:
            return same
        if phrase.definite or several:
            if (same := self._same_noun(phrase, head)) is not None:
                return same
            if not several and (titled := self._titled(phrase)) is not None:
                return titled
        return self._new(phrase, self._bare(phrase), group, head)

    def _of_group(self, group: str) -> _Thread | None:
        return next((one for one in reversed(self.threads) if one.group == group), None)

    def _same_noun(self, phrase: Phrase, head: str) -> _Thread | None:
        """Who was called by the same noun, with no other words that tell it apart."""
        stems = self._stems(self._bare(phrase))
        several = phrase.agreement == "plural"
        for thread in self._recent(phrase.kind):
            if not thread.head or (thread.agreement == "plural") != several:
                continue
            ends_like = len(head) >= ENDS_LIKE and thread.head.endswith(head)
            same = _same_word(thread.head, head) and _are_part(stems, thread.stems)
            if ends_like or same:
                return thread
        return None

    def _titled(self, phrase: Phrase) -> _Thread | None:
        """Whoever was introduced by a role: the minister."""
        speaker = self.source.reference.named_again(*phrase.tokens)
        return self.by_name.get(speaker.name.lower()) if speaker else None

    def _bare(self, phrase: Phrase) -> str:
        """The words of a phrase without its determiner."""
        first, last = phrase.tokens
        named = self.source.named
        if last - first > 1 and named.lower[first] in named.words.phrases["determiners"]:
            first += 1
        return named.text((first, last))

    def _stems(self, name: str) -> frozenset[str]:
        return frozenset(map(self.source.named.words.stem, name.split()))

    # Pronouns

    def _antecedent(self, phrase: Phrase) -> _Thread | None:
        """The first actor that agrees in this sentence, else in one of those before."""
        readings = set(phrase.agreement.split())
        here = self.source.named.sentence(phrase.tokens[0])
        for sentence in range(here, here - NEAR - 1, -1):
            for thread in self.by_sentence.get(sentence, ()):
                if thread.agreement in readings or (
                    thread.agreement == "person" and readings & {"masculine", "feminine"}
                ):
                    told = readings & {"masculine", "feminine"}
                    if thread.agreement == "person" and len(readings) == len(told) == 1:
                        thread.agreement = min(told)
                    return thread
        return None

    def _joint(self, phrase: Phrase) -> _Thread | None:
        """The last two persons, or else states, that were named."""
        here = self.source.named.sentence(phrase.tokens[0])
        near = [
            thread
            for sentence in range(here, here - 2 * NEAR - 1, -1)
            for thread in self.by_sentence.get(sentence, ())
        ]
        word = self.source.named.lower[phrase.head]
        kinds = (
            ("place", "person") if word in self.source.words.joint_places else ("person", "place")
        )
        for kind in kinds:
            pair = list(dict.fromkeys(one for one in near if _is_named(one, kind)))[:2]
            if len(pair) == 2:
                name = " + ".join(sorted(one.name for one in pair))
                return self._called(phrase._replace(key=name), "joint " + name)
        return None

    # Threads

    def _recent(self, *kinds: str) -> Iterator[_Thread]:
        return (one for one in reversed(self.threads) if one.kind in kinds)

    def _new(self, phrase: Phrase, name: str, group: str = "", head: str = "") -> _Thread:
        thread = _Thread(name, phrase.kind, phrase.agreement, self._stems(name), head, group)
        self.threads.append(thread)
        return thread

    def actors(self) -> Iterator[Actor]:
        """The threads as values, in order of their first mentions."""
        for thread in sorted(self.threads, key=lambda one: one.phrases[0].tokens):
            yield Actor(thread.name, thread.kind, tuple(map(self._mention, thread.phrases)))

    def _mention(self, phrase: Phrase) -> Mention:
        offsets = self.source.document.tokens
        first, last = phrase.tokens
        span = Span(int(offsets[first, 0]), int(offsets[last - 1, 1]), phrase.form)
        return Mention(span, phrase.form, phrase.label)


def _initials(name: str) -> str:
    """The capitals that words begin with: ECB; of one word in capitals, itself."""
    words = name.split()
    if len(words) == 1 and name.isupper():
        return name
    return "".join(word[0] for word in words if word[0].isupper())


def _same_word(one: str, other: str) -> bool:
    """The same noun but for the ending of a case: Ausschuss, Ausschusses."""
    short, long = sorted((one, other), key=len)
    return short == long or (
        len(short) >= ENDS_LIKE and long.startswith(short) and len(long) - len(short) <= 1
    )


def _are_part(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the words of one name are all in the other, but for endings."""
    few, many = sorted((one, other), key=len)
    return few <= many or all(any(_same_word(a, b) for b in many) for a in few)


def _is_named(thread: _Thread, kind: str) -> bool:
    """Whether an actor is of a kind and known by name."""
    return thread.kind == kind and (
        kind == "place" or any(one.form in NAMED for one in thread.phrases)
    )
