"""MCP: the server's POST endpoint, driven as the public Model Context Protocol specification has it (revisions
2025-03-26 to 2025-11-25: lifecycle, streamable HTTP, tools). Its path, its key and its tools are not in any page:
the path is the usual one, the key that of the other calls, and the tools are taken as the server lists them."""

import base64
import json
import re

from peer import UNKNOWN_ID, Answer, check, download, equal, is_text, refused, require

PATH = "/mcp"
VERSION = "2025-06-18"
VERSIONS = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
BOTH = "application/json, text/event-stream"
CONTENT = {"text": "text", "image": "data", "audio": "data", "resource_link": "uri", "resource": "resource"}
PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS = -32700, -32600, -32601, -32602


class Session:
    """One client: sends the headers that the server's first answer asks for from then on."""

    def __init__(self, server):
        self.server, self.headers, self.last_id = server, {}, 0

    def post(self, message, **changes):
        """Posts one message; bytes go out as they are. `changes` are headers, or None to leave one out."""
        body = message if isinstance(message, bytes) else json.dumps(message, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "Accept": BOTH, **self.headers}
        for name, value in changes.items():
            headers[name.replace("_", "-")] = value
        headers = {name: value for name, value in headers.items() if value is not None}
        return self.server.request("POST", PATH, body, headers)

    def request(self, what, method, params=None, id_=None):
        """Sends a request; gives its response, checked as such."""
        self.last_id += 1
        id_ = self.last_id if id_ is None else id_
        message = {"jsonrpc": "2.0", "id": id_, "method": method}
        answer = self.post({**message, "params": params} if params is not None else message)
        return response(what, answer, id_)

    def result(self, what, method, params=None):
        value = self.request(what, method, params)
        require(f"{what}: a result", isinstance(value.get("result"), dict), "a result", value)
        return value["result"]

    def error(self, what, method, params=None, *codes):
        """A request that must come to a JSON-RPC error with one of these codes."""
        value = self.request(what, method, params)
        is_error(what, value, *codes)

    def initialize(self, version=VERSION):
        message = {"jsonrpc": "2.0", "id": "start", "method": "initialize", "params": {
            "protocolVersion": version, "capabilities": {}, "clientInfo": {"name": "peer", "version": "1"}}}
        answer = self.post(message)
        value = response(f"initialize with {version}", answer, "start")
        require(f"initialize with {version}: a result", isinstance(value.get("result"), dict), "a result", value)
        session = answer.headers.get("Mcp-Session-Id")
        if session is not None:
            visible = re.fullmatch(r"[\x21-\x7e]+", session)
            check("session id is of visible ASCII letters", visible, "0x21 to 0x7E", session)
            self.headers["Mcp-Session-Id"] = session
        self.headers["MCP-Protocol-Version"] = str(value["result"].get("protocolVersion"))
        return value["result"]

    def start(self):
        self.initialize()
        accepted("initialized", self.post({"jsonrpc": "2.0", "method": "notifications/initialized"}))
        return self


def initialization(server):
    session = Session(server)
    result = session.initialize()
    version = result.get("protocolVersion")
    check("initialize: a version of the specification", version in VERSIONS, " or ".join(VERSIONS), version)
    capabilities = result.get("capabilities")
    require("initialize: capabilities", isinstance(capabilities, dict), "an object", capabilities)
    check("initialize: the server has tools", isinstance(capabilities.get("tools"), dict), "tools", capabilities)
    info = result.get("serverInfo")
    require("initialize: serverInfo", isinstance(info, dict), "an object", info)
    check("initialize: the server's name and version",
          is_text(info.get("name")) and isinstance(info.get("version"), str), "two texts", info)
    text = result.get("instructions")
    check("initialize: instructions, if any, are text", text is None or isinstance(text, str), "text", text)
    accepted("initialized", session.post({"jsonrpc": "2.0", "method": "notifications/initialized"}))
    session.result("ping after it", "ping")


def versions(server):
    """A version that the server knows is agreed to; for any other it offers one of its own."""
    for version in (*VERSIONS, "2031-01-01", "1.0"):
        offered = Session(server).initialize(version).get("protocolVersion")
        is_date = re.fullmatch(r"\d{4}-\d\d-\d\d", str(offered))
        check(f"initialize with {version}: a version", is_date, "a date", offered)
        if version not in VERSIONS:
            check(f"initialize with {version}: another version", offered != version, "one that is known", offered)


def broken_initialization(server):
    client = {"capabilities": {}, "clientInfo": {"name": "a", "version": "1"}}
    for what, params in (("no params", None), ("no version", client),
                         ("a number as version", {**client, "protocolVersion": 5})):
        message = {"jsonrpc": "2.0", "id": 1, "method": "initialize"}
        answer = Session(server).post({**message, "params": params} if params is not None else message)
        no_success(f"initialize with {what}", answer, INVALID_PARAMS, INVALID_REQUEST)


def pings(server):
    session = Session(server).start()
    for number in range(3):
        equal(f"ping {number + 1}", {}, without_meta(session.result(f"ping {number + 1}", "ping")))
    equal("ping with params", {}, without_meta(session.result("ping with params", "ping", {"_meta": {"key": "x"}})))


def request_ids(server):
    """An id comes back as it was sent, number or text."""
    session = Session(server).start()
    for id_ in (0, 7, 2**53 - 1, "7", "a-b c", "語", ""):
        session.request(f"ping with the id {id_!r}", "ping", id_=id_)


def list_of_tools(server):
    names = []
    for tool in tools(Session(server).start()):
        what = f"tool {tool.get('name')}"
        require(f"{what}: name", is_text(tool.get("name")), "a text", tool)
        names.append(tool["name"])
        check(f"{what}: name is of plain letters", re.fullmatch(r"[A-Za-z0-9_./-]{1,128}", tool["name"]),
              "letters, digits, _ - . /", tool["name"])
        schema(f"{what}: inputSchema", tool.get("inputSchema"))
        if "outputSchema" in tool:
            schema(f"{what}: outputSchema", tool["outputSchema"])
        text = [tool.get(name) for name in ("description", "title") if name in tool]
        check(f"{what}: description and title are texts", all(isinstance(one, str) for one in text), "texts", text)
    equal("tools: names are unique", len(names), len(set(names)))
    again = [tool["name"] for tool in tools(Session(server).start())]
    equal("tools: another session sees the same", names, again)


def broken_cursor(server):
    session = Session(server).start()
    what = "tools/list with a cursor that nobody gave"
    value = session.request(what, "tools/list", {"cursor": "no such place"})
    # An error is only advised, and a server of a single page need not read cursors.
    if "result" not in value:
        is_error(what, value, INVALID_PARAMS)


def calls(server):
    """Every tool that needs no argument is called; one of them at least must work."""
    session = Session(server).start()
    able = [tool for tool in tools(session) if not tool["inputSchema"].get("required")]
    require("a tool that needs no argument", able, "such as a list", "none")
    worked = []
    for tool in able:
        what = f"call of {tool['name']}"
        value = session.result(what, "tools/call", {"name": tool["name"], "arguments": {}})
        call_result(what, tool, value)
        worked += [tool["name"]] if not value.get("isError") else []
    check("calls without arguments: one works", worked, "one without isError", "none")
    value = session.result("call without the member arguments", "tools/call", {"name": worked[0] if worked else ""})
    check("call without the member arguments: works", not value.get("isError"), "no error", value)


def broken_calls(server):
    """What is wrong with the call is a protocol error or a result that says so; never a success."""
    session = Session(server).start()
    for what, params in (("of an unknown tool", {"name": "no_such_tool", "arguments": {}}),
                         ("of an empty name", {"name": ""}), ("without a name", {"arguments": {}}),
                         ("with a number as name", {"name": 5}), ("without params", None)):
        unsuccessful(f"call {what}", session, params)
    listed = tools(session)
    strict = [tool for tool in listed if tool["inputSchema"].get("required")]
    for tool in strict:
        unsuccessful(f"call of {tool['name']} without its arguments", session,
                     {"name": tool["name"], "arguments": {}})
        wrong = dict.fromkeys(tool["inputSchema"]["required"], [[{}]])
        unsuccessful(f"call of {tool['name']} with arguments of another type", session,
                     {"name": tool["name"], "arguments": wrong})
    unsuccessful("call with arguments that are no object", session, {"name": listed[0]["name"], "arguments": ["x"]})


def uploads_by_tools(server):
    """Uploads by chunks are there for clients of MCP, the page says. What the tools are called it does not say, so
    they are found by the arguments that the calls' own bodies and paths have; a server without them is not asked."""
    session = Session(server).start()
    found = {frozenset(tool["inputSchema"].get("required", ())): tool["name"] for tool in tools(session)}
    start, append = found.get(frozenset(["filename"])), found.get(frozenset(["file_id", "data"]))
    if start is None or append is None:
        return
    info = told(session, "session by a tool", start, {"filename": "by-tools 語.bin"})
    require("session by a tool: file_id", is_text(info.get("file_id")), "a text", info)
    equal("session by a tool: name and size", ("by-tools 語.bin", 0), (info.get("filename"), info.get("size")))
    sent = b""
    for data in (bytes(range(256)), b"\r\n", b"end"):
        sent += data
        arguments = {"file_id": info["file_id"], "data": base64.b64encode(data).decode()}
        size = told(session, "chunk by a tool", append, arguments).get("size")
        equal("chunk by a tool: size of all so far", len(sent), size)
    for what, arguments in (("no Base64", {"file_id": info["file_id"], "data": "%%%%"}),
                            ("an unknown file", {"file_id": UNKNOWN_ID, "data": "YWJj"})):
        unsuccessful(f"chunk by a tool, {what}", session, {"name": append, "arguments": arguments})
    check("chunks by a tool: content", download(server, info["file_id"]) == sent, "as sent", "other bytes")
    one = found.get(frozenset(["file_id"]))
    if one is not None:
        unsuccessful(f"{one} of an unknown file", session, {"name": one, "arguments": {"file_id": UNKNOWN_ID}})


def told(session, what, tool, arguments):
    """The object that a call's answer has, as structured content or as text."""
    value = session.result(what, "tools/call", {"name": tool, "arguments": arguments})
    require(f"{what}: works", value.get("isError") is not True, "no error", value)
    if isinstance(value.get("structuredContent"), dict):
        return value["structuredContent"]
    text = "".join(str(one.get("text", "")) for one in value.get("content", []))
    try:
        told_ = json.loads(text)
    except ValueError:
        told_ = None
    require(f"{what}: an object of JSON", isinstance(told_, dict), "an object", text)
    return told_


def unknown_methods(server):
    session = Session(server).start()
    for method in ("no/such/method", "tools/delete", "", "Tools/List", "rpc.discover"):
        session.error(f"method {method!r}", method, {}, METHOD_NOT_FOUND, INVALID_REQUEST)
    accepted("an unknown notification", session.post({"jsonrpc": "2.0", "method": "notifications/unknown"}))
    accepted("a notification that a request is off", session.post(
        {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 99, "reason": "late"}}))
    session.result("ping after unknown methods", "ping")


def broken_messages(server):
    """JSON-RPC errors, or a plain 4xx; the specification lets the server choose."""
    session = Session(server).start()
    for what, body in (("that is not JSON", b"ping"), ("that is cut", b'{"jsonrpc": "2.0", "id": 1, "meth'),
                       ("that is empty", b""),
                       ("that is not UTF-8", b'{"jsonrpc": "2.0", "id": 1, "method": "\xff"}')):
        no_success(f"message {what}", session.post(body), PARSE_ERROR, INVALID_REQUEST)
    for what, message in (("that is a number", 5), ("that is a text", "ping"), ("that is null", None),
                          ("that is {}", {}),
                          ("without jsonrpc", {"id": 1, "method": "ping"}),
                          ("of JSON-RPC 1.0", {"jsonrpc": "1.0", "id": 1, "method": "ping"}),
                          ("without a method", {"jsonrpc": "2.0", "id": 1}),
                          ("with a number as method", {"jsonrpc": "2.0", "id": 1, "method": 5}),
                          ("with a text as params",
                           {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": "x"})):
        no_success(f"message {what}", session.post(message), INVALID_REQUEST, INVALID_PARAMS, PARSE_ERROR)
    # An id that is none may also make the message a notification, which has no answer.
    answer = session.post({"jsonrpc": "2.0", "id": {}, "method": "ping"})
    if (answer.status, answer.body) != (202, b""):
        no_success("message with an object as id", answer, INVALID_REQUEST, INVALID_PARAMS, PARSE_ERROR)
    # Batches came with 2025-03-26 and went with 2025-06-18, which this session speaks.
    batch = [{"jsonrpc": "2.0", "id": 1, "method": "ping"}]
    no_success("a batch", session.post(batch), INVALID_REQUEST, PARSE_ERROR, INVALID_PARAMS)
    session.result("ping after broken messages", "ping")


def headers(server):
    session = Session(server).start()
    ping = {"jsonrpc": "2.0", "id": 5, "method": "ping"}
    for what, changes in (("a charset", {"Content_Type": "application/json; charset=utf-8"}),
                          ("types the other way round", {"Accept": "text/event-stream, application/json"}),
                          ("weights", {"Accept": "application/json;q=0.9, text/event-stream"}),
                          # Without this header the server takes the version of 2025-03-26.
                          ("no version", {"MCP_Protocol_Version": None})):
        value = response(f"ping with {what}", session.post(ping, **changes), 5)
        equal(f"ping with {what}", {}, without_meta(value.get("result")))
    refused("ping with a version that nobody knows", session.post(ping, MCP_Protocol_Version="1999-01-01"), 400)


def session_header(server):
    """Only a server that gives a session asks for it again."""
    session = Session(server).start()
    ping = {"jsonrpc": "2.0", "id": 5, "method": "ping"}
    if "Mcp-Session-Id" in session.headers:
        refused("ping without the session", session.post(ping, Mcp_Session_Id=None), 400)
        refused("ping in an unknown session", session.post(ping, Mcp_Session_Id="no-such-session"), 404)
        answer = server.request("DELETE", PATH, headers=session.headers)
        check("DELETE of the session: status", answer.status in (200, 202, 204, 405), "2xx or 405", answer)
        if answer.status != 405:
            refused("ping in a session that ended", session.post(ping), 404)
    else:
        session.result("ping again, without a session", "ping")
        answer = server.request("DELETE", PATH, headers=session.headers)
        refused("DELETE where there are no sessions", answer, 400, 404, 405)


def other_methods(server):
    """GET opens a stream or is not there."""
    session = Session(server).start()
    for method in ("PUT", "PATCH"):
        refused(f"{method} of the endpoint", server.request(method, PATH, b"{}", session.headers), 404, 405)
    answer = server.request("GET", PATH, headers={**session.headers, "Accept": "application/json"})
    refused("GET without a stream", answer, 400, 405, 406)


def authorization(server):
    message = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": VERSION, "capabilities": {}, "clientInfo": {"name": "peer", "version": "1"}}}
    body, types = json.dumps(message).encode(), {"Content-Type": "application/json", "Accept": BOTH}
    for what, key, statuses in (("without a key", None, (401,)), ("with a wrong key", "Bearer wrong", (401, 403))):
        refused(f"initialize {what}", server.request("POST", PATH, body, types, authorization=key), *statuses)


def tools(session):
    """The tools of all pages."""
    found, cursor, seen = [], None, set()
    while True:
        result = session.result("tools/list", "tools/list", {"cursor": cursor} if cursor else {})
        page = result.get("tools")
        holds = isinstance(page, list) and all(isinstance(tool, dict) for tool in page)
        require("tools/list: an array of objects", holds, "an array of objects", page)
        found += page
        cursor = result.get("nextCursor")
        require("tools/list: nextCursor, if any, is a new text",
                cursor is None or is_text(cursor) and cursor not in seen, "a text", cursor)
        if cursor is None:
            break
        seen.add(cursor)
    require("tools/list: at least one", found, "a tool", found)
    return found


def schema(what, value):
    require(f"{what} is an object's schema", isinstance(value, dict) and value.get("type") == "object",
            'an object with "type": "object"', value)
    properties, required = value.get("properties", {}), value.get("required", [])
    holds = isinstance(properties, dict) and all(isinstance(one, (dict, bool)) for one in properties.values())
    check(f"{what}: properties", holds, "schemas by name", properties)
    unknown = [name for name in required if name not in properties]
    equal(f"{what}: required names that are no property", [], unknown)


def call_result(what, tool, value):
    content = value.get("content")
    holds = isinstance(content, list) and all(isinstance(one, dict) for one in content)
    require(f"{what}: content", holds, "an array of objects", value)
    wrong = [one for one in content if CONTENT.get(one.get("type")) not in one]
    equal(f"{what}: blocks of content of another form", [], wrong)
    check(f"{what}: isError", isinstance(value.get("isError", False), bool), "a flag", value.get("isError"))
    structured = value.get("structuredContent", {})
    check(f"{what}: structuredContent", isinstance(structured, dict), "an object", structured)
    if "outputSchema" in tool and not value.get("isError"):
        check(f"{what}: structuredContent, for there is a schema", "structuredContent" in value, "there", "missing")
        missing = [name for name in tool["outputSchema"].get("required", []) if name not in structured]
        equal(f"{what}: members that the schema requires", [], missing)


def unsuccessful(what, session, params):
    """A JSON-RPC error, or a result that says that the tool failed."""
    value = session.request(what, "tools/call", params)
    result = value.get("result")
    if isinstance(result, dict):
        check(f"{what}: isError", result.get("isError") is True, "true", value)
    else:
        is_error(what, value, INVALID_PARAMS, INVALID_REQUEST)


def no_success(what, answer, *codes):
    """A 4xx with any body, or a JSON-RPC error with one of the codes."""
    if 200 <= answer.status < 300:
        is_error(what, message_of(what, answer), *codes)
    else:
        refused(what, answer)


def is_error(what, value, *codes):
    error = value.get("error")
    require(f"{what}: an error and no result", isinstance(error, dict) and "result" not in value, "an error", value)
    check(f"{what}: code {' or '.join(map(str, codes))}", error.get("code") in codes, codes, error)
    check(f"{what}: message", is_text(error.get("message")), "a text", error)


def accepted(what, answer):
    """A notification is taken with 202 and has no answer."""
    equal(f"{what}: status", 202, answer.status)
    equal(f"{what}: no body", b"", answer.body)


def response(what, answer, id_):
    # Some servers send the errors of JSON-RPC with a 4xx of HTTP.
    if not 400 <= answer.status < 500:
        require(f"{what}: status 200", answer.status == 200, 200, answer)
    value = message_of(what, answer, id_)
    equal(f"{what}: id", (type(id_), id_), (type(value.get("id")), value.get("id")))
    check(f"{what}: either a result or an error", ("result" in value) != ("error" in value), "one of them", value)
    return value


def message_of(what, answer: Answer, id_=None):
    """The response of an answer, which is JSON or a stream of events that ends with it."""
    kind = answer.headers.get("Content-Type", "").split(";")[0].strip().lower()
    require(f"{what}: JSON or a stream", kind in ("application/json", "text/event-stream"), BOTH, kind)
    messages = [answer.body] if kind == "application/json" else [
        data for data in events(answer.body) if data and b'"jsonrpc"' in data]
    try:
        values = [json.loads(one) for one in messages]
    except ValueError:
        values = [None]
    values = [one for one in values if not (isinstance(one, dict) and "method" in one)]
    require(f"{what}: one response", len(values) == 1 and isinstance(values[0], dict), "one", answer)
    equal(f"{what}: jsonrpc", "2.0", values[0].get("jsonrpc"))
    return values[0]


def events(body):
    """The data of each event of a stream, as the HTML standard reads it."""
    for event in re.split(rb"(?:\r\n|\r|\n){2}", body):
        lines = [line for line in re.split(rb"\r\n|\r|\n", event) if line.startswith(b"data:")]
        if lines:
            yield b"\n".join(line[5:].removeprefix(b" ") for line in lines)


def without_meta(result):
    return {name: value for name, value in (result or {}).items() if name != "_meta"}


FUNCTIONS = (
    initialization, versions, broken_initialization, pings, request_ids, list_of_tools, broken_cursor, calls,
    broken_calls, uploads_by_tools, unknown_methods, broken_messages, headers, session_header, other_methods,
    authorization,
)
