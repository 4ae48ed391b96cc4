#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Holds every cart that the client makes against checkout's own API descriptions.

    test-checkout-contract.py DRIVER CACHE

As test-gpd-contract.py does for debt positions, with its Prism and its relay."""

import http.client
import importlib.util
import os
import pathlib
import subprocess
import sys

DESCRIPTIONS = ("checkout-ec-v1.json", "checkout-ec-v2.json")
# One to five notices, and one with all that a cart can have.
CARTS_EACH = 6


def load_gpd_contract():
    path = pathlib.Path(__file__).resolve().parent / "test-gpd-contract.py"
    spec = importlib.util.spec_from_file_location("gpd_contract", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def notices_a_wrong_request(relay):
    """Whether a cart that breaks the contract is told from one that does not."""
    connection = http.client.HTTPConnection("127.0.0.1", relay.server_port, timeout=30)
    connection.request("POST", "/carts", '{"paymentNotices": []}', {"Content-Type": "application/json"})
    connection.getresponse().read()
    connection.close()
    return bool(relay.seen.pop()[2])


def main():
    contract = load_gpd_contract()
    driver, cache = sys.argv[1], pathlib.Path(sys.argv[2])
    openapi = pathlib.Path(os.environ.get("DESCO_SHARED", "")) / "pagopa" / "openapi"
    if not all((openapi / name).is_file() for name in DESCRIPTIONS):
        contract.skip("checkout's API descriptions are not here")
    command = contract.find_prism(cache)
    if command is None:
        contract.skip("Prism is not here, and npm does not give it")

    prisms = []
    try:
        for name in DESCRIPTIONS:
            prisms.append(contract.Prism(command, openapi / name))
        relays = [contract.Relay(prism) for prism in prisms]
        watchful = all(notices_a_wrong_request(relay) for relay in relays)
        result = subprocess.run([driver, *(relay.url() for relay in relays)], timeout=120, check=False)
    finally:
        for prism in prisms:
            prism.stop()

    print(f"1..{2 + len(relays)}")
    print(("ok" if watchful else "not ok") + " 1 - a wrong request is noticed")
    print(("ok" if result.returncode == 0 else "not ok") + " 2 - the driver ran to its end")
    for number, (name, relay) in enumerate(zip(DESCRIPTIONS, relays), 3):
        wrong = [entry for entry in relay.seen if entry[2]]
        for request, status, violations in wrong:
            print(f"# {request} → {status}: {violations}")
        good = not wrong and len(relay.seen) == CARTS_EACH
        print(f"{'ok' if good else 'not ok'} {number} - {name}: {len(relay.seen)} carts, {len(wrong)} violations")


if __name__ == "__main__":
    main()
