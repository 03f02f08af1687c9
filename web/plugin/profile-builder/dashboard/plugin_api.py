"""Carries requests of our pages inside the dashboard to the Profile Builder server of this machine.

The dashboard mounts this at /api/plugins/profile-builder/ and lets in whom it lets in elsewhere. The server's token is
added here and never reaches the page; what would hand it out is not carried.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

router = APIRouter()

# Outside of dashboard/, from which Hermes serves files to anybody.
INSTALLED = Path(__file__).resolve().parent.parent / "profile-builder.json"
PREFIX = b"/api/plugins/profile-builder"
BODY_BYTES = 64 * 1024 * 1024
REQUEST_HEADERS = ("accept", "content-type", "idempotency-key", "if-match", "if-none-match", "last-event-id", "range")
# Those of one connection, and those that speak about an origin which is not the page's.
DROPPED_HEADERS = {
    "connection", "content-security-policy", "date", "keep-alive", "server", "set-cookie", "transfer-encoding",
}


class Refused(Exception):
    """An answer of our own, in the words of the server's problem documents."""

    def __init__(self, status: int, code: str, title: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.body = {"type": "about:blank", "title": title, "status": status, "detail": detail, "code": code}


@router.api_route("/api/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
async def carry(request: Request) -> Response:
    # Nothing of an upstream answer may be read ahead, and no proxy may see the token.
    client = httpx.AsyncClient(trust_env=False, timeout=httpx.Timeout(300, connect=3), follow_redirects=False)
    try:
        check_origin(request)
        path = read_path(request)
        body = await read_body(request)
        url, token = await find_server(client)
        headers = {name: request.headers[name] for name in REQUEST_HEADERS if name in request.headers}
        headers |= {"authorization": f"Bearer {token}", "accept-encoding": "identity"}
        upstream = await send(client, client.build_request(request.method, url + path, headers=headers, content=body))
    except Refused as refused:
        await client.aclose()
        return JSONResponse(refused.body, refused.status, media_type="application/problem+json")
    except BaseException:
        await client.aclose()
        raise
    kept = {name: value for name, value in upstream.headers.items() if name not in DROPPED_HEADERS}
    return StreamingResponse(pass_on(client, upstream), upstream.status_code, kept)


async def pass_on(client: httpx.AsyncClient, upstream: httpx.Response):
    """Bytes as they come; the connection ends with whoever stops reading."""
    try:
        async for chunk in upstream.aiter_raw():
            yield chunk
    finally:
        await upstream.aclose()
        await client.aclose()


async def send(client: httpx.AsyncClient, request: httpx.Request) -> httpx.Response:
    try:
        upstream = await client.send(request, stream=True)
    except httpx.TransportError as error:
        raise Refused(502, "plugin/no-answer", "The server broke off", f"Profile Builder did not answer: {error}.") from error
    # To the page, 401 means that the dashboard wants nothing more of it.
    if upstream.status_code == 401:
        await upstream.aclose()
        raise Refused(502, "plugin/token", "The server refused the dashboard", "Profile Builder does not take the token kept in "
                      f"{read_installed()}. If it was started with --token, start it without, or install the plugin again.")
    return upstream


def check_origin(request: Request) -> None:
    """The dashboard's cookie, where it has one, goes along with requests other sites make."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "guard/origin", "Another site asked", "Only the dashboard's own pages may ask.")


def read_path(request: Request) -> str:
    """The path below us, as it was sent: an item's id may hold an encoded slash."""
    _, _, sent = request.scope["raw_path"].partition(PREFIX)
    path = sent.partition(b"?")[0].decode("ascii")
    decoded = unquote(path)
    if not re.fullmatch(r"/api/[!-~]+", path) or {".", "..", ""} & set(decoded.split("/")[1:]) or "\\" in decoded:
        raise Refused(404, "route/not-found", "No such path", f'"{path}" is no path of Profile Builder.')
    if decoded.startswith("/api/login-tickets"):
        raise Refused(403, "plugin/refused", "Not from here", "A login opens the server itself: profile-builder url prints one.")
    query = request.url.query
    return f"{path}?{query}" if query else path


async def read_body(request: Request) -> bytes | None:
    length = request.headers.get("content-length", "0")
    if "transfer-encoding" in request.headers or not length.isdigit():
        raise Refused(411, "request/length-required", "No length", "Send the body with a Content-Length header.")
    if int(length) > BODY_BYTES:
        raise Refused(413, "request/too-large", "Too large", f"The body may have {BODY_BYTES} bytes at most.")
    return await request.body() if int(length) else None


async def find_server(client: httpx.AsyncClient) -> tuple[str, str]:
    """Address and token of the server that owns the data directory now; only what answers as ours may see the token."""
    directory = read_installed()
    try:
        info = json.loads((directory / "server.json").read_text("utf-8"))
        url, pid = info["url"], info["pid"]
        token = (directory / "token").read_text("utf-8").strip()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise not_running(directory) from error
    if not is_loopback(url):
        raise Refused(502, "plugin/elsewhere", "The server is elsewhere", f"{directory}/server.json names {url!r}; the dashboard "
                      "talks to a server on 127.0.0.1, localhost or ::1 only.")
    try:
        health = (await client.get(f"{url}/api/health", headers={"accept": "application/json"})).json()
    except (httpx.TransportError, ValueError) as error:
        raise not_running(directory) from error
    if not isinstance(health, dict) or health.get("pid", pid) != pid:
        raise not_running(directory)
    return url, token


def read_installed() -> Path:
    """The data directory `plugin install` was told."""
    try:
        return Path(json.loads(INSTALLED.read_text("utf-8"))["dataDir"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused(503, "plugin/not-installed", "The plugin is incomplete",
                      f"{INSTALLED} cannot be read. Install the plugin again: profile-builder plugin install") from error


def is_loopback(url: object) -> bool:
    if not isinstance(url, str):
        return False
    parts = urlsplit(url)
    return parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")


def not_running(directory: Path) -> Refused:
    return Refused(503, "plugin/no-server", "Profile Builder does not run",
                   f"No server runs for {directory}. Start it in a terminal: profile-builder serve --data-dir {directory}")
