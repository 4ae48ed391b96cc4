#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""What the banks pour, and the flows that tell of it."""

import os
import sqlite3
import tempfile

import tap
from sandbox import OTHER_CREDITOR, expect, notice_number, position, running

TOMORROW = "2026-09-15T06:00:00Z"
PSP = "BANCADIPROVA"
DAY = "2026-09-14"
FDR = f"{DAY}{PSP}-0000001"


def sell(sandbox, *numbers, **more):
    """Positions that are there and paid; returns what the bank answered."""
    answers = []
    for number in numbers:
        expect(sandbox.create(position(number)), 201)
        answers.append(expect(sandbox.pay(notice_number(number), **more), 200).json)
    return answers


def flow_path(fdr=FDR, revision=1, psp=PSP):
    return f"{fdr}/revisions/{revision}/psps/{psp}"


@tap.test("/sandbox/flows/one-a-day-once-it-is-over")
def one_a_day():
    with running() as sandbox:
        paid = sell(sandbox, 1, 2)
        assert expect(sandbox.flows(), 200).json["data"] == [], "the day is not over"
        sandbox.clock(TOMORROW)
        listed = expect(sandbox.flows(), 200).json
        assert listed["metadata"] == {"pageSize": 1000, "pageNumber": 1, "totPage": 1}, listed
        assert [(each["fdr"], each["revision"], each["pspId"]) for each in listed["data"]] == [
            (FDR, 1, PSP)], listed
        flow = expect(sandbox.flows(flow_path()), 200)
        assert '"sumPayments":208.00' in flow.text, flow.text
        assert flow.json["totPayments"] == 2 and flow.json["regulationDate"] == "2026-09-15"
        payments = expect(sandbox.flows(flow_path() + "/payments"), 200).json["data"]
        assert [(each["index"], each["iuv"], each["iur"], each["pay"], each["payStatus"])
                for each in payments] == [
                    (i + 1, notice_number(i + 1)[1:], paid[i]["receiptId"], 104.0, "EXECUTED")
                    for i in range(2)], payments
        sell(sandbox, 3)
        sandbox.clock("2026-09-16T06:00:00Z")
        assert [each["fdr"] for each in sandbox.flows().json["data"]] == [
            FDR, f"2026-09-15{PSP}-0000001"]


@tap.test("/sandbox/flows/what-is-no-payment")
def no_payment():
    """A payment that failed pours nothing; another body's transfer is another body's."""
    with running() as sandbox:
        expect(sandbox.create(position(1)), 201)
        expect(sandbox.pay(notice_number(1), "KO", receipt=True), 200)
        body = position(2)
        transfers = body["paymentOption"][0]["transfer"]
        transfers[0]["amount"] = 400
        transfers.append({**transfers[0], "idTransfer": "2", "amount": 10000,
                          "organizationFiscalCode": OTHER_CREDITOR})
        expect(sandbox.create(body), 201)
        expect(sandbox.pay(notice_number(2)), 200)
        flows = expect(sandbox.pour(), 200).json
        assert [(flow["payments"], flow["amount"]) for flow in flows] == [(1, 400)], flows
        assert expect(sandbox.flows(creditor=OTHER_CREDITOR), 200).json["data"] == []


@tap.test("/sandbox/flows/odd-on-request")
def odd():
    """Left out, another amount, taken back, and one that nobody made; the next revision is right."""
    with running() as sandbox:
        sell(sandbox, 1, 2, 3, 4)
        flows = expect(sandbox.pour(leaveOut=notice_number(1), wrong=notice_number(2), amount=99,
                                    revoked=notice_number(3), unknown=700), 200).json
        assert [(flow["fdr"], flow["payments"], flow["amount"]) for flow in flows] == [
            (FDR, 4, 99 + 10400 + 10400 + 700)], flows
        payments = sandbox.flows(flow_path() + "/payments").json["data"]
        assert [(each["pay"], each["payStatus"]) for each in payments] == [
            (0.99, "EXECUTED"), (104.0, "REVOKED"), (104.0, "EXECUTED"), (7.0, "NO_RPT")], payments
        flows = expect(sandbox.pour(revise=FDR), 200).json
        assert [(flow["revision"], flow["payments"], flow["amount"]) for flow in flows] == [
            (2, 4, 41600)], flows
        assert [each["revision"] for each in sandbox.flows().json["data"]] == [2]
        expect(sandbox.flows(flow_path()), 200)
        expect(sandbox.pour(revise="2026"), 404)
        for wrong in ({"wrong": notice_number(1)}, {"unknown": 0}, {"unknown": "1"}, {"leaveOut": 1}):
            expect(sandbox.pour(**wrong), 400)


@tap.test("/sandbox/flows/paging-and-filters")
def paging():
    with running() as sandbox:
        sell(sandbox, *range(1, 6))
        expect(sandbox.pour(), 200)
        pages = [sandbox.flows(flow_path() + "/payments", size=2, page=page).json
                 for page in (1, 2, 3, 4)]
        assert [page["metadata"]["totPage"] for page in pages] == [3] * 4
        assert [[each["index"] for each in page["data"]] for page in pages] == [[1, 2], [3, 4], [5], []]
        assert len(sandbox.flows(publishedGt="2026-09-14T07:59:59Z").json["data"]) == 1
        assert sandbox.flows(publishedGt="2026-09-14T08:30:00Z").json["data"] == []
        assert sandbox.flows(flowDate="2026-09-14T08:30:00Z").json["data"] == []
        assert sandbox.flows(pspId="OTHER").json["data"] == []
        sandbox.clock("2026-11-01T12:00:00Z")
        assert sandbox.flows().json["data"] == [], "from the month before this one"
        for query in ({"size": 1001}, {"size": 0}, {"page": 0}, {"publishedGt": "yesterday"}):
            answer = expect(sandbox.flows(**query), 400)
            assert answer.json["errors"][0]["message"] and answer.json["httpStatusCode"] == 400
        for path in (flow_path(revision=2), flow_path(psp="OTHER"), flow_path(fdr="X")):
            expect(sandbox.flows(path), 404)
            expect(sandbox.flows(path + "/payments"), 404)
        expect(sandbox.flows(flow_path(revision="one")), 400)


@tap.test("/sandbox/flows/an-older-file-gets-them")
def older_file():
    """A practice file from before there were flows is opened, and pours what is paid from now on."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "practice.db")
        with running("--database", path) as sandbox:
            sell(sandbox, 1)
        with sqlite3.connect(path) as database:
            for table in ("settlement", "flow_payment", "flow"):
                database.execute(f"DROP TABLE {table}")
        database.close()
        with running("--database", path) as sandbox:
            sell(sandbox, 2)
            assert [flow["payments"] for flow in expect(sandbox.pour(), 200).json] == [1]
        with running("--database", path) as sandbox:
            assert len(expect(sandbox.flows(), 200).json["data"]) == 1


if __name__ == "__main__":
    tap.run()
