"""The webhook config of a key. Source: Falara docs, Webhooks; other names and a 404 for none: Falara Shopware
connector."""

from falara.api import INVALID, done, failure, is_there, left_open, object_of, or_null, stated
from falara.moments import is_moment
from peer import check, equal, is_text

PATH = "/webhooks/config"
SECRET = "s3cret-of-the-peer-scripts"
GOOD = {"webhook_url": "https://example.com/hooks/falara", "webhook_secret": SECRET}
CONFIG = {"webhook_url": or_null(is_text), "webhook_secret_masked": or_null(is_text),
          "active": lambda value: isinstance(value, bool), "updated_at": or_null(is_moment)}
NONE = {"webhook_url": None, "webhook_secret_masked": None, "active": False, "updated_at": None}


def a_config(server):
    answer = put(server, GOOD)
    if not is_there(server, "webhook config", answer):
        return
    configured(server, "webhook config", answer, GOOD)
    configured(server, "webhook config, read", server.get(PATH), GOOD)
    other = {"webhook_url": "https://example.com/other?a=b", "webhook_secret": "x" * 16}
    configured(server, "webhook config, changed", put(server, other), other)
    configured(server, "webhook config, changed and read", server.get(PATH), other)
    refused_configs(server)
    configured(server, "webhook config after refused ones", server.get(PATH), other)
    done("webhook config removed", server.request("DELETE", PATH))
    none(server, "webhook config after that")


def configured(server, what, answer, body):
    value = object_of(what, answer)
    stated(what, value, CONFIG)
    equal(f"{what}: webhook_url", body["webhook_url"], value.get("webhook_url"))
    equal(f"{what}: active", True, value.get("active"))
    check(f"{what}: updated_at", is_moment(value.get("updated_at")), "a time", value.get("updated_at"))
    masked = value.get("webhook_secret_masked")
    check(f"{what}: a masked secret", is_text(masked) and "*" in masked, "a masked secret", masked)
    check(f"{what}: the secret is not told", body["webhook_secret"].encode() not in answer.body, "no secret", answer)


def none(server, what):
    answer = server.get(PATH)
    if answer.status == 404:
        failure(what, answer, 404)
        return
    value = object_of(what, answer)
    stated(what, value, CONFIG)
    equal(what, NONE, value)


def refused_configs(server):
    cases = {
        "without TLS": ({**GOOD, "webhook_url": "http://example.com/hooks"}, (400,)),
        "with a path for a URL": ({**GOOD, "webhook_url": "/hooks"}, (400, 422)),
        "with no URL": ({**GOOD, "webhook_url": ""}, (400, 422)),
        "with a secret of 15": ({**GOOD, "webhook_secret": "x" * 15}, (400,)),
        "with no secret": ({**GOOD, "webhook_secret": ""}, (400, 422)),
        "without webhook_url": ({"webhook_secret": SECRET}, INVALID),
        "without webhook_secret": ({"webhook_url": GOOD["webhook_url"]}, INVALID),
        "with a number for a URL": ({**GOOD, "webhook_url": 5}, INVALID),
        "that is empty": ({}, INVALID),
        "that is no JSON": (b"webhook_url", INVALID),
    }
    hosts = ("127.0.0.1", "10.0.0.5", "192.168.1.1", "172.16.0.1", "169.254.169.254", "localhost", "[::1]")
    for host in hosts:
        cases[f"to {host}"] = ({**GOOD, "webhook_url": f"https://{host}/hooks"}, (422,))
    for what, (body, statuses) in cases.items():
        failure(f"webhook config {what}", put(server, body), *statuses)


def connector(server):
    """The connector's names for the fields; the pages don't have them."""
    answer = put(server, {"url": GOOD["webhook_url"], "secret": SECRET})
    if not is_there(server, "webhook config of the connector", answer):
        return
    if left_open("webhook config of the connector", answer, 200):
        configured(server, "webhook config of the connector", answer, GOOD)
        done("webhook config of the connector, removed", server.request("DELETE", PATH))
    none(server, "webhook config in the end")


def put(server, body):
    return server.send_json("PUT", PATH, body)


FUNCTIONS = (a_config, connector)
