"""Hostile requests over a bare socket: refused, without data, and the studio goes on."""

import http.client
import json
import socket

import pytest


@pytest.fixture
def entered(studio):
    """The cookie of the page."""
    connection = http.client.HTTPConnection("127.0.0.1", studio.port)
    connection.request(
        "POST", "/enter", json.dumps({"token": studio.token}), page_headers(studio)
    )
    reply = connection.getresponse()
    assert reply.status == 204
    return reply.getheader("Set-Cookie").split(";")[0]


def page_headers(studio, **others) -> dict[str, str]:
    return {
        "Origin": f"http://127.0.0.1:{studio.port}",
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/json",
        **others,
    }


def raw(studio, text: str | bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", studio.port), timeout=15) as link:
        link.sendall(text if isinstance(text, bytes) else text.encode("latin-1"))
        reply = b""
        try:
            while b"\r\n\r\n" not in reply and (part := link.recv(65536)):
                reply += part
        except OSError:
            pass
        return reply


def status(reply: bytes) -> int:
    return int(reply.split(b" ")[1]) if reply else 0


def alive(studio, cookie):
    connection = http.client.HTTPConnection("127.0.0.1", studio.port)
    connection.request("GET", "/scenario", headers={"Cookie": cookie})
    reply = connection.getresponse()
    assert reply.status == 200
    assert json.loads(reply.read())["protocol"] == 1


HOSTS = [
    "Host: evil.example",
    "Host: 127.0.0.1",
    "Host: 127.0.0.1:1",
    "Host: 127.0.0.1:PORT.",
    "Host: localhost.:PORT",
    "Host: user@127.0.0.1:PORT",
    "Host: 127.0.0.1:PORT\r\nHost: 127.0.0.1:PORT",
    "X-Host: 127.0.0.1:PORT",
    "Host: 127.0.0.1.nip.io:PORT",
    "Host: 0x7f.1:PORT",
    "Host: [::ffff:127.0.0.1]:PORT",
]


@pytest.mark.parametrize("host", HOSTS)
def test_another_host(studio, entered, host):
    text = f"GET /scenario HTTP/1.1\r\n{host}\r\nCookie: {entered}\r\n\r\n"
    reply = raw(studio, text.replace("PORT", str(studio.port)))
    assert status(reply) in (400, 403) and b"protocol" not in reply
    alive(studio, entered)


def test_an_absolute_target(studio, entered):
    """The server's library drops the target's own host, so that the Host line decides."""
    reply = raw(
        studio,
        f"GET http://127.0.0.1:{studio.port}/scenario HTTP/1.1\r\nHost: evil.example\r\n"
        f"Cookie: {entered}\r\n\r\n",
    )
    assert status(reply) in (400, 403) and b"protocol" not in reply
    alive(studio, entered)


ORIGINS = [
    {"Origin": "null"},
    {"Origin": "http://evil.example"},
    {"Origin": "https://127.0.0.1:PORT"},
    {"Origin": "http://127.0.0.1:PORT0"},
    {"Origin": "http://localhost:1"},
    {},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("origin", ORIGINS)
def test_another_origin(studio, entered, origin):
    connection = http.client.HTTPConnection("127.0.0.1", studio.port)
    headers = {k: v.replace("PORT", str(studio.port)) for k, v in origin.items()}
    connection.request(
        "POST",
        "/settings",
        "{}",
        {"Content-Type": "application/json", "Cookie": entered, **headers},
    )
    reply = connection.getresponse()
    assert reply.status == 403 and reply.read() == b""
    assert reply.getheader("Access-Control-Allow-Origin") is None
    alive(studio, entered)


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PUT", "DELETE"])
def test_another_method(studio, entered, method):
    connection = http.client.HTTPConnection("127.0.0.1", studio.port)
    connection.request(method, "/settings", headers=page_headers(studio, Cookie=entered))
    reply = connection.getresponse()
    assert reply.status in (403, 405)
    assert reply.getheader("Access-Control-Allow-Origin") is None


@pytest.mark.parametrize("cookie", ["", "quotient-PORT=", "quotient-PORT=" + "0" * 64])
def test_another_cookie(studio, cookie):
    for path in ["/scenario", "/events?client=a"]:
        connection = http.client.HTTPConnection("127.0.0.1", studio.port)
        connection.request(
            "GET", path, headers={"Cookie": cookie.replace("PORT", str(studio.port))}
        )
        reply = connection.getresponse()
        assert reply.status == 401 and reply.read() == b""


def test_wrong_tokens(studio):
    for token in [studio.token[:-1], "", "x" * 10_000]:
        connection = http.client.HTTPConnection("127.0.0.1", studio.port)
        connection.request("POST", "/enter", json.dumps({"token": token}), page_headers(studio))
        reply = connection.getresponse()
        assert reply.status == 401 and reply.getheader("Set-Cookie") is None


BODIES = [
    (b"changes=1", "application/x-www-form-urlencoded", (415,)),
    (b"{}", "text/plain", (415,)),
    (b"{", "application/json", (400,)),
    (b"x" * 262_145, "application/json", (413,)),
    (b"[" * 10_000, "application/json", (400,)),
    (b'{"client": "a\x00\xff\xed\xa0\x80"}', "application/json", (400,)),
    (b'{"client": "a", "version": 1, "phase": "rest", "changes": {"__proto__": 1}}',
     "application/json", (400,)),
    (json.dumps({"client": "a", "version": 1, "phase": "rest",
                 "changes": {str(n): "1" for n in range(2001)}}).encode(),
     "application/json", (429,)),
]  # fmt: skip


@pytest.mark.parametrize("body, kind, expected", BODIES)
def test_another_body(studio, entered, body, kind, expected):
    connection = http.client.HTTPConnection("127.0.0.1", studio.port)
    headers = page_headers(studio, Cookie=entered)
    headers["Content-Type"] = kind
    try:
        connection.request("POST", "/settings", body, headers)
        assert connection.getresponse().status in expected
    except BrokenPipeError:
        assert 413 in expected
    alive(studio, entered)


@pytest.mark.parametrize(
    "path", ["/../scenario.yaml", "/%2e%2e/small.yaml", "//scenario", "/small.yaml", "/studio.js/"]
)
def test_another_path(studio, entered, path):
    reply = raw(
        studio,
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{studio.port}\r\nCookie: {entered}\r\n\r\n",
    )
    assert status(reply) == 404 and b"quotient: 1" not in reply


def test_odd_heads(studio, entered):
    host = f"Host: 127.0.0.1:{studio.port}\r\n"
    for head in [
        "POST /settings HTTP/1.1\r\n" + host + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        "GET / HTTP/1.1\r\n" + host + "A: b\r\n c\r\n\r\n",
        "GET / HTTP/1.1\r\n" + host + "A: " + "b" * 17_000 + "\r\n\r\n",
        "CONNECT 127.0.0.1:80 HTTP/1.1\r\n" + host + "\r\n",
        "\x00\x01\x02\r\n\r\n",
    ]:
        assert status(raw(studio, head)) in (0, 400, 403, 405, 431)
    alive(studio, entered)
