"""Checks that a file is an Office package whose parts hang together. Source: ECMA-376, parts 1 and 2 (Open
Packaging Conventions)."""

import io
import posixpath
import zipfile
from xml.etree import ElementTree

from ldxhub.documents import FAMILY, OFFICE, PACKAGE, SHEET, SLIDE, WORD
from peer import check, equal, require

# For each format: the family of its content types, the main part's content type and root, and the kinds of
# parts besides the main one that must be there, each with the least number of them.
FORMATS = {
    "docx": ("wordprocessingml", "document.main+xml", f"{{{WORD}}}document", {}),
    "xlsx": ("spreadsheetml", "sheet.main+xml", f"{{{SHEET}}}workbook", {"worksheet": 1}),
    "pptx": ("presentationml", "presentation.main+xml", f"{{{SLIDE}}}presentation",
             {"slide": 1, "slideLayout": 1, "slideMaster": 1, "theme": 1}),
}
TYPES = f"{{{PACKAGE}/content-types}}"
LINK = f"{{{PACKAGE}/relationships}}Relationship"


def package(what, output_format, data):
    """The checks of a whole file; gives its parts, by name."""
    require(f"{what}: a zip", zipfile.is_zipfile(io.BytesIO(data)), "a zip", data[:40])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        equal(f"{what}: damaged members", None, archive.testzip())
        names = archive.namelist()
        equal(f"{what}: members named twice", len(names), len({name.lower() for name in names}))
        parts = {name: archive.read(name) for name in names if not name.endswith("/")}
    for name in ("[Content_Types].xml", "_rels/.rels"):
        require(f"{what}: {name}", name in parts, name, sorted(parts))
    broken = [name for name, part in parts.items() if name.endswith((".xml", ".rels")) and tree(part) is None]
    require(f"{what}: every part is well-formed", not broken, "XML", broken)
    kinds = content_types(parts)
    untyped = [name for name in parts if name != "[Content_Types].xml" and name not in kinds]
    equal(f"{what}: parts without a content type", [], untyped)
    links = [link for name in parts if name.endswith(".rels") for link in relationships(parts, name)]
    lost = [link for link in links if link[3] not in parts]
    equal(f"{what}: relationships to parts that are not there", [], lost)
    equal(f"{what}: relationship ids used in parts that no relationship has", [], list(dangling(parts, links)))
    main_part(what, output_format, parts, kinds, links)
    return parts


def main_part(what, output_format, parts, kinds, links):
    family, kind, root, needed = FORMATS[output_format]
    mains = [target for source, _, type_, target in links if source == "" and type_ == f"{OFFICE}/officeDocument"]
    require(f"{what}: one main part", len(mains) == 1 and mains[0] in parts, "one officeDocument", mains)
    equal(f"{what}: content type of the main part", f"{FAMILY}{family}.{kind}", kinds.get(mains[0]))
    equal(f"{what}: root of the main part", root, tree(parts[mains[0]]).tag)
    for name, least in needed.items():
        count = sum(type_ == f"{OFFICE}/{name}" for _, _, type_, _ in links)
        check(f"{what}: relationships to a {name}", count >= least, f"at least {least}", count)
    if output_format == "docx":
        body = tree(parts[mains[0]]).find(f"{{{WORD}}}body")
        check(f"{what}: the document has a body", body is not None, "w:body", "none")


def content_types(parts):
    """The content type of each part, by its own line or by its extension."""
    root = tree(parts["[Content_Types].xml"])
    extensions = {one.get("Extension", "").lower(): one.get("ContentType") for one in root.iter(TYPES + "Default")}
    own = {one.get("PartName", "").lstrip("/"): one.get("ContentType") for one in root.iter(TYPES + "Override")}
    kinds = {name: own.get(name) or extensions.get(name.rpartition(".")[2].lower()) for name in parts}
    return {name: kind for name, kind in kinds.items() if kind}


def relationships(parts, name):
    """The internal relationships of a `.rels` part: (source part, id, type, target part)."""
    folder, _, base = name.rpartition("_rels/")
    source = folder + base.removesuffix(".rels")
    for link in tree(parts[name]).iter(LINK):
        if link.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/" + folder, link.get("Target", "")))
            yield source, link.get("Id"), link.get("Type"), target.lstrip("/")


def dangling(parts, links):
    known = {(source, id_) for source, id_, _, _ in links}
    for name, part in parts.items():
        if name.endswith(".xml"):
            used = {value for element in tree(part).iter() for key, value in element.attrib.items()
                    if key.startswith(f"{{{OFFICE}}}")}
            # A link to a page outside is a relationship too, so only parts without any such are certain.
            if b'TargetMode="External"' not in parts.get(rels_of(name), b""):
                yield from ((name, one) for one in used if (name, one) not in known)


def rels_of(name):
    folder, _, base = name.rpartition("/")
    return f"{folder}/_rels/{base}.rels".lstrip("/")


def tree(data):
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError:
        return None
