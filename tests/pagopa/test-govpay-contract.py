#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Holds every request that the client makes to GovPay against GovPay's own API description.

    test-govpay-contract.py DRIVER CACHE

As test-gpd-contract.py does for GPD. The client looks before it loads, and Prism makes up another
position than the one that is asked for: so that the relay answers where one is read.
"""

import http.client
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import tap
from prism import Prism, Relay, RelayHandler, find_prism, skip

DRIVER_SECONDS = 120
READING = re.compile(r"/pendenze/DESCO/([0-9a-f]{32})$")
# The driver loads four positions, and each of them again.
LOADS = 8
KEPT = {
    "idA2A": "DESCO", "dominio": {"idDominio": "77777777777", "ragioneSociale": "Comune di Prova"},
    "stato": "NON_ESEGUITA", "soggettoPagatore": {"tipo": "F", "identificativo": "RSSMRA80A01H501U"},
    "importo": 1.00, "numeroAvviso": "301000000000000144", "dataCaricamento": "2026-09-01",
    "dataScadenza": "2026-09-30", "tipo": "dovuto", "voci": [], "rpp": [],
}

# GovPay calls the value of a change an object; its server casts it to a text, and its own tests send
# one. Nothing but a text withdraws a position, so that this one type is left out.
VALUE = (re.compile(r"(        value:\n)          type: object\n(          description: valore)"), r"\1\2")
# A hyphen that is escaped where it must not be: Prism takes no such expression, and says nothing and
# looks at no body where there is one.
PHONE = (re.compile(r"(3,3\})\\\\-(\[0-9\])"), r"\1-\2")

# What the client must have asked for at least once: a request that is not made cannot be wrong.
EXPECTED = [
    r"PUT /pendenze/DESCO/[0-9a-f]{32}$",
    r"GET /pendenze/DESCO/[0-9a-f]{32}$",
    r"PATCH /pendenze/DESCO/[0-9a-f]{32}$",
    r"GET /pendenze\?pagina=1&risultatiPerPagina=50&idDominio=\d{11}&idA2A=DESCO&",
    r"GET /pendenze\?.*&stato=NON_ESEGUITA&",
    r"GET /pendenze\?.*&stato=INCASSATA&",
    r"GET /pendenze\?pagina=8&risultatiPerPagina=1&.*&dataA=2026-09-30T21",
    r"GET /rpp\?pagina=1&risultatiPerPagina=100&",
    r"GET /rpp\?pagina=4&.*&dataRtDa=2026-08-31T22.*&dataRtA=2026-09-30T21.*&idDebitore=",
    r"GET /rpp\?.*&esitoPagamento=ESEGUITO&iuv=\d{17}$",
    r"GET /rpp/\d{11}/\d{17}/[^/]+/rt$",
]


class Memory(Relay):
    """Knows a position between the first time that it is loaded and the second."""

    def __init__(self, prism):
        super().__init__(prism)
        self.RequestHandlerClass = MemoryHandler
        self.loaded = 0

    def has(self):
        return self.loaded % 2 == 1 or self.loaded >= LOADS


class MemoryHandler(RelayHandler):
    """Prism looks at what is asked, and this answers where a position is read."""

    def do_GET(self):
        status, kind, content = self.ask()
        found = READING.search(self.path)
        if found and self.server.has():
            status, kind = 200, "application/json"
            content = json.dumps(dict(KEPT, idPendenza=found.group(1))).encode()
        elif found:
            status, kind, content = 404, "application/json", b"{}"
        self.reply(status, kind, content)

    def do_PUT(self):
        self.server.loaded += 1
        self.relay()


def write_description(folder):
    """GovPay's description without its two mistakes; skips the test where there is none."""
    path = pathlib.Path(os.environ.get("DESCO_SHARED", "")) / "govpay" / "govpay-api-pendenze-v2.yaml"
    if not path.is_file():
        skip("GovPay's API description is not here")
    text = path.read_text(encoding="utf-8")
    for mistake, correction in (VALUE, PHONE):
        text, count = mistake.subn(correction, text)
        assert count == 1, f"GovPay's description has changed: {mistake.pattern}"
    description = pathlib.Path(folder) / path.name
    description.write_text(text, encoding="utf-8")
    return description


def send(relay, method, path, body, kind):
    connection = http.client.HTTPConnection("127.0.0.1", relay.server_port, timeout=30)
    connection.request(method, path, body, {"Content-Type": kind, "Authorization": "Basic YTpi"})
    connection.getresponse().read()
    connection.close()
    return relay.seen.pop()[2]


def hold_against(description, driver, cache):
    """Runs the driver: what it asked, and whether a wrong request would have been noticed."""
    command = find_prism(cache)
    if command is None:
        skip("Prism is not here, and npm does not give it")
    prism = Prism(command, description)
    try:
        relay = Memory(prism)
        wrong = [
            send(relay, "PUT", "/pendenze/DESCO/1", '{"importo": "19.99"}', "application/json"),
            send(relay, "PUT", "/pendenze/a%20b/1", "{}", "application/json"),
            send(relay, "PATCH", "/pendenze/DESCO/1", '[{"op": "replace"}]', "application/json-patch+json"),
        ]
        relay.loaded = 0
        result = subprocess.run([driver, relay.url()], timeout=DRIVER_SECONDS, check=False)
    finally:
        prism.stop()
    return relay.seen, wrong, result.returncode


with tempfile.TemporaryDirectory() as scratch:
    SEEN, WRONG, CODE = hold_against(write_description(scratch), sys.argv[1], pathlib.Path(sys.argv[2]))


@tap.test("/pagopa/govpay-contract/a-wrong-request-is-noticed")
def test_wrong_request():
    assert all(WRONG), WRONG


@tap.test("/pagopa/govpay-contract/no-violation")
def test_no_violation():
    assert CODE == 0, f"the driver ended with {CODE}"
    tap.expect_none([entry for entry in SEEN if entry[2]], f"{len(SEEN)} requests, with violations")
    print(f"# {len(SEEN)} requests")


@tap.test("/pagopa/govpay-contract/all-is-asked")
def test_all_is_asked():
    asked = [entry[0] for entry in SEEN]
    tap.expect_none([one for one in EXPECTED if not any(re.search(one, name) for name in asked)],
                    "never asked, of " + "\n".join(asked))


tap.run()
