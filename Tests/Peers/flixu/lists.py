"""The lists of languages and formats. Source: Flixu docs, Languages, Formats."""

from flixu.api import is_text, keys, success
from peer import check, equal, is_integer, require

LANGUAGES = {"en": ("English", "ltr"), "de": ("German", "ltr"), "ar": ("Arabic", "rtl"), "zh": ("Chinese", "ltr"),
             "ja": ("Japanese", "ltr"), "he": ("Hebrew", "rtl")}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {
    "docx": ("Microsoft Word", WORD, 20, "document"),
    "xliff": ("XLIFF", "application/xliff+xml", 20, "localization"),
    "json": ("JSON", "application/json", 10, "localization"),
    "po": ("GNU Gettext PO", "text/x-gettext-translation", 10, "localization"),
    "srt": ("SubRip Subtitle", "application/x-subrip", 5, "subtitle"),
}
CATEGORIES = {"document", "localization", "data", "subtitle"}


def languages(server):
    rows, wrong = listed(server, "languages", "code"), []
    for row in rows:
        wrong += [row] if sorted(row) != ["code", "direction", "name"] or row["direction"] not in ("ltr", "rtl") else []
    equal("languages: lines of a wrong kind", [], wrong)
    equal("languages: number", 147, len(rows))
    equal("languages: written from the right", 13, sum(row.get("direction") == "rtl" for row in rows))
    found = {row["code"]: (row.get("name"), row.get("direction")) for row in rows if row["code"] in LANGUAGES}
    equal("languages: those of the page's example", LANGUAGES, found)


def formats(server):
    rows = listed(server, "formats", "extension")
    for row in rows:
        what = f"format {row['extension']}"
        keys(what, row, ("extension", "name", "mime_type", "max_size_mb", "category"))
        check(f"{what}: name and mime_type", is_text(row.get("name")) and "/" in str(row.get("mime_type")),
              "texts", row)
        check(f"{what}: max_size_mb", is_integer(row.get("max_size_mb")) and row["max_size_mb"] > 0,
              "an integer from 1", row.get("max_size_mb"))
        check(f"{what}: category", row.get("category") in CATEGORIES, CATEGORIES, row.get("category"))
        check(f"{what}: no dot", not row["extension"].startswith("."), "no dot", row["extension"])
    equal("formats: number", 16, len(rows))
    found = {row["extension"]: (row.get("name"), row.get("mime_type"), row.get("max_size_mb"), row.get("category"))
             for row in rows if row["extension"] in FORMATS}
    equal("formats: those of the page's example", FORMATS, found)


def listed(server, name, key):
    data, meta = success(name, server.get(f"/{name}"))
    equal(f"{name}: meta", ["request_id"], sorted(meta))
    keys(name, data, (name, "total"))
    rows = data.get(name)
    holds = isinstance(rows, list) and all(isinstance(row, dict) and is_text(row.get(key)) for row in rows)
    require(f"{name}: an array of objects with {key}", holds, "an array of objects", rows)
    equal(f"{name}: total is the number of lines", len(rows), data.get("total"))
    equal(f"{name}: each {key} once", len(rows), len({row[key] for row in rows}))
    return rows


FUNCTIONS = (languages, formats)
