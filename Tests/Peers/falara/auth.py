"""Who is let in. Source: Falara docs, Authentication, Overview."""

from falara.api import UNKNOWN_JOB, failure, is_there, unique
from peer import check

CALLS = (
    ("POST", "/jobs"), ("POST", "/jobs/batch-text"), ("POST", "/jobs/file"), ("POST", "/jobs/batch-file"),
    ("POST", "/jobs/batch-csv"), ("GET", "/jobs"), ("GET", f"/jobs/{UNKNOWN_JOB}"),
    ("GET", f"/jobs/{UNKNOWN_JOB}/result"), ("GET", f"/jobs/{UNKNOWN_JOB}/download"),
    ("GET", f"/jobs/batch/{UNKNOWN_JOB}"), ("GET", f"/jobs/batch/{UNKNOWN_JOB}/download"),
    ("PATCH", f"/jobs/{UNKNOWN_JOB}/archive"), ("PATCH", f"/jobs/{UNKNOWN_JOB}/unarchive"),
    ("POST", "/jobs/archive-all"), ("POST", "/jobs/archive-batch"), ("POST", f"/jobs/{UNKNOWN_JOB}/deliver"),
    ("GET", "/glossaries"), ("POST", "/glossaries"), ("GET", "/glossaries/gloss_none"),
    ("PUT", "/glossaries/gloss_none"), ("DELETE", "/glossaries/gloss_none"), ("POST", "/glossaries/gloss_none/entries"),
    ("POST", "/glossaries/upload/preview"), ("POST", "/glossaries/upload/commit"),
    ("POST", "/style-references"), ("GET", "/structure-templates"), ("GET", "/structure-templates/none"),
    ("GET", "/api-keys"), ("POST", "/api-keys"), ("DELETE", "/api-keys/none"),
    ("GET", "/account"), ("GET", "/account/usage"), ("GET", "/webhooks/config"), ("PUT", "/webhooks/config"),
    ("DELETE", "/webhooks/config"), ("POST", "/detect-language"), ("GET", "/engines"),
)


def without_a_key(server):
    for method, path in CALLS:
        what = f"{method} {path.replace(UNKNOWN_JOB, '{id}')} without a key"
        answer = server.request(method, path, key=None)
        if is_there(server, what, answer):
            failure(what, answer, 401)


def wrong_keys(server):
    body = {"mode": "translation", "source_lang": "en", "target_lang": "de", "text": unique()}
    for what, key in (("a wrong key", "fal_wrong"), ("an empty key", ""), ("the key and more", f"{server.key}x")):
        failure(f"GET /account with {what}", server.get("/account", key=key), 401)
        failure(f"POST /jobs with {what}", server.post_json("/jobs", body, key=key), 401)
    for scheme in ("Bearer", "Basic", "X-API-Key"):
        head = {"Authorization": f"{scheme} {server.key}"}
        answer = server.request("GET", "/account", headers=head, key=None)
        failure(f"GET /account with the key as {scheme}", answer, 401)


def health(server):
    answers = server.health()
    check("GET /health needs no key", any(answer.status == 200 for answer in answers), 200,
          [answer.status for answer in answers])


FUNCTIONS = (without_a_key, wrong_keys, health)
