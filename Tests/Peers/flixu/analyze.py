"""Texts analyzed, for nothing. Source: Flixu docs, Analyze Text, Credits; Flixu vendor skills: languages sent along."""

from flixu.account import read_usage
from flixu.api import bad_request, consumed, is_number, keys, success, with_each
from peer import check, equal, is_text

GERMAN = "Der Auftragnehmer haftet für mittelbare Schäden nur bei Vorsatz oder grober Fahrlässigkeit."
RISKS = ("semanticRisk", "implicitMeaningLoad", "discourseComplexity", "constraintSaturation", "crossCulturalRisk")
SETS = {"formality": ("Formal", "Neutral", "Informal"), "model_tier": ("mini", "standard", "premium")}


def texts(server):
    before, used = consumed(server), read_usage(server, "usage before analyses")
    for what, text in (("German", GERMAN), ("English", "Hello, world!"), ("a letter", "A"), ("digits", "12345"),
                       ("many lines", "First line.\n\nSecond line.\n" * 50)):
        analyze(server, f"analysis of {what}", {"text": text})
    equal("analyses cost nothing", before, consumed(server))
    after = read_usage(server, "usage after analyses")
    equal("analyses are no translations", used["total_documents"], after["total_documents"])


def analyze(server, what, body):
    data, meta = success(what, server.post_json("/analyze/headless", body))
    keys(f"{what}: meta", meta, ("request_id",), ("processing_time_ms",))
    keys(what, data, ("detected_language", "domain", "formality", "model_tier", "routing_confidence", "risks", "tags",
                      "title"))
    wrong = {name: data.get(name) for name in ("detected_language", "domain", "title") if not is_text(data.get(name))}
    equal(f"{what}: detected_language, domain and title are texts", {}, wrong)
    for name, allowed in SETS.items():
        check(f"{what}: {name}", data.get(name) in allowed, allowed, data.get(name))
    confidence = data.get("routing_confidence")
    check(f"{what}: routing_confidence", is_number(confidence) and 0 <= confidence <= 1, "0 to 1", confidence)
    risks = data.get("risks") if isinstance(data.get("risks"), dict) else {}
    keys(f"{what}: risks", risks, RISKS)
    equal(f"{what}: levels of the risks", set(), set(map(str, risks.values())) - {"Low", "Medium", "High"})
    tags = data.get("tags")
    check(f"{what}: tags", tags is None or isinstance(tags, list) and all(map(is_text, tags)), "texts or null", tags)


def refused_analyses(server):
    good = {"text": GERMAN}
    cases = {"without text": {}, "that is an array": [good], "that is not JSON": b"text", "that is empty": b"",
             **with_each(good, "text", ("", 5, None, ["Hello"]))}
    for what, body in cases.items():
        bad_request(f"analysis {what}", server.post_json("/analyze/headless", body))


def languages_sent_along(server):
    body = {"text": GERMAN, "source_lang": "de", "target_lang": "en"}
    answer = server.post_json("/analyze/headless", body)
    if answer.status == 200:
        success("analysis with languages", answer)
    else:
        bad_request("analysis with languages", answer)


FUNCTIONS = (texts, refused_analyses, languages_sent_along)
