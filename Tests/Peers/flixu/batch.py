"""Many strings to many languages. Source: Flixu docs, Translate Batch."""

from flixu.account import of_language, read_usage
from flixu.api import bad_request, codes_of, consumed, keys, numbers, success, with_each, without
from flixu.text import PLACEHOLDERS, counted
from peer import check, equal, is_text, require

EXAMPLE = {"strings": {"greeting": "Hello", "farewell": "Goodbye", "cta": "Sign up now"}, "source_lang": "en",
           "target_langs": ["de", "fr", "es"]}
ONE = {"strings": {"greeting": "Hello"}, "source_lang": "en", "target_langs": ["de"]}


def a_batch(server):
    translate(server, "batch", EXAMPLE)
    translate(server, "batch of one string", ONE)


def translate(server, what, body):
    """A batch that must succeed: every string in every language, and what it costs."""
    before = consumed(server)
    data, meta = success(what, server.post_json("/translate/batch", body))
    translations = fields(what, body, data, meta)
    equal(f"{what}: the quota pays what is charged", data["total_credits_used"], consumed(server) - before)
    return data, translations


def fields(what, body, data, meta):
    keys(what, data, ("translations", "total_credits_used", "total_characters"))
    keys(f"{what}: meta", meta, ("request_id", "credits_used"), ("processing_time_ms",))
    numbers(what, data, ("total_credits_used", "total_characters"))
    equal(f"{what}: credits_used of meta", data["total_credits_used"], meta.get("credits_used"))
    check(f"{what}: total_characters", data["total_characters"] > 0, "more than 0", data["total_characters"])
    check(f"{what}: at least a credit a character", data["total_credits_used"] >= data["total_characters"],
          f"from {data['total_characters']}", data["total_credits_used"])
    translations = data.get("translations")
    require(f"{what}: translations by language", isinstance(translations, dict)
            and all(isinstance(one, dict) for one in translations.values()), "an object of objects", translations)
    equal(f"{what}: languages", sorted(set(body["target_langs"])), sorted(translations))
    for code, strings in translations.items():
        equal(f"{what}: keys in {code}", sorted(body["strings"]), sorted(strings))
        wrong = {key: text for key, text in strings.items() if not is_text(text)}
        equal(f"{what}: texts in {code}", {}, wrong)
    return translations


def odd_keys(server):
    strings = {"common.greeting": "Hello", "menu/open": "Open", "": "An empty key", " spaced ": "Spaced",
               "Schlüssel 🔑": "Key", "a": "Same words", "b": "Same words", "__proto__": "Prototype",
               "quote\"d": "Quoted", "new\nline": "Line"}
    body = {**EXAMPLE, "strings": strings}
    answer = server.post_json("/translate/batch", body)
    if answer.status == 400:
        # No page says which keys there may be; an empty one is the least sure.
        bad_request("batch with an empty key", answer)
        del strings[""]
    _, translations = translate(server, "batch with odd keys", body)
    same = {code for code, texts in translations.items() if texts["a"] != texts["b"]}
    equal("batch with odd keys: same words, same translation", set(), same)


def placeholders(server):
    strings = {f"key.{number}": f"You have {one} new messages, {one}!" for number, one in enumerate(PLACEHOLDERS)}
    strings["all"] = " and ".join(PLACEHOLDERS)
    _, translations = translate(server, "batch with placeholders", {**EXAMPLE, "strings": strings})
    for code, texts in translations.items():
        lost = {key: texts[key] for key in strings if counted(strings[key]) != counted(texts[key])}
        equal(f"batch with placeholders: they survive in {code}", {}, lost)


def most_strings(server):
    strings = {f"key{number}": f"Text number {number}" for number in range(500)}
    translate(server, "batch of 500 strings", {**ONE, "strings": strings})
    before = consumed(server)
    strings["one.more"] = "One more"
    bad_request("batch of 501 strings", server.post_json("/translate/batch", {**ONE, "strings": strings}))
    equal("batch of 501 strings costs nothing", before, consumed(server))


def most_languages(server):
    codes = codes_of(server, 21)
    translate(server, "batch to 20 languages", {**ONE, "target_langs": codes[:20]})
    before = consumed(server)
    bad_request("batch to 21 languages", server.post_json("/translate/batch", {**ONE, "target_langs": codes}))
    equal("batch to 21 languages costs nothing", before, consumed(server))


def usage_grows(server):
    before = read_usage(server, "usage before a batch")
    data, _ = translate(server, "batch to two", {**EXAMPLE, "target_langs": ["nl", "pt"]})
    after = read_usage(server, "usage after a batch")
    equal("usage: total_characters grows", before["total_characters"] + data["total_characters"],
          after["total_characters"])
    for code in ("nl", "pt"):
        old, new = of_language(before, code), of_language(after, code)
        check(f"usage: {code} grows", new[0] > old[0] and new[1] > old[1], f"more than {old}", new)


def refused_batches(server):
    before = consumed(server)
    cases = {
        **{f"without {name}": without(ONE, name) for name in ONE},
        **with_each(ONE, "strings", ({}, [], ["Hello"], "Hello", None, {"a": 5}, {"a": None}, {"a": {"b": "nested"}})),
        **with_each(ONE, "source_lang", ("", "zzzzz", 5, None)),
        **with_each(ONE, "target_langs", ([], "de", None, {"de": 1}, [5], [""], ["zzzzz"], ["de", "zzzzz"])),
        "with the field of a text": {**without(ONE, "target_langs"), "target_lang": "de"},
        "that is an array": [ONE],
        "that is not JSON": b"strings",
        "that is empty": b"",
    }
    for what, body in cases.items():
        bad_request(f"batch {what}", server.post_json("/translate/batch", body))
    equal("refused batches cost nothing", before, consumed(server))


def left_open(server):
    """What no page tells: done or refused, but never half of it."""
    cases = {"to its own language, too": {**ONE, "target_langs": ["en", "de"]},
             "twice to a language": {**ONE, "target_langs": ["de", "de"]},
             "with an unknown field": {**ONE, "no_such_field": 1}}
    for what, body in cases.items():
        answer = server.post_json("/translate/batch", body)
        if answer.status == 200:
            fields(f"batch {what}", body, *success(f"batch {what}", answer))
        else:
            bad_request(f"batch {what}", answer)


FUNCTIONS = (a_batch, odd_keys, placeholders, most_strings, most_languages, usage_grows, refused_batches, left_open)
