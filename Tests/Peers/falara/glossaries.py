"""Glossaries: made, listed in both forms, read, changed, extended, used, deleted. Source: Falara docs, Glossaries."""

from falara import jobs
from falara.api import (
    INVALID, all_stated, done, failure, is_count, is_there, json_of, left_open, object_of, objects_of, one_of, or_null,
    unique,
)
from falara.moments import is_moment
from peer import check, equal, is_text, require

ENTRY = {"term": "hypertension", "translations": {"de": "Bluthochdruck", "fr": "hypertension"},
         "context": "cardiovascular condition", "domain": "medical", "forbidden_alternatives": ["Hypertonie"],
         "status": "approved"}
OTHER = {"term": "Gateway", "translations": {"de": "Zugang"}}
TEXT = or_null(lambda value: isinstance(value, str))
OLDER = {"id": is_text, "name": is_text, "description": TEXT, "source_lang": TEXT, "entries_count": is_count,
         "created_at": is_moment, "updated_at": is_moment}
NEWER = {"glossary_id": is_text, "name": is_text, "description": TEXT, "scope": one_of("private", "account"),
         "entry_count": is_count, "created_at": is_moment, "updated_at": is_moment}


def a_glossary(server):
    name = unique("Medicine")
    glossary = make(server, "glossary", name, [ENTRY])
    row = listed(server, "glossaries", glossary)
    equal("glossaries: name and entries", (name, 1), (row and row["name"], row and count(row)))
    value = object_of("glossary, read", server.get(f"/glossaries/{glossary}"))
    equal("glossary, read: id and name", (glossary, name), (identity(value), value.get("name")))
    if "entries" in value:
        entries("glossary, read", value["entries"])
    renamed = unique("Renamed")
    body = {"name": renamed, "description": "Terms", "source_lang": "en", "entries": [ENTRY, OTHER]}
    done("glossary, changed", server.send_json("PUT", f"/glossaries/{glossary}", body))
    row = listed(server, "glossaries after a change", glossary)
    equal("glossaries after a change: name", renamed, row and row["name"])
    extended(server, glossary)
    jobs.translate(server, "job with a glossary", used_by(server, glossary))
    done("glossary, deleted", server.request("DELETE", f"/glossaries/{glossary}"))
    failure("glossary, read after that", server.get(f"/glossaries/{glossary}"), 404)
    equal("glossaries after that", None, listed(server, "glossaries after that", glossary))


def used_by(server, glossary):
    return {"glossary_id": glossary} if server.older else {"glossary_ids": [glossary]}


def extended(server, glossary):
    before = count(listed(server, "glossaries before an entry", glossary))
    answer = server.post_json(f"/glossaries/{glossary}/entries",
                              {"term": "Socket", "translations": {"de": "Anschluss"}})
    if not is_there(server, "entry", answer):
        return
    if 200 <= answer.status < 300:
        done("entry", answer)
        equal("entry: counted", before + 1, count(listed(server, "glossaries after an entry", glossary)))
    else:
        # The request's form is not told; many at once is the other one.
        several = {"entries": [{"term": "Socket", "translations": {"de": "Anschluss"}}]}
        failure("entry, by itself", answer, *INVALID)
        done("entries", server.post_json(f"/glossaries/{glossary}/entries", several))
        equal("entries: counted", before + 1, count(listed(server, "glossaries after entries", glossary)))


def make(server, what, name, terms):
    body = {"name": name, "description": "Made by a check", "entries": terms}
    if server.older:
        body["source_lang"] = "en"
    made = object_of(what, server.post_json("/glossaries", body), 201)
    require(f"{what}: id", is_text(identity(made)), "a text", made)
    if "name" in made:
        equal(f"{what}: name", name, made["name"])
    if "entries" in made:
        entries(what, made["entries"])
    return identity(made)


def entries(what, rows):
    """What the service adds to an entry, and what must come back as it was sent."""
    for row in objects_of(f"{what}: entries", rows):
        check(f"{what}: entry's id", isinstance(row.get("id"), str) and row["id"].startswith("term_"), "term_…", row)
        check(f"{what}: entry's status", row.get("status") in ("approved", "pending", "deprecated"), "a status", row)
        if row.get("term") == ENTRY["term"]:
            equal(f"{what}: entry", ENTRY, {key: row.get(key) for key in ENTRY})


def listed(server, what, wanted):
    """The line of one glossary in the list, which has one of two forms; None if it is not there."""
    value = json_of(what, server.get("/glossaries"))
    if isinstance(value, dict):
        equal(f"{what}: envelope", ["data"], sorted(value))
        rows, form = objects_of(what, value.get("data")), NEWER
    else:
        rows, form = objects_of(what, value), OLDER
    all_stated(what, rows, form)
    return next((row for row in rows if identity(row) == wanted), None)


def identity(value):
    return value.get("glossary_id", value.get("id"))


def count(row):
    return -1 if row is None else row.get("entry_count", row.get("entries_count"))


def refused_glossaries(server):
    cases = {"without a name": {"entries": []}, "with an empty name": {"name": ""},
             "with a number for a name": {"name": 5},
             "with an entry without term": {"name": "n", "entries": [{"translations": {"de": "a"}}]},
             "with an entry without translations": {"name": "n", "entries": [{"term": "a"}]},
             "with an entry with none": {"name": "n", "entries": [{"term": "a", "translations": {}}]},
             "that is no JSON": b"name"}
    for what, body in cases.items():
        failure(f"glossary {what}", server.post_json("/glossaries", body), *INVALID)
    answer = server.post_json("/glossaries", {"name": "n" * 101})
    if not server.older:
        failure("glossary with a name of 101", answer, *INVALID)
    elif left_open("glossary with a name of 101", answer, 201):
        made = identity(object_of("glossary with a name of 101", answer, 201))
        done("glossary with a name of 101, deleted", server.request("DELETE", f"/glossaries/{made}"))
    made = make(server, "glossary with a name of 100", "n" * 100, [])
    done("glossary with a name of 100, deleted", server.request("DELETE", f"/glossaries/{made}"))


def unknown_glossaries(server):
    body = {"name": "n", "entries": []}
    for one in ("gloss_00000000", "a%2Fb", "%C3%BC", "..%2Fjobs"):
        for method, value in (("GET", None), ("PUT", body), ("DELETE", None)):
            path = f"/glossaries/{one}"
            answer = server.send_json(method, path, value) if value else server.request(method, path)
            what = f"{method} of glossary {one}"
            if "%" in one:
                check(f"{what}: status", answer.status in (400, 404), 404, answer)
            else:
                failure(what, answer, 404)
    answer = server.post_json("/glossaries/gloss_00000000/entries", OTHER)
    if is_there(server, "entry for an unknown glossary", answer):
        failure("entry for an unknown glossary", answer, 404)


FUNCTIONS = (a_glossary, refused_glossaries, unknown_glossaries)
