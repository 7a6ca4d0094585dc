"""Reads XLIFF 1.2 and 2.0 and compares a refined document with its input. Source: OASIS XLIFF 1.2 and 2.0."""

import re
from collections import Counter
from dataclasses import dataclass
from xml.etree import ElementTree

from peer import equal, require

CORE = "{urn:oasis:names:tc:xliff:document:"
UNITS = ("trans-unit", "unit")
# Elements whose text is native code (XLIFF 1.2), not language.
CODES = ("bpt", "ept", "ph", "it")
NUMERIC = re.compile(r"[\d\s.,]+")
LANGUAGES = ("source-language", "target-language", "srcLang", "trgLang")


@dataclass(frozen=True)
class Segment:
    key: tuple
    source: ElementTree.Element
    target: ElementTree.Element | None

    @property
    def is_numeric(self):
        return bool(NUMERIC.fullmatch(words(self.source)))

    @property
    def is_translated(self):
        return self.target is not None and words(self.target).strip() != ""


@dataclass(frozen=True)
class Document:
    kind: tuple
    languages: list
    segments: list
    # How often each note text occurs in each unit and, under None, in the whole document.
    notes: Counter


def read(data):
    root = ElementTree.fromstring(data)
    languages, segments, notes = [], [], Counter()
    files = [child for child in root if local(child) == "file"]
    for element in (root, *files):
        languages += [(local(element), name, element.get(name)) for name in LANGUAGES if element.get(name)]
    for number, file in enumerate(files):
        units = [element for element in file.iter() if local(element) in UNITS]
        segments += [segment for unit in units for segment in of_unit(number, unit)]
        for unit in units:
            notes.update(((number, unit.get("id")), text) for text in note_texts(unit))
        notes.update((None, text) for text in note_texts(file))
    return Document((root.tag, root.get("version")), languages, segments, notes)


def of_unit(file_number, unit):
    holders = [unit] if local(unit) == "trans-unit" else [one for one in unit if local(one) == "segment"]
    return [Segment((file_number, unit.get("id"), index), named(one, "source"), named(one, "target"))
            for index, one in enumerate(holders)]


def named(element, name):
    """The direct child of this name; deeper ones are alternative translations."""
    return next((child for child in element if local(child) == name), None)


def note_texts(element):
    return ["".join(note.itertext()) for note in element.iter() if local(note) == "note"]


def local(element):
    """The name of an element of XLIFF itself; those of other namespaces keep their namespace."""
    return element.tag.rpartition("}")[2] if element.tag.startswith(CORE) else element.tag


def words(element):
    """The text of a source or target without native codes."""
    own = "" if local(element) in CODES else element.text or ""
    return own + "".join(words(child) + (child.tail or "") for child in element)


def tags(element):
    """The inline elements with their attributes and native codes; their order may follow the language."""
    return sorted((local(tag), sorted(tag.attrib.items()), tag.text if local(tag) in CODES else "")
                  for tag in element.iter() if tag is not element)


def parsed_output(what, data):
    try:
        document, fault = read(data), ""
    except ElementTree.ParseError as error:
        document, fault = None, error
    require(f"{what}: output is well-formed", document is not None, "XML", f"{fault} in {data[:200]!r}")
    return document


def compare(what, before, after):
    """All that a refined document must share with its input, and what must differ."""
    equal(f"{what}: root and version", before.kind, after.kind)
    equal(f"{what}: languages", before.languages, after.languages)
    equal(f"{what}: unit ids", unit_ids(before), unit_ids(after))
    keys = [segment.key for segment in before.segments]
    require(f"{what}: segments", keys == [segment.key for segment in after.segments],
            f"{len(keys)} segments", [segment.key for segment in after.segments])
    pairs = list(zip(before.segments, after.segments))
    equal(f"{what}: segments whose source changed", [],
          [old.key for old, new in pairs if content(old.source) != content(new.source)])
    translated = [(old, new) for old, new in pairs if old.is_translated]
    equal(f"{what}: segments that lost their target", [],
          [old.key for old, new in translated if not new.is_translated])
    kept = [(old, new) for old, new in translated if new.is_translated]
    equal(f"{what}: segments whose target did not change", [],
          [old.key for old, new in kept if not old.is_numeric and words(old.target) == words(new.target)])
    equal(f"{what}: segments whose inline tags changed", [],
          [old.key for old, new in kept if tags(old.target) != tags(new.target)])
    equal(f"{what}: notes that are lost", [], list(before.notes - after.notes))


def unit_ids(document):
    return list(dict.fromkeys(segment.key[:2] for segment in document.segments))


def content(element):
    return None if element is None else (words(element), tags(element))


def numeric_targets(document):
    return {one.key: words(one.target) for one in document.segments
            if one.is_numeric and one.target is not None}
