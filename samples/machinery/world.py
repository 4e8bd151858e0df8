"""The invented world: entities, the surface forms by which texts name them, and the dictionary over
the forms that finds mentions.

A form that two entities list, or that `[ambiguous]` lists, is ambiguous: writers mark each occurrence,
except that a place is taken for itself after "in", "near", "at" or "outside" and inside a dateline.
Covered by tests/samples/machinery_test.py.
"""

import difflib
import re
import tomllib
from dataclasses import dataclass, field

from .errors import Mistake

# Table of the TOML file -> (type of a mention, keys every entry needs).
TABLES = {
    "countries": ("place", ("id", "name", "capital")),
    "places": ("place", ("id", "name", "kind", "country", "lat", "lon")),
    "organisations": ("organisation", ("id", "name", "kind")),
    "outlets": ("organisation", ("id", "name", "kind", "country", "domain", "family", "template")),
    "agencies": ("organisation", ("id", "name", "kind", "country", "domain", "family", "template")),
    "people": ("person", ("id", "name", "country", "roles")),
    "vessels": ("work", ("id", "name", "country")),
}
NOBODY = ("anonymous", "-")
_PLACE_WORDS = ("in", "near", "at", "outside", "off")
_LISTS = ("aliases", "abbreviations", "spellings", "surnames", "metonyms", "demonyms")


@dataclass
class Entity:
    """`table` is its TOML table, `type` the type of its mentions, `facts` everything the file says."""

    id: str
    table: str
    type: str
    name: str
    facts: dict
    where: str


@dataclass(frozen=True)
class Form:
    """`text` names `entity`; kind is name, alias, abbreviation, spelling, surname, metonym or demonym."""

    text: str
    entity: str
    kind: str


@dataclass
class World:
    entities: dict = field(default_factory=dict)
    forms: dict = field(default_factory=dict)  # text -> list of Form
    ambiguous: set = field(default_factory=set)  # texts
    outlets: dict = field(default_factory=dict)  # id -> Entity, agencies included
    facts: dict = field(default_factory=dict)  # the tables of the pile: stories, positions ...

    def entity(self, name, where):
        if name not in self.entities:
            raise Mistake(where, f"no entity `{name}`{self._nearest(name)}")
        return self.entities[name]

    def _nearest(self, name):
        near = difflib.get_close_matches(name, self.entities, 3, 0.6)
        return (
            f"; did you mean {', '.join(near)}?"
            if near
            else " in world.toml, the half's .toml files or == entities"
        )

    def add(self, table, facts, where):
        kind, needed = TABLES[table]
        missing = [key for key in needed if key not in facts]
        if missing:
            raise Mistake(where, f"[[{table}]] {facts.get('id', '?')} has no {', '.join(missing)}")
        if not re.fullmatch(r"[a-z][a-z0-9_]*", facts["id"]) or facts["id"] in NOBODY:
            raise Mistake(
                where, f"id `{facts['id']}`: use a-z, 0-9 and `_`, beginning with a letter"
            )
        if facts["id"] in self.entities:
            raise Mistake(
                where,
                f"entity `{facts['id']}` is there already ({self.entities[facts['id']].where})",
            )
        entity = Entity(facts["id"], table, kind, facts["name"], facts, where)
        self.entities[entity.id] = entity
        if table in ("outlets", "agencies"):
            self.outlets[entity.id] = entity
        for form in _forms_of(entity):
            self._add_form(form)

    def _add_form(self, form):
        same = self.forms.setdefault(form.text, [])
        if form.entity not in [other.entity for other in same]:
            same.append(form)


def _forms_of(entity):
    facts = entity.facts
    yield Form(entity.name, entity.id, "name")
    for name in _LISTS:
        for text in facts.get(name, []):
            yield Form(text, entity.id, {"aliases": "alias"}.get(name, name.rstrip("s")))
    if entity.table == "people" and "surnames" not in facts:
        for full in [entity.name, *facts.get("spellings", [])]:
            yield Form(full.split()[-1], entity.id, "surname")


def read_toml(path, shown):
    try:
        with open(path, "rb") as file:
            return tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise Mistake(shown, str(error)) from None


def add_file(world, path, shown):
    """Adds the entities of a TOML file; its other tables are appended to world.facts."""
    data = read_toml(path, shown)
    for table, rows in data.items():
        if table == "ambiguous":
            world.ambiguous.update(rows["forms"])
        elif table in TABLES:
            for facts in rows:
                world.add(table, facts, shown)
        elif isinstance(rows, list):
            world.facts.setdefault(table, []).extend({**row, "_where": shown} for row in rows)
        else:
            world.facts[table] = rows


def close_world(world):
    """Call when every entity is in: checks references between entities and makes the dictionary."""
    for entity in world.entities.values():
        for key in ("country", "capital", "of"):
            if entity.facts.get(key):
                world.entity(entity.facts[key], f"{entity.where} [{entity.id}]")
    world.ambiguous.update(text for text, forms in world.forms.items() if len(forms) > 1)
    for text in list(world.forms):
        shout = text.upper()
        if len(text) > 2 and shout not in world.forms:
            world.forms[shout] = world.forms[text]
            if text in world.ambiguous:
                world.ambiguous.add(shout)
    world.by_first = {}
    for text in world.forms:
        world.by_first.setdefault(_key(text)[0], []).append(_key(text))
    world.by_key = {_key(text): text for text in world.forms}
    for keys in world.by_first.values():
        keys.sort(key=len, reverse=True)


def _key(text):
    return text.replace("’", "'").replace("\u00a0", " ")


def find_forms(world, text):
    """(begin, end, form text) of every known form in `text`: longest first from the left, whole words."""
    plain = _key(text)
    at = 0
    while at < len(plain):
        if (at and plain[at - 1].isalnum()) or not plain[at].isalnum():
            at += 1
            continue
        for form in world.by_first.get(plain[at], ()):
            end = at + len(form)
            if plain.startswith(form, at) and not plain[end : end + 1].isalnum():
                yield at, end, world.by_key[form]
                at = end - 1
                break
        at += 1


def place_by_context(world, text, begin, form):
    """The place that an ambiguous form names because of the word before it, else None."""
    before = text[:begin].split()[-1:]
    if before and before[0].lower() in _PLACE_WORDS:
        return sole_place(world, form)
    return None


def sole_place(world, form):
    places = [f.entity for f in world.forms[form] if world.entities[f.entity].table == "places"]
    return places[0] if len(places) == 1 else None
