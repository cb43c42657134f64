"""What the words and codes of other lists of places mean in the catalogue: OSM, AMap, our own."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from standards import Standards
from study.catalogues import listed
from study.facility_words import Words, bracketless, folded, tail
from texts import LOCALES, codes

_FIVE_OR_SIX = re.compile(r"\d{5,6}")
_SIDE_BY_SIDE = re.compile(r"[、,;/]")
_TAGS = re.compile(r"[;|](?=[\w:]+=)")


class Meaning(NamedTuple):
    """What a code stands for: `category`; or one of `among` as the name says, else `otherwise`.

    `sized`: (least m², category), the largest first, for what its area tells apart. `reject`: the
    reason why such a place is never counted.
    """

    category: str = ""
    among: tuple[str, ...] = ()
    otherwise: str = ""
    sized: tuple[tuple[float, str], ...] = ()
    reject: str = ""


class Reject(NamedTuple):
    """What keeps a place from being one of `categories` (empty: any), and why.

    `words` in its name or category, none of `unless` in its name; or one of the OSM `tags`.
    """

    reason: str
    categories: frozenset[str]
    words: tuple[str, ...]
    unless: tuple[str, ...]
    tags: frozenset[str]


@dataclass(frozen=True)
class Vocabulary:
    """The mapping tables in force, ready to look up."""

    own: frozenset[str]
    words: Words
    exact: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, Meaning]
    tags: Mapping[frozenset[str], Meaning]
    bare: Mapping[str, str]
    codes: Mapping[str, Meaning]
    classes: Mapping[str, Meaning]
    rejects: tuple[Reject, ...]


def vocabulary(rules: Standards) -> Vocabulary:
    """Return the words and codes understood under the rules in force."""
    words = _words(rules)
    amap = rules["facility_amap_codes"]
    return Vocabulary(
        own=frozenset(listed(rules)),
        words=words,
        exact=_exact(words),
        kinds={folded(k): _meaning(row) for row in rules["facility_kinds"] for k in row["kinds"]},
        tags={frozenset(row["tags"]): _meaning(row) for row in rules["facility_osm_tags"]},
        bare=_bare(rules),
        codes={row["code"]: _meaning(row) for row in amap},
        classes={folded(row["zh"]): _meaning(row) for row in amap},
        rejects=tuple(_reject(row) for row in rules["facility_rejects"]),
    )


def of_tags(text: str, known: Vocabulary) -> list[Meaning]:
    """Return what OSM tags mean, written `amenity=school;isced:level=1`.

    Of rows that share a tag only those with most tags stand.
    """
    given = tags_in(text)
    fitting = [row for row in known.tags if row <= given]
    kept = [row for row in fitting if not any(row & o and len(o) > len(row) for o in fitting)]
    return [known.tags[row] for row in kept]


def tags_in(text: str) -> set[str]:
    """Return the tags of a text, each by itself.

    >>> sorted(tags_in("isced:level=1;2;access=no")), tags_in("学校")
    (['access=no', 'isced:level=1', 'isced:level=2'], set())
    """
    return {f"{key.strip()}={value.strip()}" for key, value in _pairs(text) if value}


def of_codes(text: str, known: Vocabulary) -> list[Meaning]:
    """Return what AMap codes mean, several joined by `|`; a class stands for what is below it.

    A table calculator cuts the 0 in front: 60400 is read as 060400.
    """
    found = []
    for one in re.split(r"[|;,、\s]+", text):
        code = one.removesuffix(".0").zfill(6) if _FIVE_OR_SIX.match(one) else ""
        lengths = range(len(code), 1, -1)
        found += [known.codes[code[:n]] for n in lengths if code[:n] in known.codes][:1]
    return found


def of_classes(text: str, known: Vocabulary) -> list[Meaning]:
    """Return what AMap's 大类;中类;小类 mean, the narrowest class that is known of each."""
    found = []
    for one in text.split("|"):
        parts = [folded(part) for part in reversed(one.split(";"))]
        found += [known.classes[part] for part in parts if part in known.classes][:1]
    return found


def of_category(text: str, known: Vocabulary) -> list[Meaning]:
    """Return what the category of a file means, in whichever of the vocabularies it is written."""
    plain = folded(text)
    if "=" in plain:
        return of_tags(plain, known)
    if plain in known.kinds:
        return [known.kinds[plain]]
    if plain in known.bare:
        return of_tags(known.bare[plain], known)
    if _FIVE_OR_SIX.match(plain):
        return of_codes(plain, known)
    named = [Meaning(category) for category in known.exact.get(plain, ())]
    return named or _of_words(text, known)


def _of_words(text: str, known: Vocabulary) -> list[Meaning]:
    """Return what words mean that are no name of the catalogue: several, classes, the last word."""
    plain = folded(text)
    parts = _several(plain, known)
    if parts:
        return _of_parts(parts, known)
    return of_classes(text, known) or [Meaning(one) for one in tail(plain, known.words)]


def _several(plain: str, known: Vocabulary) -> list[str]:
    """Return the kinds written side by side (幼儿园、小学), none where there is one alone.

    AMap's 大类;中类;小类 are one: they begin with a class that is no kind of the catalogue.
    """
    bare = bracketless(plain)
    first = folded(bare.partition(";")[0])
    if plain in known.classes or (";" in bare and first not in known.exact):
        return []
    parts = [folded(part) for part in _SIDE_BY_SIDE.split(bare)]
    return parts if len(parts) > 1 and all(parts) else []


def _of_parts(parts: list[str], known: Vocabulary) -> list[Meaning]:
    """Return what each part means; where one means nothing, the place may be any of the others."""
    each = [of_category(part, known) for part in parts]
    every = [meaning for found in each for meaning in found]
    if not every or all(each):
        return list(dict.fromkeys(every))
    among = [name for one in every for name in (one.category, *one.among, one.otherwise) if name]
    return [Meaning(among=tuple(dict.fromkeys(among)))]


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    for part in _TAGS.split(text):
        key, _, values = part.partition("=")
        yield from ((key, value) for value in values.split(";"))


def _words(rules: Standards) -> Words:
    """Return the words of every category, the names of the catalogue among them."""
    given = rules["facility_words"]
    names = [codes(locale) for locale in LOCALES]
    return {
        category: tuple(
            sorted(
                {folded(word) for word in given.get(category, ())}
                | {folded(name.get(f"category.{category}")) for name in names} - {""}
            )
        )
        for category in sorted(listed(rules))
    }


def _exact(words: Words) -> dict[str, tuple[str, ...]]:
    every = sorted({word for own in words.values() for word in own})
    return {word: tuple(c for c, own in words.items() if word in own) for word in every}


def _bare(rules: Standards) -> dict[str, str]:
    """Return the tags that a bare value (`pharmacy`), a Geofabrik class or its code stands for."""
    found: dict[str, str] = {}
    for row in rules["facility_osm_tags"]:
        if len(row["tags"]) == 1:
            found.setdefault(row["tags"][0].partition("=")[2], row["tags"][0])
    for row in rules["facility_geofabrik"]:
        found.setdefault(row["fclass"], row["osm"])
        found.setdefault(str(row["code"]), row["osm"])
    return found


def _meaning(row: Mapping[str, Any]) -> Meaning:
    sized = sorted(((m2, name) for name, m2 in row.get("sized", {}).items()), reverse=True)
    return Meaning(
        row.get("category", ""),
        tuple(row.get("among", ())),
        row.get("otherwise", ""),
        tuple(sized),
        row.get("reject", ""),
    )


def _reject(row: Mapping[str, Any]) -> Reject:
    words, unless = (tuple(folded(word) for word in row[key]) for key in ("words", "unless"))
    categories, tags = frozenset(row["categories"] or ()), frozenset(row.get("tags", ()))
    return Reject(row["reason"], categories, words, unless, tags)
