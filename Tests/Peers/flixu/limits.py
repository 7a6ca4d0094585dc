"""How many requests a minute are let through, on the free plan: 10 translations, 5 analyses, 30 in all. The server must
be freshly started. Source: Flixu docs, Rate Limits."""

from flixu.account import read_quota
from flixu.api import PACE, failure, whole
from flixu.auth import TEXT
from peer import check, equal, require

RATES = {"translate_per_min": 10, "analyze_per_min": 5, "api_per_min": 30}
# More than any window of the free plan lets through.
ATTEMPTS = 70


def free_plan(server):
    server.patient = False
    data = read_quota(server, "quota of the free plan")
    equal("quota: plan", "free", data["plan"])
    equal("quota: rates", RATES, {name: data["rate_limits"].get(name) for name in RATES})


def translations(server):
    server.patient = False
    passed, refused = until_refused(lambda: server.post_json("/translate", TEXT))
    equal("translations let through in a minute", 10, passed)
    too_many("translation 11", refused)
    equal("translation 11: X-RateLimit-Limit", "10", refused.headers.get(PACE[0]))
    too_many("translation 12", server.post_json("/translate", TEXT))
    answer = server.get("/quota")
    equal("a read is let through besides", 200, answer.status)


def analyses(server):
    server.patient = False
    passed, refused = until_refused(lambda: server.post_json("/analyze/headless", {"text": "Hello, world!"}))
    equal("analyses let through in a minute", 5, passed)
    too_many("analysis 6", refused)


def all_in_all(server):
    """What is left for reads depends on whether refused requests count, which no page tells."""
    server.patient = False
    passed, refused = until_refused(lambda: server.get("/languages"))
    check("reads let through in a minute, after the rest", passed <= 30, "30 or fewer", passed)
    too_many("a read too many", refused)


def until_refused(send):
    """How many answers of one window came before the first 429; a new window starts the count anew."""
    passed, until = 0, None
    for _ in range(ATTEMPTS):
        answer = send()
        left = whole(answer.headers.get(PACE[2]))
        if until is not None and left is not None and left > until:
            passed = 0
        until = left
        if answer.status == 429:
            return passed, answer
        require("a request within the limit: status", answer.status == 200, 200, answer)
        passed += 1
    require("a limit is reached", False, "429", f"{passed} answers")


def too_many(what, answer):
    failure(what, answer, 429, "rate_limit_exceeded")
    equal(f"{what}: X-RateLimit-Remaining", "0", answer.headers.get(PACE[1]))
    left = whole(answer.headers.get(PACE[2]))
    check(f"{what}: X-RateLimit-Reset", left is not None and left <= 60, "0 to 60", answer.headers.get(PACE[2]))


FUNCTIONS = (free_plan, translations, analyses, all_in_all)
