"""Texts translated in the answer. Source: Flixu docs, Translate Text, Credits; Flixu vendor skills: the id of a
brand voice."""

from flixu.account import of_language, read_usage
from flixu.api import bad_request, consumed, failure, is_text, keys, numbers, quality, success, with_each, without
from flixu.auth import TEXT
from peer import check, equal

PLACEHOLDERS = ("%@", "%1$@", "%d", "%.2f", "{name}", "{0}", "{{count}}")


def a_text(server):
    translate(server, "text", TEXT)
    long = {**TEXT, "text": "Our product ensures data privacy and compliance with GDPR regulations. " * 20}
    translate(server, "long text", long)
    odd = "Grüße 👋🏽 \u65e5\u672c\u8a9e, “quoted” \\ \"plain\"\nnew line"
    translate(server, "text of many scripts", {**TEXT, "text": odd})
    translate(server, "text of one letter", {**TEXT, "text": "A"})


def other_languages(server):
    for code in ("fr", "sv", "ja", "ar"):
        translate(server, f"text to {code}", {**TEXT, "target_lang": code})
    translate(server, "text from de", {"text": "Guten Morgen", "source_lang": "de", "target_lang": "en"})


def translate(server, what, body):
    """A translation that must succeed, with what it costs."""
    before = consumed(server)
    data, meta = success(what, server.post_json("/translate", body))
    fields(what, body, data, meta)
    equal(f"{what}: the quota pays what is charged", data["credits_used"], consumed(server) - before)
    return data


def fields(what, body, data, meta):
    keys(what, data, ("translation", "source_lang", "target_lang", "quality_score", "credits_used", "character_count"))
    keys(f"{what}: meta", meta, ("request_id", "credits_used", "processing_time_ms"))
    check(f"{what}: translation", is_text(data.get("translation")), "a text", data.get("translation"))
    check(f"{what}: translation is another text", data.get("translation") != body["text"], "other words", body["text"])
    equal(f"{what}: languages", (body["source_lang"], body["target_lang"]),
          (data.get("source_lang"), data.get("target_lang")))
    quality(what, data.get("quality_score"))
    numbers(what, data, ("credits_used", "character_count"))
    check(f"{what}: character_count", data["character_count"] > 0, "more than 0", data["character_count"])
    equal(f"{what}: credits_used of meta", data["credits_used"], meta.get("credits_used"))
    if body["target_lang"] in ("ja", "zh", "ar", "he"):
        check(f"{what}: credits of a weighted script", data["credits_used"] >= data["character_count"],
              f"from {data['character_count']}", data["credits_used"])
    else:
        equal(f"{what}: a credit a character", data["character_count"], data["credits_used"])


def placeholders(server):
    text = f"Hello {' and '.join(PLACEHOLDERS)}, you are welcome to {{name}}."
    data = translate(server, "text with placeholders", {**TEXT, "text": text})
    equal("text with placeholders: they survive", counted(text), counted(data["translation"]))


def counted(text):
    return {one: text.count(one) for one in PLACEHOLDERS}


def usage_grows(server):
    before = read_usage(server, "usage before a text")
    data = translate(server, "text to it", {**TEXT, "target_lang": "it"})
    after = read_usage(server, "usage after a text")
    grown = data["character_count"]
    equal("usage: total_characters grows", before["total_characters"] + grown, after["total_characters"])
    equal("usage: total_documents grows by one", before["total_documents"] + 1, after["total_documents"])
    old, new = of_language(before, "it"), of_language(after, "it")
    equal("usage: the language grows", (old[0] + grown, old[1] + 1), new)


def assets(server):
    """Ids that the account may have or not; a plan may be without brand voices."""
    for name, value in (("glossary_ids", ["gloss_abc123"]), ("glossary_ids", []), ("tm_id", "tm_abc123"),
                        ("brand_voice_id", "bv_ghi")):
        what, body = f"text with {name} {value!r}", {**TEXT, name: value}
        answer = server.post_json("/translate", body)
        if answer.status == 200:
            fields(what, body, *success(what, answer))
        elif answer.status == 403:
            failure(what, answer, 403, "feature_locked")
        elif answer.status == 404:
            failure(what, answer, 404, "not_found")
        else:
            bad_request(what, answer)


def refused_texts(server):
    before = consumed(server)
    cases = {
        **{f"without {name}": without(TEXT, name) for name in TEXT},
        **with_each(TEXT, "text", ("", 5, None, ["Hello"], {"a": "b"})),
        **with_each(TEXT, "source_lang", ("", "zzzzz", "d!", 5, None, ["en"])),
        **with_each(TEXT, "target_lang", ("", "zzzzz", "d!", 5, None, ["de"])),
        **with_each(TEXT, "glossary_ids", ("gloss_abc123", 5, [5])),
        "to its own language": {**TEXT, "target_lang": "en"},
        "that is an array": [TEXT],
        "that is a text": "Hello",
        "that is null": b"null",
        "that is not JSON": b"text=Hello",
        "that is cut": b'{"text": "Hel',
        "that is empty": b"",
    }
    for what, body in cases.items():
        bad_request(f"text {what}", server.post_json("/translate", body))
    equal("refused texts cost nothing", before, consumed(server))


def unknown_fields(server):
    """Refused or passed over, but nothing else."""
    answer = server.post_json("/translate", {**TEXT, "no_such_field": 1})
    if answer.status == 200:
        fields("text with an unknown field", TEXT, *success("text with an unknown field", answer))
    else:
        bad_request("text with an unknown field", answer)


FUNCTIONS = (a_text, other_languages, placeholders, usage_grows, assets, refused_texts, unknown_fields)
