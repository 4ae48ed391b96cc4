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
import os
import pathlib
import re
import subprocess
import sys

from prism import Prism, Relay, find_prism, skip

DESCRIPTIONS = ("gpd-external-v1.json", "gpd-external-v2.json", "gpd-payments.json",
                "gpd-external-v3.json")
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
