#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Holds every request to Bizevents against its own API description.

    test-bizevents-py DRIVER CACHE

As test-gpd-py does for debt positions, with its Prism and its relay."""

import http.client
import os
import pathlib
import subprocess
import sys

from prism import Prism, Relay, RelayHandler, find_prism, skip

REQUESTS = 3
# Prism serves the description's paths, without the root that stands before them.
ROOT = "/bizevents/service/v1"


def notices_a_wrong_request(relay):
    """Whether a request without a key is told from one that has it."""
    connection = http.client.HTTPConnection("127.0.0.1", relay.server_port, timeout=30)
    connection.request("GET", ROOT + "/organizations/77777777777/receipts/1")
    status = connection.getresponse().status
    connection.close()
    return bool(relay.seen.pop()[2]) and status == 401


def make_relay(prism):
    class Handler(RelayHandler):
        def relay(self):
            self.path = self.path.removeprefix(ROOT)
            super().relay()

        do_GET = relay

    relay = Relay(prism)
    relay.RequestHandlerClass = Handler
    return relay


def main():
    driver, cache = sys.argv[1], pathlib.Path(sys.argv[2])
    description = pathlib.Path(os.environ.get("DESCO_SHARED", "")) / "pagopa/openapi/biz-events-ec.json"
    if not description.is_file():
        skip("Bizevents' API description is not here")
    command = find_prism(cache)
    if command is None:
        skip("Prism is not here, and npm does not give it")

    prism = Prism(command, description)
    try:
        relay = make_relay(prism)
        watchful = notices_a_wrong_request(relay)
        result = subprocess.run([driver, relay.url()], timeout=120, check=False)
    finally:
        prism.stop()

    wrong = [entry for entry in relay.seen if entry[2]]
    print("1..3")
    print(("ok" if watchful else "not ok") + " 1 - a wrong request is noticed")
    print(("ok" if result.returncode == 0 else "not ok") + " 2 - the driver ran to its end")
    for request, status, violations in wrong:
        print(f"# {request} → {status}: {violations}")
    good = not wrong and len(relay.seen) == REQUESTS
    print(f"{'ok' if good else 'not ok'} 3 - {len(relay.seen)} requests, {len(wrong)} violations")


if __name__ == "__main__":
    main()
