"""Quota and usage. Source: Flixu docs, Quota, Usage, Credits, Rate Limits."""

import datetime
import re

from flixu.api import failure, is_count, is_number, is_text, keys, numbers, success
from flixu.auth import PLANS
from peer import check, equal, require

DAY = re.compile(r"\d{4}-\d\d-\d\d")
ALLOWANCES = {"free": 30_000, "starter": 150_000, "professional": 500_000}
PER_MINUTE = ("translate_per_min", "segment_per_min", "analyze_per_min", "api_per_min")
RATES = {"free": (10, 5, 5, 30), "starter": (60, 30, 30, 120), "professional": (300, 60, 100, 600)}
MAXIMA = ("translation_memories_max", "glossaries_max", "brandvoice_profiles_max", "projects_max")


def quota(server):
    data = read_quota(server, "quota")
    me, _ = success("me beside the quota", server.get("/me"))
    equal("quota: plan is the one of me", me.get("plan"), data.get("plan"))


def read_quota(server, what):
    data, meta = success(what, server.get("/quota"))
    equal(f"{what}: meta", ["request_id"], sorted(meta))
    keys(what, data, ("plan", "credits", "rate_limits", "limits"))
    plan = data.get("plan")
    check(f"{what}: plan", plan in PLANS, PLANS, plan)
    parts = [data.get(name) for name in ("credits", "rate_limits", "limits")]
    require(f"{what}: three objects", all(isinstance(one, dict) for one in parts), "three objects", parts)
    spent, rates, maxima = parts
    keys(f"{what}: credits", spent, ("allowance", "consumed", "top_up_balance", "remaining", "usage_percent"))
    numbers(f"{what}: credits", spent, ("allowance", "consumed", "top_up_balance", "remaining"))
    whole = spent["allowance"] + spent["top_up_balance"]
    equal(f"{what}: remaining", whole - spent["consumed"], spent["remaining"])
    percent = spent.get("usage_percent")
    check(f"{what}: usage_percent", is_number(percent) and 0 <= percent <= 100, "0 to 100", percent)
    expected = 100 * spent["consumed"] / whole if whole else 0
    check(f"{what}: usage_percent is the consumed part", abs(percent - expected) <= 0.1, expected, percent)
    keys(f"{what}: rate_limits", rates, PER_MINUTE)
    keys(f"{what}: limits", maxima, MAXIMA)
    if plan in RATES:
        equal(f"{what}: allowance of {plan}", ALLOWANCES[plan], spent["allowance"])
        equal(f"{what}: rates of {plan}", RATES[plan], tuple(rates.get(name) for name in PER_MINUTE))
        numbers(f"{what}: limits", maxima, MAXIMA)
    return data


def usage(server):
    data = read_usage(server, "usage")
    # No page says whose midnight it is.
    today = datetime.datetime.now(datetime.timezone.utc).date()
    away = {name: (datetime.date.fromisoformat(data[name]) - today).days for name in ("from", "to")}
    check("usage: ends today", abs(away["to"]) <= 1, today, data["to"])
    check("usage: begins 30 days ago", abs(away["from"] + 30) <= 1, "30 days before today", data["from"])


def usage_of_a_time(server):
    data = read_usage(server, "usage of a time", "?from=2026-03-01&to=2026-03-17")
    equal("usage of a time: from and to", ("2026-03-01", "2026-03-17"), (data.get("from"), data.get("to")))
    data = read_usage(server, "usage of one long ago", "?from=2001-01-01&to=2001-01-31")
    equal("usage of one long ago", (0, 0, []),
          (data.get("total_characters"), data.get("total_documents"), data.get("by_language")))
    for query in ("?from=2026-03-01", f"?to={datetime.date.today() + datetime.timedelta(days=1)}"):
        read_usage(server, f"usage {query}", query)


def usage_of_no_time(server):
    """The page tells no error; what is no day is refused, or passed over."""
    for query in ("?from=yesterday", "?from=2026-13-01", "?to=2026-02-30", "?from=2026-03-17&to=2026-03-01"):
        answer = server.get(f"/usage{query}")
        if answer.status == 200:
            read_usage(server, f"usage {query}", query)
        else:
            failure(f"usage {query}", answer, 400, "bad_request")


def read_usage(server, what, query=""):
    data, meta = success(what, server.get(f"/usage{query}"))
    equal(f"{what}: meta", ["request_id"], sorted(meta))
    keys(what, data, ("from", "to", "total_characters", "total_documents", "by_language"))
    days = (data.get("from"), data.get("to"))
    require(f"{what}: from and to are days", all(isinstance(day, str) and DAY.fullmatch(day) for day in days),
            "YYYY-MM-DD", days)
    numbers(what, data, ("total_characters", "total_documents"))
    rows = data.get("by_language")
    holds = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
    require(f"{what}: by_language is an array of objects", holds, "an array of objects", rows)
    names = ("target_lang", "characters", "documents")
    wrong = [row for row in rows if sorted(row) != sorted(names) or not is_text(row["target_lang"])
             or not is_count(row["characters"]) or not is_count(row["documents"])]
    require(f"{what}: lines of by_language", not wrong, names, wrong)
    characters = [row["characters"] for row in rows]
    equal(f"{what}: most characters first", sorted(characters, reverse=True), characters)
    equal(f"{what}: each language once", len(rows), len({row["target_lang"] for row in rows}))
    equal(f"{what}: total_characters is the sum", sum(characters), data["total_characters"])
    equal(f"{what}: total_documents is the sum", sum(row["documents"] for row in rows), data["total_documents"])
    return data


def of_language(data, code):
    """The characters and documents of one language."""
    return next(((row["characters"], row["documents"]) for row in data["by_language"] if row["target_lang"] == code),
                (0, 0))


FUNCTIONS = (quota, usage, usage_of_a_time, usage_of_no_time)
