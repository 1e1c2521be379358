"""What a regular expression needs of a line, read from the way it is written.

Only as much of the notation is understood as page furniture is described with. Whatever is
not understood counts as "anything", so that nothing that could match is ruled out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

LITERAL = r"[^\\.^$*+?{\[()|]"
TOKEN = re.compile(
    rf"(?P<text>{LITERAL}+(?![*+?{{])|{LITERAL})"
    rf"|(?P<words>\(\?:{LITERAL}*(?:\|{LITERAL}*)*\))"  # only text inside: at once
    r"|(?P<open>\((?:\?(?:P<\w+>|[-\w]*:|<?[=!]))?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<times>[*+?]|\{\d*,?\d*\})[?+]?"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\]|\\[dDwWsS])"
    r"|(?P<edge>[\^$]|\\[bBAZ])|(?P<code>\\x[0-9a-fA-F]{2})|\\(?P<escaped>.)|(?P<any>.)",
    re.DOTALL,
)
# Characters that match nothing but themselves and their capital where case is ignored.
PLAIN = frozenset(map(chr, range(32, 127))) | frozenset("äöüßéèàâçñ“”„‘’–—…»«·•|€§©›‹→▶►×")
PLAIN_SMALL = sorted(character for character in PLAIN if character == character.lower())
FEW_SIGNS = 8
FEW = 48  # characters: a set of more is as good as "anything"
WIDTH = 3  # characters at the beginning of a line that are looked at
MANY = 2000


class Node(NamedTuple):
    """A piece of an expression: text, alternatives, or one character of a set."""

    text: str = ""
    alternatives: tuple[tuple[Node, ...], ...] = ()
    characters: str = ""  # the set, as it is written
    least: int = 1
    most: int = 1
    ahead: tuple[Node, ...] = ()  # what must stand somewhere behind this place
    not_after: str = ""  # characters that must not stand before this place


class Starts(NamedTuple):
    """How a match may begin: its first characters, or all of it if it is short."""

    first: frozenset[str]
    whole: frozenset[str]


ANYTHING = Starts(frozenset({""}), frozenset())
NOTHING = ((),)  # the alternatives of a piece without width


def read_expression(pattern: str) -> tuple[Node, ...]:
    """The pieces of an expression, in small letters.

    Examples
    --------
    >>> [(node.text, node.characters, node.least) for node in read_expression("Ab?[.!]+")]
    [('a', '', 1), ('b', '', 0), ('', '[.!]', 1)]
    """
    return _sequence(TOKEN.finditer(pattern))


def _sequence(tokens: Iterator[re.Match[str]]) -> tuple[Node, ...]:
    branches: list[list[Node]] = [[]]
    for token in tokens:
        kind, nodes = token.lastgroup, branches[-1]
        if kind == "text":
            nodes.append(Node(token.group().lower()))
        elif kind == "words":
            words = token.group()[3:-1].lower().split("|")
            nodes.append(Node(alternatives=tuple([(Node(word),) for word in words])))
        elif kind == "close":
            break
        elif kind == "bar":
            branches.append([])
        elif kind == "times":
            least, most = _times(token["times"])
            nodes[-1] = nodes[-1]._replace(least=least, most=most)
        elif kind == "open":
            nodes.append(_group(tokens, token.group()))
        elif kind == "escaped":
            nodes.append(Node(token["escaped"].lower()))
        elif kind == "code":
            nodes.append(Node(chr(int(token.group()[2:], 16)).lower()))
        elif kind != "edge":
            nodes.append(Node(characters=token.group()))
    if len(branches) == 1:
        return tuple(branches[0])
    return (Node(alternatives=tuple(map(tuple, branches))),)


def _times(quantifier: str) -> tuple[int, int]:
    if quantifier in "*+?":
        return (1 if quantifier == "+" else 0), (1 if quantifier == "?" else 2)
    least, comma, most = quantifier[1:-1].partition(",")
    return int(least or 0), int(most or 2) if comma else int(least or 0)


def _group(tokens: Iterator[re.Match[str]], opening: str) -> Node:
    inside = _sequence(tokens)
    if opening[-1] not in "=!":
        return Node(alternatives=(inside,))
    if opening == "(?=":
        return Node(alternatives=NOTHING, ahead=inside)
    barred = ""
    if opening == "(?<!" and len(inside) == 1:
        barred = inside[0].text if len(inside[0].text) == 1 else _members(inside[0].characters)
    return Node(alternatives=NOTHING, not_after=barred)


@cache
def _members(characters: str) -> str:
    """The few plain characters of a set; none if there are more."""
    if not characters or characters == ".":
        return ""
    found = re.findall(characters, "".join(PLAIN_SMALL), re.IGNORECASE)
    return "".join(found) if len(found) <= FEW else ""


def starts(nodes: Sequence[Node]) -> Starts:
    """The first characters that a match may have.

    Examples
    --------
    >>> found = starts(read_expression("(?:re)?print|ad"))
    >>> sorted(found.first), sorted(found.whole)
    (['pri', 'rep'], ['ad'])
    """
    first: set[str] = set()
    whole = {""}
    for node in nodes:
        piece = _starts_of(node)
        longer = {before + text for before in whole for text in piece.whole}
        first.update([(before + text)[:WIDTH] for before in whole for text in piece.first])
        first.update([text[:WIDTH] for text in longer if len(text) >= WIDTH])
        whole = {text for text in longer if len(text) < WIDTH}
        if "" in first or len(first) + len(whole) > MANY:
            return ANYTHING
        if not whole:
            break
    return Starts(frozenset(first), frozenset(whole))


def _starts_of(node: Node) -> Starts:
    if node.characters:
        members = _members(node.characters)
        first, whole = Starts(frozenset(), frozenset(members)) if members else ANYTHING
    elif node.alternatives:
        found = [starts(sequence) for sequence in node.alternatives]
        first = frozenset[str]().union(*[e.first for e in found])
        whole = frozenset[str]().union(*[e.whole for e in found])
    elif PLAIN.issuperset(node.text):
        first, whole = frozenset[str](), frozenset({node.text})
    else:
        first, whole = ANYTHING
    if node.most > 1:
        first, whole = first | whole, frozenset()
    if not node.least:
        whole |= {""}
    return Starts(first, whole)


def barred_ends(nodes: Sequence[Node]) -> frozenset[str]:
    """Characters that no match ends with, by a ``(?<![.!?])`` at the end.

    >>> sorted(barred_ends(read_expression("(?:more|less) .*(?<![.!?])")))
    ['!', '.', '?']
    """
    barred: set[str] = set()
    for node in reversed(nodes):
        if node.alternatives != NOTHING:
            if node.alternatives and node.least == node.most == 1:
                barred.update(frozenset.intersection(*map(barred_ends, node.alternatives)))
            break
        barred.update(node.not_after)
    return frozenset(barred)


def needed_signs(nodes: Sequence[Node]) -> frozenset[str]:
    """What every match holds: single characters, ``0`` for any digit; of several, one.

    >>> sorted(needed_signs(read_expression(r"(?:a|b) ?: ?\\d+ (?:c/d|/)")))
    [' ', '/', '0', ':']
    """
    found: set[str] = set()
    for node in nodes:
        if not node.least:
            continue
        if node.alternatives:
            found.update(frozenset.intersection(*map(needed_signs, node.alternatives)))
        if node.ahead:
            found.update(needed_signs(node.ahead))
        if node.characters == r"\d":
            found.add("0")
        elif node.characters:
            found.update(_sign_set(node.characters))
        found.update(SIGNS.intersection(node.text))
    return frozenset(found)


def _sign_set(characters: str) -> tuple[str, ...]:
    """A set of few signs, as one string; nothing for sets that are not told so easily."""
    inside = characters[1:-1]
    plain = PLAIN.issuperset(inside) and "\\" not in inside and "-" not in inside[1:-1]
    if not plain or inside.startswith("^") or any(c.isalnum() or c == " " for c in inside):
        return ()
    return (inside,) if 1 < len(inside) <= FEW_SIGNS else ()


SIGNS = frozenset(" 0:/|()?@#")
