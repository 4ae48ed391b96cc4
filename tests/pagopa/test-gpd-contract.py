#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Holds every request of the client against the platform's own API descriptions.

    test-gpd-contract.py DRIVER CACHE

Prism serves each description and says where a request breaks it. The driver makes every request that
the client can make, through a relay that writes down what Prism said to each. Skipped where the
descriptions or Prism are not to be had.
"""

import http.client
import http.server
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import threading
import time

TOOLS = pathlib.Path(__file__).resolve().parent.parent / "node"
DESCRIPTIONS = ("gpd-external-v1.json", "gpd-external-v2.json", "gpd-payments.json",
                "gpd-external-v3.json")
START_SECONDS = 60
DRIVER_SECONDS = 120

# What the client must have asked for at least once: a request that is not made cannot be wrong.
EXPECTED = [
    r"POST /organizations/\d+/debtpositions\?toPublish=true$",
    r"POST /organizations/\d+/debtpositions\?toPublish=false$",
    r"GET /organizations/\d+/debtpositions\?limit=\d+&page=0&orderby",
    r"GET .*&status=REPORTED",
    r"GET .*&due_date_from=.*&due_date_to=",
    r"GET .*&payment_date_from=.*&payment_date_to=",
    r"GET /organizations/\d+/debtpositions/DESCO-[-0-9a-f]+$",
    r"POST /organizations/\d+/debtpositions/DESCO-[-0-9a-f]+/publish$",
    r"POST /organizations/\d+/debtpositions/DESCO-[-0-9a-f]+/invalidate$",
    r"PUT /organizations/\d+/debtpositions/DESCO-[-0-9a-f]+\?toPublish=true$",
    r"PUT /organizations/\d+/debtpositions/DESCO-[-0-9a-f]+\?toPublish=false$",
    r"DELETE /organizations/\d+/debtpositions/DESCO-[-0-9a-f]+$",
    r"POST /organizations/\d+/paymentoptions/paids/\d{18}$",
    r"PATCH /organizations/\d+/debtpositions/transfers\?oldIban=\w+&limit=1000$",
    r"PUT /organizations/\d+/debtpositions\?toPublish=true$",
    r"PUT /organizations/\d+/debtpositions\?toPublish=false$",
    r"DELETE /organizations/\d+/debtpositions$",
    r"GET /payments/\d+/receipts\?pageNum=0&pageSize=100$",
    r"GET /payments/\d+/receipts\?.*&from=.*&to=.*&debtor=",
    r"GET /payments/\d+/receipts\?.*&debtorOrIuv=",
    r"GET /payments/\d+/receipts/\d+$",
]

# And of version 3 alone.
EXPECTED_V3 = [
    r"POST /organizations/\d+/debtpositions\?toPublish=true$",
    r"POST /organizations/\d+/debtpositions\?toPublish=false$",
    r"GET /organizations/\d+/debtpositions\?limit=\d+&page=0&orderby",
    r"GET .*&status=UNPAYABLE",
    r"GET .*&due_date_from=.*&due_date_to=",
    r"GET .*&payment_date_from=.*&payment_date_to=",
    r"GET /organizations/\d+/debtpositions/DESCO-[-0-9a-f]+$",
    r"POST /organizations/\d+/debtpositions/DESCO-[-0-9a-f]+/publish$",
    r"PUT /organizations/\d+/debtpositions/DESCO-[-0-9a-f]+\?toPublish=true$",
    r"PUT /organizations/\d+/debtpositions/DESCO-[-0-9a-f]+\?toPublish=false$",
    r"DELETE /organizations/\d+/debtpositions/DESCO-[-0-9a-f]+$",
]


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

        self.send_response(answer.status)
        if answer.getheader("Content-Type"):
            self.send_header("Content-Type", answer.getheader("Content-Type"))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = relay

    def log_message(self, *arguments):
        pass


def notices_a_wrong_request(relay):
    """Whether a request that breaks the contract is told from one that does not."""
    connection = http.client.HTTPConnection("127.0.0.1", relay.server_port, timeout=30)
    connection.request("POST", "/organizations/77777777777/debtpositions", '{"iupd": 7}',
                       {"Content-Type": "application/json", "Ocp-Apim-Subscription-Key": "k"})
    connection.getresponse().read()
    connection.close()
    return bool(relay.seen.pop()[2])


def main():
    driver, cache = sys.argv[1], pathlib.Path(sys.argv[2])
    openapi = pathlib.Path(os.environ.get("DESCO_SHARED", "")) / "pagopa" / "openapi"
    if not all((openapi / name).is_file() for name in DESCRIPTIONS):
        skip("the platform's API descriptions are not here")
    command = find_prism(cache)
    if command is None:
        skip("Prism is not here, and npm does not give it")

    prisms = []
    try:
        for name in DESCRIPTIONS:
            prisms.append(Prism(command, openapi / name))
        relays = [Relay(prism) for prism in prisms]
        watchful = notices_a_wrong_request(relays[0]) and notices_a_wrong_request(relays[-1])
        result = subprocess.run([driver, *(relay.url() for relay in relays)], timeout=DRIVER_SECONDS)
    finally:
        for prism in prisms:
            prism.stop()

    seen = [entry for relay in relays for entry in relay.seen]
    wrong = [entry for entry in seen if entry[2]]
    complaints = [line for prism in prisms for line in prism.log if "ERROR" in line]

    older = [entry for relay in relays[:-1] for entry in relay.seen]
    asked = [(pattern, older) for pattern in EXPECTED]
    asked += [(pattern, relays[-1].seen) for pattern in EXPECTED_V3]

    print(f"1..{3 + len(asked)}")
    print(("ok" if watchful else "not ok") + " 1 - a wrong request is noticed")
    print(("ok" if result.returncode == 0 else "not ok") + " 2 - the driver ran to its end")
    for request, status, violations in wrong:
        print(f"# {request} → {status}: {violations}")
    for line in complaints if wrong else []:
        print(f"# {line}")
    print(("not ok" if wrong or not seen else "ok") + f" 3 - {len(seen)} requests, {len(wrong)} violations")
    for number, (pattern, requests) in enumerate(asked, 4):
        made = any(re.search(pattern, entry[0]) for entry in requests)
        print(f"{'ok' if made else 'not ok'} {number} - asked: {pattern}".replace("#", ""))


if __name__ == "__main__":
    main()
