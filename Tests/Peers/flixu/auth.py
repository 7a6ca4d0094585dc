"""Who is let in, and what it is told about itself. Source: Flixu docs, Authentication, Me."""

from flixu.api import body_of, failure, is_text, keys, success
from peer import check, equal

TEXT = {"text": "Hello, world!", "source_lang": "en", "target_lang": "de"}
BATCH = {"strings": {"greeting": "Hello"}, "source_lang": "en", "target_langs": ["de"]}
CALLS = (
    ("POST", "/translate", TEXT), ("POST", "/translate/batch", BATCH), ("POST", "/translate/document", None),
    ("GET", "/translate/doc_abc123def456", None), ("GET", "/documents/doc_abc123def456/download", None),
    ("POST", "/analyze/headless", {"text": "Hello, world!"}), ("GET", "/languages", None), ("GET", "/formats", None),
    ("GET", "/quota", None), ("GET", "/usage", None), ("GET", "/me", None),
)
SCOPES = {"translate", "read", "write"}
PLANS = ("free", "starter", "professional", "enterprise")


def without_a_key(server):
    for method, path, value in CALLS:
        answer = send(server, method, path, value, authorization=None)
        failure(f"{method} {path} without a key", answer, 401)


def wrong_keys(server):
    cases = {"a wrong key": "Bearer flx_wrong", "an empty key": "Bearer ", "no scheme": server.key,
             "another scheme": f"Basic {server.key}", "a key and more": f"Bearer {server.key}x"}
    for what, authorization in cases.items():
        for method, path, value in (CALLS[0], CALLS[-1]):
            answer = send(server, method, path, value, authorization=authorization)
            failure(f"{method} {path} with {what}", answer, 401)
    answer = server.get("/me", authorization=None, headers={"X-API-Key": server.key})
    failure("GET /me with the key in X-API-Key", answer, 401)


def send(server, method, path, value, **options):
    return server.post_json(path, value, **options) if value else server.request(method, path, **options)


def refused_before_the_request_is_read(server):
    failure("a broken request without a key", server.post_json("/translate", b"{", authorization=None), 401)


def me(server):
    data, meta = success("me", server.get("/me"))
    equal("me: meta", ["request_id"], sorted(meta))
    keys("me", data, ("user_id", "org_id", "source", "plan"), ("scopes",))
    wrong = {name: data.get(name) for name in ("user_id", "org_id") if not is_text(data.get(name))}
    equal("me: user_id and org_id are texts", {}, wrong)
    check("me: plan", data.get("plan") in PLANS, PLANS, data.get("plan"))
    check("me: source", data.get("source") in ("api_key", "clerk_jwt"), "api_key or clerk_jwt", data.get("source"))
    scopes = data.get("scopes")
    if data.get("source") == "api_key":
        holds = isinstance(scopes, list) and set(scopes) <= SCOPES and len(scopes) == len(set(scopes)) > 0
        check("me: scopes of a key", holds, SCOPES, scopes)
    else:
        equal("me: scopes of a token", None, scopes)


def nowhere(server):
    """Whatever a path that is not there is answered with, it is an error of the documented form."""
    answer = server.get("/no-such-thing")
    check("GET of an unknown path: status", answer.status in (404, 405), 404, answer)
    equal("GET of an unknown path: envelope", ["error"], sorted(body_of("GET of an unknown path", answer)))


FUNCTIONS = (without_a_key, wrong_keys, refused_before_the_request_is_read, me, nowhere)
