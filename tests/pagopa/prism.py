# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Prism, which serves an API description and says where a request breaks it; and a relay before it that
writes down what was asked and what Prism said."""

import http.client
import http.server
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import threading
import time

TOOLS = pathlib.Path(__file__).resolve().parent.parent / "node"
START_SECONDS = 60


def skip(reason):
    print(f"1..0 # SKIP {reason}")
    sys.exit(0)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def find_prism(cache):
    """The prism command: the one that the test run installed, or one installed here once."""
    installed = os.environ.get("DESCO_NODE_MODULES")
    if installed:
        command = pathlib.Path(installed) / ".bin" / "prism"
        if command.exists():
            return command
    command = cache / "node_modules" / ".bin" / "prism"
    if command.exists():
        return command
    if not shutil.which("npm"):
        return None
    cache.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(TOOLS / name, cache / name)
    arguments = ["npm", "ci", "--prefix", str(cache), "--ignore-scripts", "--no-audit", "--no-fund"]
    result = subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return command if result.returncode == 0 and command.exists() else None


class Prism:
    """A description, served."""

    def __init__(self, command, description):
        self.port = free_port()
        self.log = []
        self.process = subprocess.Popen(
            [str(command), "mock", "-h", "127.0.0.1", "-p", str(self.port), "--errors", str(description)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        )
        threading.Thread(target=self.read_log, daemon=True).start()
        self.wait_until_it_listens()

    def read_log(self):
        for line in self.process.stdout:
            self.log.append(line.rstrip())

    def wait_until_it_listens(self):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("Bail out! Prism did not start: " + " | ".join(self.log[-3:]))

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Relay(http.server.ThreadingHTTPServer):
    """Stands before a Prism and writes down each request with what Prism had against it."""

    daemon_threads = True

    def __init__(self, prism):
        super().__init__(("127.0.0.1", 0), RelayHandler)
        self.prism = prism
        self.seen = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


def of_the_request(violations):
    """What the client did wrong. Some answers that Prism makes up break the description themselves,
    where it gives a text as the default of a boolean."""
    return [one for one in json.loads(violations) if one.get("location", [None])[0] != "response"]


class RelayHandler(http.server.BaseHTTPRequestHandler):
    def relay(self):
        self.reply(*self.ask())

    def ask(self):
        """What Prism answers: its status, the type and the content."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "connection")}
        upstream = http.client.HTTPConnection("127.0.0.1", self.server.prism.port, timeout=30)
        upstream.request(self.command, self.path, body or None, headers)
        answer = upstream.getresponse()
        content = answer.read()
        upstream.close()

        violations = answer.getheader("sl-violations")
        wrong = of_the_request(violations) if violations else []
        if not violations and answer.status >= 400:
            wrong = [content.decode(errors="replace")]
        self.server.seen.append((f"{self.command} {self.path}", answer.status, wrong))

        return answer.status, answer.getheader("Content-Type"), content

    def reply(self, status, kind, content):
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = relay

    def log_message(self, *arguments):
        pass
