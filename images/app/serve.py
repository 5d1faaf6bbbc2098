"""A small web service for labs: says who it is, and counts its visitors (in redis where REDIS_HOST names one)."""
import os
import signal
import socket
import sys
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

VERSION = "1.0"
PORT = int(os.environ.get("PORT", "8000"))
REDIS_HOST = os.environ.get("REDIS_HOST", "")
own_count = 0


def count():
    """One more visitor. Redis speaks lines: a command goes there, ":NUMBER" comes back."""
    global own_count
    if not REDIS_HOST:
        own_count += 1
        return f"{own_count} (counted in this process)"
    with socket.create_connection((REDIS_HOST, 6379), timeout=2) as redis:
        redis.sendall(b"INCR visitors\r\n")
        answer = redis.makefile().readline().strip()
    return f"{answer.lstrip(':')} (counted in redis at {REDIS_HOST})"


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/healthz":
            return self.answer(200, "ok\n")
        try:
            visitors = count()
        except OSError as error:
            return self.answer(503, f"redis at {REDIS_HOST} does not answer: {error}\n")
        self.answer(200, f"Hello from {socket.gethostname()}, app {VERSION}.\nVisitors: {visitors}\n")

    def answer(self, status, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main():
    if "--version" in sys.argv:
        return print(f"app {VERSION}")
    if "--check" in sys.argv:
        return urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=2).read()
    # PID 1 has no default action for SIGTERM: without this `docker stop` would wait ten seconds.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"app {VERSION} listens on port {PORT}", flush=True)
    ThreadingHTTPServer(("", PORT), Page).serve_forever()


main()
