#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Version 3: options with instalments over the same positions, and which of them can still be paid."""

import copy

import tap
from sandbox import expect, notice_number, plan, plan_installment, position, running

WHOLE, FIRST, SECOND, THIRD = (notice_number(number) for number in (1, 2, 3, 4))


def read(sandbox, iupd="DESCO-1"):
    return expect(sandbox.v3("GET", f"debtpositions/{iupd}"), 200).json


def states(sandbox):
    """The position's word, and each payment's."""
    found = read(sandbox)
    return found["status"], [
        [payment["status"] for payment in option["installments"]] for option in found["paymentOption"]]


@tap.test("/sandbox/plans/one-position-in-two-ways")
def in_two_ways():
    with running() as sandbox:
        created = expect(sandbox.v3("POST", "debtpositions", plan(), toPublish="true"), 201).json
        assert created["status"] == "VALID", created
        whole, parts = created["paymentOption"]
        assert [payment["nav"] for payment in whole["installments"]] == [WHOLE], created
        assert [payment["nav"] for payment in parts["installments"]] == [FIRST, SECOND, THIRD], created
        assert whole["debtor"]["fiscalCode"] == "RSSMRA80A01H501U", created
        assert "description" not in whole and whole["switchToExpired"] is False, created

        flat = expect(sandbox.gpd("GET", "debtpositions/DESCO-1"), 200).json
        assert [(option["nav"], option["isPartialPayment"]) for option in flat["paymentOption"]] == [
            (WHOLE, False), (FIRST, True), (SECOND, True), (THIRD, True)], flat

        expect(sandbox.create(position(9)), 201)
        other = read(sandbox, "DESCO-9")
        assert [len(option["installments"]) for option in other["paymentOption"]] == [1], other
        assert "isPartialPayment" not in other["paymentOption"][0]["installments"][0], other


@tap.test("/sandbox/plans/an-instalment-closes-the-whole")
def an_instalment_closes_the_whole():
    with running() as sandbox:
        expect(sandbox.v3("POST", "debtpositions", plan(), toPublish="true"), 201)
        assert states(sandbox) == ("VALID", [["UNPAID"], ["UNPAID"] * 3])
        expect(sandbox.pay(SECOND), 200)
        assert states(sandbox) == ("PARTIALLY_PAID", [["UNPAYABLE"], ["UNPAID", "PAID", "UNPAID"]])
        expect(sandbox.pay(WHOLE), 409)
        expect(sandbox.pay(SECOND), 409)
        expect(sandbox.v3("DELETE", "debtpositions/DESCO-1"), 409)
        expect(sandbox.v3("PUT", "debtpositions/DESCO-1", plan()), 409)
        expect(sandbox.pay(FIRST), 200)
        expect(sandbox.pay(THIRD), 200)
        assert states(sandbox) == ("PAID", [["UNPAYABLE"], ["PAID"] * 3])
        assert len(expect(sandbox.receipts(), 200).json["results"]) == 3
        receipt = expect(sandbox.receipts("receipts/" + SECOND[1:]), 200).text
        assert "<paymentAmount>36.40</paymentAmount>" in receipt, receipt


@tap.test("/sandbox/plans/the-whole-closes-the-instalments")
def the_whole_closes_the_instalments():
    with running() as sandbox:
        expect(sandbox.v3("POST", "debtpositions", plan(), toPublish="true"), 201)
        expect(sandbox.pay(WHOLE), 200)
        assert states(sandbox) == ("PAID", [["PAID"], ["UNPAYABLE"] * 3])
        expect(sandbox.pay(FIRST), 409)


@tap.test("/sandbox/plans/unpayable")
def unpayable():
    """Withdrawn by version 1 or expired is one word here; and nothing but DELETE withdraws."""
    with running() as sandbox:
        for number, iupd in ((1, "DESCO-1"), (11, "DESCO-11"), (21, "DESCO-21")):
            expect(sandbox.v3("POST", "debtpositions", plan(number), toPublish="true"), 201)
            assert read(sandbox, iupd)["status"] == "VALID"
        expect(sandbox.gpd("POST", "debtpositions/DESCO-1/invalidate"), 200)
        expect(sandbox.expire("DESCO-11"), 200)
        assert states(sandbox) == ("UNPAYABLE", [["UNPAYABLE"], ["UNPAYABLE"] * 3])
        assert read(sandbox, "DESCO-11")["status"] == "UNPAYABLE"
        listed = expect(sandbox.v3("GET", "debtpositions", status="UNPAYABLE", ordering="ASC"), 200).json
        assert [found["iupd"] for found in listed["payment_position_list"]] == ["DESCO-1", "DESCO-11"]
        assert listed["page_info"]["items_found"] == 2, listed
        expect(sandbox.v3("GET", "debtpositions", status="INVALID"), 400)
        expect(sandbox.v3("POST", "debtpositions/DESCO-21/invalidate"), 404)
        expect(sandbox.v3("DELETE", "debtpositions/DESCO-21"), 200)
        expect(sandbox.v3("GET", "debtpositions/DESCO-21"), 404)
        expect(sandbox.pay(notice_number(21)), 404)


@tap.test("/sandbox/plans/draft-replaced-and-published")
def draft_replaced_and_published():
    with running() as sandbox:
        expect(sandbox.v3("POST", "debtpositions", plan()), 201)
        assert read(sandbox)["status"] == "DRAFT"
        shorter = plan()
        del shorter["paymentOption"][1]["installments"][2]
        replaced = expect(sandbox.v3("PUT", "debtpositions/DESCO-1", shorter), 200).json
        assert [len(option["installments"]) for option in replaced["paymentOption"]] == [1, 2], replaced
        expect(sandbox.v3("POST", "debtpositions/DESCO-1/publish"), 200)
        assert states(sandbox)[0] == "VALID"
        expect(sandbox.v3("POST", "debtpositions/DESCO-1/publish"), 409)
        expect(sandbox.v3("POST", "debtpositions", plan()), 409)


@tap.test("/sandbox/plans/refusals")
def refusals():
    def without(*path):
        body = plan()
        place = body
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]
        return body

    def other_debtor():
        body = plan()
        body["paymentOption"][1]["debtor"] = dict(body["paymentOption"][1]["debtor"], fullName="Other")
        return body

    def two_plans():
        body = plan()
        second = copy.deepcopy(body["paymentOption"][1])
        second["installments"] = [plan_installment(8, 5200), plan_installment(9, 5200)]
        body["paymentOption"].append(second)
        return body

    def wrong_sum():
        body = plan()
        body["paymentOption"][1]["installments"][0]["amount"] += 1
        return body

    with running() as sandbox:
        for name, body in {
            "no options": without("paymentOption"),
            "no debtor": without("paymentOption", 0, "debtor"),
            "no installments": without("paymentOption", 1, "installments"),
            "no due date": without("paymentOption", 1, "installments", 0, "dueDate"),
            "no transfers": without("paymentOption", 1, "installments", 0, "transfer"),
            "another debtor": other_debtor(),
            "two plans": two_plans(),
            "transfers of another sum": wrong_sum(),
            "a list": {"iupd": "DESCO-1", "companyName": "C", "paymentOption": [1]},
        }.items():
            answer = sandbox.v3("POST", "debtpositions", body, toPublish="true")
            assert answer.status == 400 and answer.json["detail"], f"{name}: {answer.text}"
        expect(sandbox.v3("GET", "debtpositions/DESCO-1"), 404)
        assert expect(sandbox.v3("GET", "debtpositions"), 200).json["payment_position_list"] == []


if __name__ == "__main__":
    tap.run()
