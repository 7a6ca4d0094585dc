"""Language detection, engines, style references, structure templates. Source: Falara docs, Helpers, Style References,
Structure Templates."""

from falara.api import (
    INVALID, failure, is_count, is_number, is_there, json_of, object_of, objects_of, one_of, or_null, stated, unique,
)
from falara.moments import is_moment
from peer import check, equal, is_text

TEMPLATE = {"id": is_text, "slug": is_text, "name": is_text, "description": or_null(lambda text: isinstance(text, str)),
            "scope": one_of("system", "private", "account"), "fields": lambda rows: isinstance(rows, list),
            "created_at": is_moment}
FIELD = {"key": is_text, "label": is_text, "type": is_text, "max_length": or_null(is_count)}


def detected_languages(server):
    example = detect(server, "Bonjour, comment allez-vous?")
    if example:
        equal("detection of the page's example", "fr", example.get("language"))
        for text in ("Wie geht es Ihnen heute?", "abc", "äöü"):
            detect(server, text)


def detect(server, text):
    what, answer = f"detection of {text!r}", server.post_json("/detect-language", {"text": text})
    if not is_there(server, what, answer):
        return None
    value = object_of(what, answer)
    part = {"language": is_text, "confidence": lambda one: is_number(one) and 0 <= one <= 1}
    stated(what, value, {**part, "alternatives": lambda rows: isinstance(rows, list)})
    rows = objects_of(f"{what}: alternatives", value.get("alternatives"))
    for row in rows:
        stated(f"{what}: alternative", row, part)
    scores = [value["confidence"], *(row["confidence"] for row in rows)]
    check(f"{what}: the surest first", scores == sorted(scores, reverse=True), "falling", scores)
    check(f"{what}: no more than certain", sum(scores) <= 1.001, "1 or less", scores)
    names = [value["language"], *(row["language"] for row in rows)]
    equal(f"{what}: each language once", len(names), len(set(names)))
    return value


def refused_detections(server):
    cases = {"of two characters": {"text": "ab"}, "of nothing": {"text": ""}, "without text": {},
             "of a number": {"text": 5}, "that is no JSON": b"text"}
    for what, body in cases.items():
        answer = server.post_json("/detect-language", body)
        if is_there(server, f"detection {what}", answer):
            failure(f"detection {what}", answer, *INVALID)


def engines(server):
    answer = server.get("/engines")
    if is_there(server, "engines", answer):
        value = object_of("engines", answer)
        equal("engines: keys", ["engines"], sorted(value))
        check("engines: an array", isinstance(value.get("engines"), list), "an array", value)


def style_references(server):
    body = {"name": unique("Voice"), "description": "How we speak", "content": "Wir sprechen klar und freundlich."}
    answer = server.post_json("/style-references", body)
    if not is_there(server, "style reference", answer):
        return
    made = object_of("style reference", answer, 201)
    if "name" in made:
        equal("style reference: name", body["name"], made["name"])
    for what, bad in (("without name", {"content": "Wir sprechen."}), ("without content", {"name": "Voice"}),
                      ("that is no JSON", b"name")):
        failure(f"style reference {what}", server.post_json("/style-references", bad), *INVALID)


def structure_templates(server):
    answer = server.get("/structure-templates")
    if not is_there(server, "structure templates", answer):
        return
    rows = objects_of("structure templates", json_of("structure templates", answer))
    for row in rows:
        what = f"structure template {row.get('slug')}"
        stated(what, row, TEMPLATE)
        for field in objects_of(f"{what}: fields", row.get("fields")):
            stated(f"{what}: field", field, {"key": is_text}, FIELD)
        for name in ("id", "slug"):
            one = object_of(f"{what}, by {name}", server.get(f"/structure-templates/{row[name]}"))
            equal(f"{what}, by {name}", row, one)
    failure("structure template of an unknown slug", server.get("/structure-templates/no-such-one"), 404)


FUNCTIONS = (detected_languages, refused_detections, engines, style_references, structure_templates)
