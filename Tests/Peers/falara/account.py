"""The account and what it has used. Source: Falara Shopware connector."""

from falara import jobs
from falara.api import is_count, object_of, one_of, or_null, stated
from peer import check, equal, is_text

PLAN = one_of("free", "starter", "professional", "business", "enterprise")


def account(server):
    value = object_of("account", server.get("/account"))
    prefix = "account_" if "account_id" in value else ""
    stated("account", value, {f"{prefix}id": is_text, f"{prefix}name": is_text, "plan": PLAN, "role": is_text})


def usage(server):
    value = read_usage(server, "usage")
    plan = object_of("account beside usage", server.get("/account")).get("plan")
    equal("usage: plan is the account's", plan, value.get("plan"))


def usage_grows(server):
    before = used(read_usage(server, "usage before a job"))
    jobs.translate(server, "job for usage")
    after = used(read_usage(server, "usage after a job"))
    check("usage: words grow", after > before, f"more than {before}", after)


def read_usage(server, what):
    value = object_of(what, server.get("/account/usage"))
    words = "words_used_this_period" if "words_used_this_period" in value else "words_used"
    stated(what, value, {words: is_count, "words_limit": or_null(is_count), "plan": PLAN},
           {"bonus_words_available": is_count})
    return value


def used(value):
    return value.get("words_used_this_period", value.get("words_used"))


FUNCTIONS = (account, usage, usage_grows)
