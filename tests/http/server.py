"""A running `hearsay serve` over a store of invented reports. Used by the tests of this folder."""
import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "command_line"))
from program import (DONE, FAILURE, PROGRAM, SANITIZED, USAGE, FolderTest,  # noqa: E402,F401
                     run)

REPORTS = [
    {"url": "https://courier.example/1", "title": "Ferry waits", "date": "2019-05-01",
     "text": "The ferry stayed at its quay on Monday because of the storm, the harbour master "
             "Ansel Candlewren said. Nobody was hurt, and the mail went by road to Vell."},
    {"url": "https://herald.example/2", "title": "Storm holds the ferry", "date": "2019-05-02",
     "text": "The ferry stayed at its quay on Monday because of the storm, the harbour master "
             "Ansel Candlewren said. Nobody was hurt, and the mail went by road to Vell."},
    {"url": "https://post.example/3", "title": "Bakers ask for a penny more",
     "date": "2019-06-01",
     "text": "Bakers in the capital asked for a penny more, and blamed the price of flour."},
]


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    def json(self):
        return json.loads(self.body)

    def text(self):
        return self.body.decode("utf-8")


class Server:
    """Started by ServerTest.serve()."""

    def __init__(self, process, url):
        self.process = process
        self.url = url
        self.port = int(url.rstrip("/").rsplit(":", 1)[1])

    def ask(self, path, method="GET", body=None, headers=None, timeout=60):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        with contextlib.closing(connection):
            connection.request(method, path, body=body, headers=headers or {})
            return Answer(connection.getresponse())

    def socket(self, sent=b"", timeout=60):
        out = socket.create_connection(("127.0.0.1", self.port), timeout=timeout)
        out.sendall(sent)
        return out

    def raw(self, sent, timeout=60):
        """Everything that comes back until the server closes."""
        with self.socket(sent, timeout) as connection:
            out = b""
            while piece := connection.recv(65536):
                out += piece
            return out

    def end(self, how=signal.SIGTERM, timeout=60):
        """Ends it and gives the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.stdout.close()
        return self.process.wait(timeout)


class ServerTest(FolderTest):
    """Has a folder with reports.db, which holds REPORTS."""

    def setUp(self):
        super().setUp()
        lines = "\n".join(json.dumps(report) for report in REPORTS)
        self.write("reports.jsonl", lines)
        self.store = self.path("reports.db")
        run("add", self.path("reports.jsonl"), "--store", self.store, "--quiet")
        self.running = []

    def tearDown(self):
        for server in self.running:
            server.end()
        super().tearDown()

    def serve(self, *words, env=None):
        process = subprocess.Popen(
            [PROGRAM, "serve", "--store", self.store, "--json", *words], stdout=subprocess.PIPE,
            env=None if env is None else {**os.environ, **env})
        server = Server(process, json.loads(process.stdout.readline())["url"])
        self.running.append(server)
        return server
