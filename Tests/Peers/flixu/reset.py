"""After the time that a 429 tells, requests are let through again. Source: Flixu docs, Rate Limits."""

import time

from flixu.api import PACE, whole
from flixu.auth import TEXT
from flixu.limits import until_refused
from peer import check, equal


def after_the_reset(server):
    server.patient = False
    _, refused = until_refused(lambda: server.post_json("/translate", TEXT))
    left = whole(refused.headers.get(PACE[2]))
    # A second more, as no page says how the seconds are rounded.
    time.sleep(60 if left is None else min(60, left) + 1)
    answer = server.post_json("/translate", TEXT)
    equal("a translation after the reset", 200, answer.status)
    remaining = whole(answer.headers.get(PACE[1]))
    check("X-RateLimit-Remaining after the reset", remaining is not None and remaining <= 9, "9 or less", remaining)


FUNCTIONS = (after_the_reset,)
