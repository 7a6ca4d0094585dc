"""More than the credits that are left. Source: Flixu docs, Credits, Error Codes."""

from flixu.api import codes_of, consumed, failure, success
from flixu.account import read_usage
from peer import equal

# Above this the request would be too long to be sent for a check.
MOST = 20_000_000


def too_dear(server):
    """Refused before anything is done: nothing is charged, and less goes on."""
    data, _ = success("quota before a batch too dear", server.get("/quota"))
    left = data["credits"]["remaining"]
    if left > MOST:
        return
    codes = codes_of(server, 20)
    text = "word " * (2 * left // (500 * 20 * 5) + 2)
    body = {"strings": {f"key{number}": text for number in range(500)}, "source_lang": "en", "target_langs": codes}
    before, used = consumed(server), read_usage(server, "usage before a batch too dear")
    failure("batch too dear", server.post_json("/translate/batch", body), 402, "insufficient_credits")
    equal("batch too dear costs nothing", before, consumed(server))
    after = read_usage(server, "usage after a batch too dear")
    equal("batch too dear is no use", used["total_characters"], after["total_characters"])


FUNCTIONS = (too_dear,)
