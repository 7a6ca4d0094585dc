#!/usr/bin/env python3
"""Drives the MCP server at MCP_URL with the protocol's official Python package; exit code 1 if a check failed.

MCP_KEY is its bearer key. What `mcp_server.py` offers is looked at closely, of any other server what every one has.
"""

import asyncio
import os
import sys
import warnings

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError

from peer import check, equal, totals


async def drive(url, key):
    await without_key(url)
    logged = []

    async def log(line):
        logged.append(line.data)

    async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {key}"}, timeout=30, trust_env=False) as http:
        transport = streamable_http_client(url, http_client=http)
        async with Client(transport, mode="legacy", logging_callback=log) as client:
            check("a version is agreed on", client.protocol_version, "a version", client.protocol_version)
            check("the server has tools", client.server_capabilities.tools is not None, "tools", "none")
            await client.send_ping()
            tools = await all_tools(client)
            if {"echo", "report", "raise"} <= set(tools):
                await peer_tools(client, tools, logged)
            else:
                await any_tools(client, tools)


async def without_key(url):
    async with httpx2.AsyncClient(timeout=30, trust_env=False) as http:
        answer = await http.post(url, json={"jsonrpc": "2.0", "id": 1, "method": "ping"},
                                 headers={"Accept": "application/json, text/event-stream"})
        equal("no key: status", 401, answer.status_code)


async def all_tools(client):
    tools, cursor, pages = {}, None, 0
    while pages == 0 or cursor:
        page = await client.list_tools(cursor=cursor)
        tools |= {tool.name: tool for tool in page.tools}
        cursor, pages = page.next_cursor, pages + 1
    check(f"tools: {len(tools)} on {pages} pages", tools, "at least one", "none")
    return tools


async def peer_tools(client, tools, logged):
    equal("tools: how many", 60, len(tools))
    arguments = {"text": '語 "quoted"', "count": 3, "ratio": 0.5, "flag": True, "items": ["a"],
                 "nested": {"b": [1]}}
    echoed = await client.call_tool("echo", arguments)
    equal("echo: structured content", arguments, echoed.structured_content)
    equal("add", {"sum": 5}, (await client.call_tool("add", {"a": 2, "b": 3})).structured_content)
    refused = await client.call_tool("refuse", {"reason": "not today"})
    equal("refuse", (True, "not today"), (refused.is_error, refused.content[0].text))
    wrong = await client.call_tool("add", {"a": "two"})
    equal("add of a text: is an error", True, wrong.is_error)
    for name, given, code in (("raise", {"reason": "x"}, -32050), ("no_such_tool", {}, -32602)):
        try:
            got = await client.call_tool(name, given)
        except MCPError as error:
            got = error.error.code
        equal(f"{name}: code", code, got)
    steps = []

    async def progress(done, total, message):
        steps.append((done, total, message))

    reported = await client.call_tool("report", {"steps": 3, "pause": 0.05}, progress_callback=progress)
    equal("report: result", "3 steps", reported.content[0].text)
    if os.environ.get("MCP_MODE", "").startswith("sse"):
        equal("report: progress", [(number, 3, f"step {number}") for number in (1, 2, 3)], steps)
        equal("report: log", [{"step": number} for number in (1, 2, 3)], logged)
    blocks = await client.call_tool("blocks")
    equal("blocks: kinds", ["text", "image", "resource_link"], [one.type for one in blocks.content])
    large = await client.call_tool("large", {"letters": 500_000})
    equal("large: letters", 500_000, len(large.content[0].text))


async def any_tools(client, tools):
    """Calls those that need no argument; one of them must work."""
    able = [name for name, tool in tools.items() if not tool.input_schema.get("required")]
    worked = [name for name in able if not (await client.call_tool(name, {})).is_error]
    check(f"of {len(able)} tools that need no argument {len(worked)} work", worked, "one", able)


def main():
    # The package calls the handshake old, but today's servers begin with it.
    warnings.simplefilter("ignore")
    try:
        asyncio.run(asyncio.wait_for(drive(os.environ["MCP_URL"], os.environ["MCP_KEY"]), 60))
    except Exception as error:
        check("the client runs to its end", False, "no exception", repr(error))
    return 1 if totals["failed"] else 0


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.exit(main())
