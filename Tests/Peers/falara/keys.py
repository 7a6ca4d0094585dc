"""API keys: made, listed, used, revoked. Source: Falara docs, Authentication."""

from falara.api import (
    INVALID, all_stated, done, failure, json_of, left_open, object_of, objects_of, stated, unique,
)
from falara.moments import is_moment
from peer import check, equal, is_text

ROW = {"key_hash": is_text, "name": is_text, "created_at": is_moment}


def a_key(server):
    name = unique("Production Backend")
    answer = server.post_json("/api-keys", {"name": name})
    if answer.status == 403:
        # The plan has no keys to give, or no more of them.
        failure("key, in a plan without", answer, 403)
        return
    made = object_of("key", answer, 201)
    stated("key", made, {"api_key": is_text, **ROW})
    equal("key: name", name, made.get("name"))
    check("key: its hash is another text", made["key_hash"] not in made["api_key"], "a hash", made["key_hash"])
    row = next((row for row in listed(server, "keys", made["api_key"]) if row["key_hash"] == made["key_hash"]), None)
    equal("keys: the new one", {key: made[key] for key in ROW}, row)
    equal("the new key is let in", 200, server.get("/account", key=made["api_key"]).status)
    done("key: revoked", server.request("DELETE", f"/api-keys/{made['key_hash']}"))
    failure("a revoked key", server.get("/account", key=made["api_key"]), 401)
    left = [row["key_hash"] for row in listed(server, "keys after that", made["api_key"])]
    check("keys: the revoked one is gone", made["key_hash"] not in left, "no such line", left)
    failure("a key revoked twice", server.request("DELETE", f"/api-keys/{made['key_hash']}"), 404)
    equal("the first key is still let in", 200, server.get("/account").status)


def listed(server, what, secret):
    answer = server.get("/api-keys")
    check(f"{what}: none is shown again", secret.encode() not in answer.body, "hashes", "the key")
    rows = objects_of(what, json_of(what, answer))
    all_stated(what, rows, ROW)
    return rows


def refused_keys(server):
    before = len(listed(server, "keys before refused ones", "nothing of the kind"))
    cases = {"without a name": {}, "with an empty name": {"name": ""}, "with a number for a name": {"name": 5},
             "that is no JSON": b"name", "that is an array": ["name"]}
    for what, body in cases.items():
        failure(f"key {what}", server.post_json("/api-keys", body), *INVALID, 403)
    failure("key of an unknown hash", server.request("DELETE", "/api-keys/sha256_none"), 404)
    equal("refused keys are not made", before, len(listed(server, "keys after refused ones", "nothing of the kind")))


def longest_names(server):
    for length in (100, 101):
        what, answer = f"key with a name of {length}", server.post_json("/api-keys", {"name": "n" * length})
        if answer.status == 403:
            failure(what, answer, 403)
        elif length == 100:
            done(f"{what}: revoked", revoke(server, object_of(what, answer, 201)))
        elif server.older:
            if left_open(what, answer, 201):
                done(f"{what}: revoked", revoke(server, object_of(what, answer, 201)))
        else:
            failure(what, answer, *INVALID)


def revoke(server, made):
    return server.request("DELETE", f"/api-keys/{made.get('key_hash')}")


FUNCTIONS = (a_key, refused_keys, longest_names)
