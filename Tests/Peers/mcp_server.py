#!/usr/bin/env python3
"""An MCP server for clients to be driven against, made with the protocol's official Python package, not by us.

    python3 -m venv venv && venv/bin/pip install -r Tests/Peers/requirements.txt
    venv/bin/python Tests/Peers/mcp_server.py --key test-key

Prints `listening on http://127.0.0.1:PORT/mcp`, then `called …` for each call of a tool with fitting arguments, and
ends by itself. Each of the four kinds of server that a client meets is a choice of two flags: `--json` (else answers
are streams of events) and `--stateless` (else sessions).
"""

import argparse
import asyncio
import hmac
import json
import socket
import warnings

import jsonschema
import uvicorn
from mcp import types
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError

PAGE = 20
TEXT, FLAG = {"type": "string"}, {"type": "boolean"}
WHOLE, NUMBER = {"type": "integer"}, {"type": "number"}
ECHOED = {"text": TEXT, "count": WHOLE, "ratio": NUMBER, "flag": FLAG, "items": {"type": "array", "items": TEXT},
          "nested": {"type": "object"}, "nothing": {"type": "null"}}


def tool(name, description, properties=None, required=(), output=None):
    schema = {"type": "object", "properties": properties or {}, "required": list(required)}
    return types.Tool(name=name, description=description, input_schema=schema, output_schema=output)


TOOLS = [
    tool("echo", "Gives back its arguments, as text and as structured content.", ECHOED, ["text"],
         {"type": "object", "properties": ECHOED, "required": ["text"]}),
    tool("add", "Adds two whole numbers.", {"a": WHOLE, "b": WHOLE}, ["a", "b"],
         {"type": "object", "properties": {"sum": WHOLE}, "required": ["sum"]}),
    tool("refuse", "Gives a result that says that the tool failed.", {"reason": TEXT}),
    tool("raise", "Ends in an error of the protocol.", {"reason": TEXT}, ["reason"]),
    tool("report", "Tells of its progress and logs a line, each step, before its result.",
         {"steps": WHOLE, "pause": NUMBER}, ["steps"]),
    tool("blocks", "Gives a text, a picture and a link to a resource."),
    tool("large", "Gives a text of this many letters.", {"letters": WHOLE}, ["letters"]),
    *(tool(f"filler_{number:03}", f"Number {number} of those that make the list long.") for number in range(53)),
]
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="


async def list_tools(_, params):
    """Pages of a fixed length; the cursor is the number of the first tool, in a form that no client should read."""
    cursor = params.cursor if params else None
    starts = {f"from-{start:04x}": start for start in range(PAGE, len(TOOLS), PAGE)}
    if cursor is not None and cursor not in starts:
        raise MCPError(types.INVALID_PARAMS, f"unknown cursor {cursor!r}")
    start = starts.get(cursor, 0)
    following = f"from-{start + PAGE:04x}" if start + PAGE < len(TOOLS) else None
    return types.ListToolsResult(tools=TOOLS[start : start + PAGE], next_cursor=following)


async def call_tool(context, params):
    arguments = params.arguments or {}
    known = next((one for one in TOOLS if one.name == params.name), None)
    if known is None:
        raise MCPError(types.INVALID_PARAMS, f"unknown tool {params.name!r}")
    wrong = jsonschema.Draft202012Validator(known.input_schema).iter_errors(arguments)
    if faults := [fault.message for fault in wrong]:
        return result("; ".join(faults), is_error=True)
    print(f"called {params.name}", flush=True)
    match params.name:
        case "echo":
            return result(json.dumps(arguments, ensure_ascii=False), structured_content=arguments)
        case "add":
            total = arguments["a"] + arguments["b"]
            return result(str(total), structured_content={"sum": total})
        case "refuse":
            return result(arguments.get("reason", "refused"), is_error=True)
        case "raise":
            raise MCPError(-32050, arguments["reason"], {"tool": "raise"})
        case "report":
            return await report(context, arguments["steps"], arguments.get("pause", 0))
        case "blocks":
            return types.CallToolResult(content=[
                types.TextContent(text="a picture"), types.ImageContent(data=PIXEL, mime_type="image/png"),
                types.ResourceLink(name="notes", uri="file:///notes.txt", mime_type="text/plain")])
        case "large":
            return result("x" * arguments["letters"])
        case _:
            return result(params.name)


async def report(context, steps, pause):
    """Progress only goes to a client that gave a token; the log goes to every one."""
    for step in range(1, steps + 1):
        await context.session.report_progress(step, steps, f"step {step}")
        await context.session.send_log_message("info", {"step": step}, related_request_id=context.request_id)
        await asyncio.sleep(pause)
    return result(f"{steps} steps", structured_content={"steps": steps})


def result(text, **more):
    return types.CallToolResult(content=[types.TextContent(text=text)], **more)


class Locked:
    """Lets requests through that bring the key."""

    def __init__(self, app, key):
        self.app, self.expected = app, f"Bearer {key}".encode()

    async def __call__(self, scope, receive, send):
        given = dict(scope.get("headers", ())).get(b"authorization", b"")
        if scope["type"] != "http" or hmac.compare_digest(given, self.expected):
            return await self.app(scope, receive, send)
        body = b'{"error":"invalid_token","error_description":"a bearer key is needed"}'
        await send({"type": "http.response.start", "status": 401, "headers": [
            (b"content-type", b"application/json"), (b"www-authenticate", b"Bearer"),
            (b"content-length", str(len(body)).encode())]})
        await send({"type": "http.response.body", "body": body})


async def serve(options):
    server = Server("peer", version="1.2.3", instructions="Tools to try a client with.", on_list_tools=list_tools,
                    on_call_tool=call_tool)
    app = server.streamable_http_app(json_response=options.json, stateless_http=options.stateless)
    listener = socket.create_server(("127.0.0.1", options.port))
    running = uvicorn.Server(uvicorn.Config(
        Locked(app, options.key) if options.key else app, log_level="warning", timeout_graceful_shutdown=1))
    asyncio.get_running_loop().call_later(options.seconds, setattr, running, "should_exit", True)
    print(f"listening on http://127.0.0.1:{listener.getsockname()[1]}/mcp", flush=True)
    await running.serve(sockets=[listener])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0, help="0 takes any that is free")
    parser.add_argument("--key", help="the bearer key that every request must bring; none if not given")
    parser.add_argument("--json", action="store_true", help="answer with JSON rather than streams of events")
    parser.add_argument("--stateless", action="store_true", help="keep no sessions")
    parser.add_argument("--seconds", type=float, default=600, help="how long to run")
    # The package calls log messages old, but clients of today's servers meet them.
    warnings.simplefilter("ignore")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
