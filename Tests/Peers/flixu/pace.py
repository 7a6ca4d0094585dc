"""The rate limit headers from request to request. Source: Flixu docs, Rate Limits."""

from flixu.api import PACE, whole
from flixu.auth import TEXT
from peer import check, equal


def remaining_falls(server):
    def translate():
        return server.post_json("/translate", TEXT)

    def refused():
        return server.post_json("/translate", {})

    def read():
        return server.get("/languages")

    for what, send in (("translations", translate), ("reads", read)):
        marks = [marks_of(send()) for _ in range(4)]
        for (_, before, until), (_, after, later) in zip(marks, marks[1:]):
            check(f"{what}: X-RateLimit-Remaining falls", after < before or later > until,
                  f"less than {before}", after)
        equal(f"{what}: X-RateLimit-Limit stays", 1, len({limit for limit, _, _ in marks}))
    limit, remaining, _ = marks_of(refused())
    check("a refused request: X-RateLimit-Remaining", 0 <= remaining <= limit, f"0 to {limit}", remaining)


def marks_of(answer):
    return tuple(-1 if whole(answer.headers.get(name)) is None else whole(answer.headers.get(name)) for name in PACE)


FUNCTIONS = (remaining_falls,)
