"""Small files to translate, and what a translated file must share with its input."""

import io
import json
import re
import zipfile
from xml.etree import ElementTree

from ldxhub.documents import docx
from peer import check, equal, require

TIMING = re.compile(r"^\S+ --> \S+.*$", re.MULTILINE)
MESSAGE = re.compile(r'^msgid "(.+)"$', re.MULTILINE)
TRANSLATION = re.compile(r'^msgstr "(.*)"$', re.MULTILINE)
TAG = re.compile(r"</?[a-z][a-z0-9]*")
STRING_KEY = re.compile(r'^"([^"]+)"\s*=', re.MULTILINE)
XLIFF = {
    "1.2": """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="app" source-language="{source}" target-language="{target}" datatype="plaintext">
    <body>
      <trans-unit id="welcome"><source>Welcome back, {token}</source></trans-unit>
      <trans-unit id="tagged"><source>Press <g id="1">Save</g> &amp; wait &lt;here&gt;</source></trans-unit>
      <trans-unit id="last.one"><source>See you tomorrow</source></trans-unit>
    </body>
  </file>
</xliff>
""",
    "2.0": """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="{source}" trgLang="{target}">
  <file id="f1">
    <unit id="u1"><segment><source>Welcome back, {token}</source></segment></unit>
    <unit id="u2"><segment><source>Press <pc id="1">Save</pc> &amp; wait</source></segment></unit>
    <unit id="u3"><segment id="a"><source>One.</source></segment><segment id="b"><source>Two.</source></segment></unit>
  </file>
</xliff>
""",
}
TEXTS = {
    "json": """{{
  "title": "Welcome back, {token}",
  "menu": {{"open": "Open a file", "a.b": "A key with a dot", "none": {{}}}},
  "steps": ["First step", "Second step"],
  "count": 3,
  "ready": true,
  "nothing": null
}}
""",
    "po": """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Welcome back, {token}"
msgstr ""

#: app.c:12
msgid "Open a file"
msgstr ""
""",
    "srt": """1
00:00:01,000 --> 00:00:02,500
Welcome back, {token}

2
00:00:03,000 --> 00:00:04,000
Open the door
""",
    "vtt": """WEBVTT

00:00:01.000 --> 00:00:02.500
Welcome back, {token}

00:00:03.000 --> 00:00:04.000
Open the door
""",
    "txt": "Welcome back, {token}\n\nOpen the door.\nSee you tomorrow.\n",
    "md": "# Welcome back\n\nThis is for {token}.\n\n- Open the door\n- See you tomorrow\n",
    "html": """<!DOCTYPE html>
<html><body>
<h1>Welcome back</h1>
<p>This is for <b>{token}</b>.</p>
</body></html>
""",
    "csv": "key,text\nwelcome,Welcome back {token}\ndoor,Open the door\n",
    "yaml": 'title: "Welcome back {token}"\ndoor: "Open the door"\n',
    "strings": '"welcome" = "Welcome back, {token}";\n"door" = "Open the door";\n',
}
ALIKE = {"xlf": "xliff", "htm": "html", "markdown": "md", "yml": "yaml"}
KINDS = {
    "json": "application/json", "po": "text/x-gettext-translation", "srt": "application/x-subrip", "vtt": "text/vtt",
    "txt": "text/plain", "md": "text/markdown", "html": "text/html", "csv": "text/csv", "yaml": "application/yaml",
    "strings": "text/plain", "xliff": "application/xliff+xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
EXTENSIONS = (*TEXTS, "xliff", "xlf", "docx")


def extension(name):
    return name.rpartition(".")[2].lower()


def kind(name):
    """The media type that goes with the name's extension."""
    last = extension(name)
    return KINDS[ALIKE.get(last, last)]


def sample(name, token, source="en", target="de", version="1.2"):
    """The bytes of a file of the format that the name's extension tells; the token makes it unlike any other."""
    last = ALIKE.get(extension(name), extension(name))
    if last == "docx":
        return docx([f"Welcome back, {token}", "Open the door."])
    if last == "xliff":
        return XLIFF[version].format(token=token, source=source, target=target).encode()
    return TEXTS[last].format(token=token).encode()


def compare(what, name, before, after):
    """The output has its input's format and outline, and other words."""
    last = ALIKE.get(extension(name), extension(name))
    require(f"{what}: there is an output", after != b"", "bytes", "none")
    if last == "docx":
        return compare_packages(what, before, after)
    try:
        old, new = before.decode(), after.decode()
    except UnicodeDecodeError as error:
        require(f"{what}: the output is UTF-8", False, "UTF-8", error)
    check(f"{what}: the output is another text", old != new, "a translation", "the input")
    if last == "xliff":
        compare_xliff(what, before, after)
    elif last == "json":
        compare_json(what, old, new)
    elif last == "html":
        equal(f"{what}: tags", TAG.findall(old), TAG.findall(new))
    else:
        equal(f"{what}: number of lines", len(old.splitlines()), len(new.splitlines()))
        for aspect, pattern in (("times", TIMING), ("messages", MESSAGE), ("string keys", STRING_KEY)):
            if pattern.search(old):
                equal(f"{what}: {aspect}", pattern.findall(old), pattern.findall(new))
        if last == "po":
            empty = TRANSLATION.findall(new)[1:].count("")
            equal(f"{what}: messages without translation", 0, empty)
    return None


def compare_json(what, old, new):
    try:
        value, fault = json.loads(new), ""
    except ValueError as error:
        value, fault = None, error
    require(f"{what}: the output is JSON", value is not None, "JSON", f"{fault} in {new[:200]!r}")
    equal(f"{what}: keys, in order, and values that are no strings", outline(json.loads(old)), outline(value))


def outline(value):
    """The value with every string in it taken out; objects as pairs, for the keys' order."""
    if isinstance(value, dict):
        return [(key, outline(item)) for key, item in value.items()]
    if isinstance(value, list):
        return [outline(item) for item in value]
    return "a string" if isinstance(value, str) else value


def compare_xliff(what, before, after):
    old = ElementTree.fromstring(before)
    try:
        new, fault = ElementTree.fromstring(after), ""
    except ElementTree.ParseError as error:
        new, fault = None, error
    require(f"{what}: the output is well-formed", new is not None, "XML", f"{fault} in {after[:200]!r}")
    equal(f"{what}: root and version", (old.tag, old.get("version")), (new.tag, new.get("version")))
    equal(f"{what}: unit ids", units(old), units(new))
    equal(f"{what}: sources", words(old, "source"), words(new, "source"))
    targets = words(new, "target")
    equal(f"{what}: number of targets", len(words(old, "source")), len(targets))
    equal(f"{what}: empty targets", 0, sum(text.strip() == "" for text in targets))
    equal(f"{what}: inline tags of the targets", inline(old, "source"), inline(new, "target"))


def units(root):
    return [element.get("id") for element in root.iter() if local(element) in ("trans-unit", "unit")]


def words(root, name):
    return ["".join(element.itertext()) for element in root.iter() if local(element) == name]


def inline(root, name):
    return [sorted((local(tag), tag.get("id")) for tag in element.iter() if tag is not element)
            for element in root.iter() if local(element) == name]


def local(element):
    return element.tag.rpartition("}")[2]


def members(what, data):
    """The files in a ZIP archive, by name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except zipfile.BadZipFile as error:
        require(f"{what}: a ZIP archive", False, "a ZIP archive", f"{error}: {data[:100]!r}")


def compare_packages(what, before, after):
    old, new = members(what, before), members(what, after)
    equal(f"{what}: members of the package", sorted(old), sorted(new))
    equal(f"{what}: members that are not well-formed", [],
          [name for name, data in new.items() if name.endswith((".xml", ".rels")) and not well_formed(data)])
    main = "word/document.xml"
    check(f"{what}: the output is another text", old.get(main) != new.get(main), "a translation", "the input")


def well_formed(data):
    try:
        ElementTree.fromstring(data)
    except ElementTree.ParseError:
        return False
    return True
