"""A guest book: shows what people wrote, and takes more. Without DB_HOST it has nowhere to put it."""
import html
import signal
import socket
import sys
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import db

HERE = socket.gethostname()
PAGE = """<!doctype html>
<meta charset="utf-8">
<title>Guest book</title>
<style>body { font: 18px sans-serif; margin: 2em } li { margin: .3em } small { color: gray }</style>
<h1>Guest book</h1>
%s
<p><small>answered by %s</small></p>
"""
FORM = '<form method="post"><input name="text" autofocus> <button>Write</button></form>'


def book():
    if not db.HOST:
        return "<p>No database yet.</p>"
    rows = db.query("SELECT text FROM entries ORDER BY id DESC LIMIT 20")
    return FORM + "<ul>" + "".join(f"<li>{html.escape(text)}</li>" for (text,) in rows) + "</ul>"


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            self.answer(200, PAGE % (book(), HERE))
        except OSError as error:
            self.answer(503, PAGE % (f"<p>The database does not answer: {html.escape(str(error))}</p>", HERE))

    def do_POST(self):
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
        db.query(f"INSERT INTO entries (text) VALUES ({db.quoted(form['text'][0][:200])})")
        self.answer(303, "", Location="/")

    def answer(self, status, text, **headers):
        body = text.encode()
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": len(body), **headers}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)


# PID 1 has no default action for SIGTERM: without this `docker compose down` would wait ten seconds.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
if db.HOST:
    try:
        db.query("CREATE TABLE IF NOT EXISTS entries (id INT AUTO_INCREMENT PRIMARY KEY, text VARCHAR(200), at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)")
    except OSError as error:
        sys.exit(f"no database at {db.HOST}: {error}")
print("the guest book is open", flush=True)
ThreadingHTTPServer(("", 8000), Page).serve_forever()
