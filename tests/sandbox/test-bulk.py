#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Several debt positions in one call: all of them or none."""

import tap
from sandbox import CREDITOR, OTHER_CREDITOR, expect, notice_number, position, running


def bodies(*numbers, **changes):
    return {"paymentPositions": [position(number, **changes) for number in numbers]}


def names(*numbers):
    return {"paymentPositionIUPDs": [f"DESCO-{number}" for number in numbers]}


def known(sandbox, number):
    return sandbox.gpd("GET", f"debtpositions/DESCO-{number}").status == 200


@tap.test("/sandbox/bulk/a-hundred")
def a_hundred():
    with running() as sandbox:
        answer = expect(sandbox.bulk("POST", bodies(*range(1, 101))), 201)
        assert answer.body == b"", answer.text
        assert all(sandbox.status(f"DESCO-{number}") == "VALID" for number in (1, 50, 100))
        expect(sandbox.bulk("POST", bodies(101, 102), publish=False), 201)
        assert sandbox.status("DESCO-101") == "DRAFT"


@tap.test("/sandbox/bulk/all-or-none")
def all_or_none():
    """Whatever is wrong with one of them, the others are not taken either."""
    faults = [
        ({"amount": 10401}, 400, "paymentPositions[2]: paymentOption[0].amount"),
        ({"fullName": None}, 400, "paymentPositions[2]: fullName"),
        ({"dueDate": "2026-09-14T07:59:59Z"}, 400, "paymentPositions[2]: paymentOption[0].dueDate"),
        ({"iupd": "DESCO-9"}, 409, "paymentPositions[2]: "),
        ({"nav": notice_number(9), "iuv": notice_number(9)[1:]}, 409, "paymentPositions[2]: "),
        ({"iupd": "DESCO-1"}, 409, "paymentPositions[2]: "),
    ]
    with running() as sandbox:
        expect(sandbox.create(position(9)), 201)
        for changes, status, words in faults:
            body = bodies(1, 2, 4)
            body["paymentPositions"].insert(2, position(3, **changes))
            answer = expect(sandbox.bulk("POST", body), status)
            assert answer.json["detail"].startswith(words), answer.text
            assert not any(known(sandbox, number) for number in (1, 2, 3, 4)), changes
        expect(sandbox.bulk("POST", bodies(1, 2, 3, 4)), 201)


@tap.test("/sandbox/bulk/limits")
def limits():
    with running() as sandbox:
        expect(sandbox.bulk("POST", bodies(*range(1, 102))), 400)
        expect(sandbox.bulk("PUT", bodies(*range(1, 102))), 400)
        expect(sandbox.bulk("DELETE", names(*range(1, 22))), 400)
        for method in ("POST", "PUT", "DELETE"):
            for body in ({}, [], "no", {"paymentPositions": []}, {"paymentPositions": [3]},
                         {"paymentPositionIUPDs": []}, {"paymentPositionIUPDs": [3]}):
                expect(sandbox.bulk(method, body), 400)
        expect(sandbox.bulk("POST", bodies(1), creditor="abc"), 400)
        assert not known(sandbox, 1)


@tap.test("/sandbox/bulk/replace")
def replace():
    with running() as sandbox:
        expect(sandbox.bulk("POST", bodies(1, 2, 3)), 201)
        expect(sandbox.bulk("PUT", bodies(1, 2, description="30 buoni")), 200)
        option = sandbox.gpd("GET", "debtpositions/DESCO-2").json["paymentOption"][0]
        assert option["description"] == "30 buoni", option
        expect(sandbox.bulk("PUT", bodies(1, 9, description="40 buoni")), 404)
        expect(sandbox.pay(notice_number(3)), 200)
        expect(sandbox.bulk("PUT", bodies(1, 3, description="40 buoni")), 409)
        option = sandbox.gpd("GET", "debtpositions/DESCO-1").json["paymentOption"][0]
        assert option["description"] == "30 buoni", option


@tap.test("/sandbox/bulk/remove")
def remove():
    with running() as sandbox:
        expect(sandbox.bulk("POST", bodies(*range(1, 31))), 201)
        expect(sandbox.bulk("DELETE", names(*range(1, 21))), 200)
        assert not known(sandbox, 1) and known(sandbox, 21)
        expect(sandbox.bulk("DELETE", names(21, 1)), 404)
        expect(sandbox.pay(notice_number(22)), 200)
        expect(sandbox.bulk("DELETE", names(21, 22)), 409)
        assert known(sandbox, 21)


@tap.test("/sandbox/bulk/calls-are-counted")
def calls():
    with running() as sandbox:
        for number in range(1, 103):
            sandbox.gpd("GET", f"debtpositions/DESCO-{number}")
        assert sandbox.calls() == (102, 2), sandbox.calls()


@tap.test("/sandbox/bulk/other-creditors")
def other_creditors():
    with running() as sandbox:
        expect(sandbox.bulk("POST", bodies(1)), 201)
        expect(sandbox.bulk("DELETE", names(1), creditor=OTHER_CREDITOR), 404)
        assert known(sandbox, 1), CREDITOR


if __name__ == "__main__":
    tap.run()
