#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""What desco-cli asks of FdR, held against the platform's own API description by Prism."""

import contextlib
import http.server
import json
import threading

import cli
import people
import tap
from prism import Proxy, find_tools
from sandbox import FLOWS, expect, running

DESCRIPTION = "fdr-org.json"


class Relay(http.server.ThreadingHTTPServer):
    """The platform's root: Prism knows the paths below the service only. Keeps what Prism dislikes."""

    daemon_threads = True

    def __init__(self, proxy):
        super().__init__(("127.0.0.1", 0), Handler)
        self.proxy = proxy
        self.asked = []
        self.violations = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):  # pylint: disable=invalid-name
        path = self.path.removeprefix(FLOWS)
        answer = self.server.proxy.send("GET", path)
        self.server.asked.append(path)
        for violation in json.loads(answer.headers.get("sl-violations", "[]")):
            self.server.violations.append(f"{path} {answer.status}: {violation}")
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.headers["Content-Type"])
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_):  # pylint: disable=arguments-differ
        pass


@contextlib.contextmanager
def relay():
    """A desk with three paid purchases, and the way to the sandbox's flows past Prism."""
    find_tools(DESCRIPTION)
    with cli.desk() as desk, running("--no-limit", now=cli.NOW) as sandbox:
        desk.url = sandbox.address
        desk.ask("import", "pupils", desk.write("alunni.csv", people.pupil_list(3)))
        desk.ask("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS))
        for pupil in desk.ask("pupil", "list"):
            desk.ask("purchase", "create", "--pupil", pupil["id"], "--quantity", "20")
        desk.ask("pagopa", "publish")
        for purchase in desk.ask("purchase", "list"):
            expect(sandbox.pay(purchase["noticeNumber"]), 200)
        proxy = Proxy(DESCRIPTION, sandbox.address + FLOWS)
        between = Relay(proxy)
        desk.url = between.address
        try:
            yield desk, sandbox, between
        finally:
            between.shutdown()
            between.server_close()
            proxy.end()


@tap.test("/cli/flows/contract/every-request")
def every_request():
    with relay() as (desk, sandbox, between):
        expect(sandbox.pour(), 200)
        assert desk.ask("pagopa", "flows")["payments"] == 3
        assert desk.ask("pagopa", "flows", "--from", "2026-11-01")["fetched"] == 0
        kinds = {path.split("?")[0].split("/")[-1] for path in between.asked}
        assert kinds == {"fdrs", "BANCADIPROVA", "payments"}, between.asked
        tap.expect_none(between.violations, "against fdr-org.json")


@tap.test("/cli/flows/contract/every-error-answer")
def every_error():
    """Each error that the description has, of each call: told, kept for the next time, and whole then."""
    with relay() as (desk, sandbox, between):
        expect(sandbox.pour(), 200)
        problems = []
        for status in ("400", "404", "500"):
            for part in ("fdrs?", "psps/BANCADIPROVA", "/payments"):
                expect(sandbox.faults(f"{status}/{part.rstrip('?')}"), 200)
                answer = desk.call("pagopa", "flows")
                if answer.code not in (cli.REFUSED, cli.UNREACHABLE, cli.PARTLY) or not answer.err:
                    problems.append(f"{status} of {part}: {answer}")
        tap.expect_none(problems, "not told")
        tap.expect_none(between.violations, "against fdr-org.json")
        expect(sandbox.faults(""), 200)
        assert desk.ask("pagopa", "flows")["fetched"] == 1


if __name__ == "__main__":
    tap.run()
