"""Requests for jobs from text that are refused. Source: Falara docs, Text Translation, Quality."""

from falara import jobs
from falara.api import INVALID, failure, unique, without


def refused_requests(server):
    body = jobs.request()
    bare = without(body, "text")
    cases = {
        **{f"without {name}": without(body, name) for name in body},
        "with text and texts": {**body, "texts": [unique()]},
        **with_each(body, "mode", ("", "no-such-mode", 5, None)),
        **with_each(body, "source_lang", ("", 5, None, ["en"])),
        **with_each(body, "target_lang", ("", 5, None, [], [5], {"de": 1})),
        **with_each(bare, "text", ("", 5, ["Hello"], {"a": "b"})),
        **with_each(bare, "texts", ([], "Hello", [5], [None], {"a": "b"}, [{"metadata": {}}])),
        "that is an array": [body],
        "that is a text": "Hello",
        "that is null": b"null",
        "that is not JSON": b"text=Hello",
        "that is cut": b'{"mode": "trans',
        "that is empty": b"",
    }
    for what, value in cases.items():
        failure(f"job {what}", server.post_json("/jobs", value), *INVALID)


def values_of_the_newer_pages(server):
    """The older pages don't know these fields or limits, so there they may be passed over."""
    cases = {
        "with instructions of 2001": {"instructions": "i" * 2001},
        "with an unknown quality": {"quality": "draft"},
        "with an unknown glossary_priority": {"glossary_priority": "no-such-scope"},
        "with a text for glossary_ids": {"glossary_ids": "gloss_abc12345"},
    }
    jobs_made = []
    for what, fields in cases.items():
        if server.older:
            jobs_made.append(jobs.maybe(server, f"job {what}", jobs.request(**fields)))
        else:
            failure(f"job {what}", server.post_json("/jobs", jobs.request(**fields)), *INVALID)
    jobs_made.append(jobs.create(server, "job with instructions of 2000", jobs.request(instructions="i" * 2000)))
    jobs.watch(server, [one for one in jobs_made if one])


def unknown_fields(server):
    """Refused or passed over; so are fields that only the other pages have."""
    made = [jobs.maybe(server, f"job with {name}", jobs.request(**{name: value})) for name, value in (
        ("no_such_field", 1), ("tier", "business"), ("source_review", False), ("glossary_id", "gloss_abc12345"),
        ("glossary_ids", ["gloss_none"]))]
    jobs.watch(server, [one for one in made if one])


def with_each(body, name, values):
    return {f"with {name} {value!r}": {**body, name: value} for value in values}


FUNCTIONS = (refused_requests, values_of_the_newer_pages, unknown_fields)
