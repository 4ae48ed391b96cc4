#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Payments and the receipts that come of them."""

import os
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as tree

import tap
from sandbox import (CREDITOR, IBAN, NOW, OTHER_CREDITOR, RECEIPTS, expect, notice_number, position,
                     running)

NAV = notice_number(1)
IUV = NAV[1:]
NAMESPACE = "{http://pagopa-api.pagopa.gov.it/paForNode}"


def read_receipt(sandbox, iuv=IUV):
    answer = expect(sandbox.receipts(f"receipts/{iuv}"), 200)
    assert answer.headers["Content-Type"].startswith("application/xml"), answer.headers
    root = tree.fromstring(answer.body)
    assert root.tag == NAMESPACE + "paSendRTReq", root.tag
    return root.find("receipt")


def full_position():
    """Every member that a receipt repeats, as long as it may be."""
    body = position(1, fullName="Łucja " + "D'Àgostino " * 12, streetName="V" * 140,
                    civicNumber="1" * 140, postalCode="38122", city="C" * 140, province="TN",
                    country="IT", email="lucia@esempio.it", officeName="Ufficio & scuola <1>",
                    description="§ " + "d" * 138)
    body["fullName"] = body["fullName"].strip()[:140]
    option = body["paymentOption"][0]
    option["transfer"] = [
        {"idTransfer": str(i), "amount": 2080, "remittanceInformation": "/RFB/x",
         "category": "9/0107101TS/", "iban": IBAN, "organizationFiscalCode": OTHER_CREDITOR}
        for i in range(1, 6)
    ]
    return body


@tap.test("/sandbox/receipts/paid")
def paid():
    with running() as sandbox:
        expect(sandbox.receipts(f"receipts/{IUV}"), 404)
        expect(sandbox.create(position(1)), 201)
        expect(sandbox.receipts(f"receipts/{IUV}"), 404)
        answer = expect(sandbox.pay(NAV), 200).json
        assert answer["outcome"] == "OK" and answer["status"] == "PAID", answer
        receipt = read_receipt(sandbox)
        for name, value in {
            "receiptId": answer["receiptId"], "noticeNumber": NAV, "fiscalCode": CREDITOR,
            "outcome": "OK", "creditorReferenceId": IUV, "paymentAmount": "104.00",
            "description": "20 buoni mensa", "companyName": "Comune di Prova",
            "debtor/uniqueIdentifier/entityUniqueIdentifierType": "F",
            "debtor/uniqueIdentifier/entityUniqueIdentifierValue": "RSSMRA80A01H501U",
            "debtor/fullName": "Mario Rossi", "transferList/transfer/transferAmount": "104.00",
            "transferList/transfer/IBAN": IBAN, "applicationDate": "2026-09-14",
        }.items():
            assert receipt.findtext(name) == value, f"{name} is {receipt.findtext(name)}"
        assert receipt.findtext("paymentDateTime").startswith("2026-09-14T10:00:"), "Rome's time"

        read = expect(sandbox.gpd("GET", "debtpositions/DESCO-1"), 200).json
        option = read["paymentOption"][0]
        assert option["status"] == "PO_PAID" and option["idReceipt"] == answer["receiptId"], option
        assert read["paymentDate"].startswith(NOW[:13]), read


@tap.test("/sandbox/receipts/declined")
def declined():
    with running() as sandbox:
        expect(sandbox.create(position(1)), 201)
        answer = expect(sandbox.pay(NAV, "KO"), 200).json
        assert answer["outcome"] == "KO" and "receiptId" not in answer, answer
        expect(sandbox.receipts(f"receipts/{IUV}"), 404)
        assert sandbox.status() == "VALID"
        assert "receiptId" in expect(sandbox.pay(NAV, "KO", receipt=True), 200).json
        assert read_receipt(sandbox).findtext("outcome") == "KO"
        assert sandbox.status() == "VALID"
        expect(sandbox.pay(NAV), 200)
        assert read_receipt(sandbox).findtext("outcome") == "OK"


@tap.test("/sandbox/receipts/odd-amount-and-second-receipt")
def odd_cases():
    with running() as sandbox:
        expect(sandbox.create(position(1)), 201)
        expect(sandbox.pay(NAV, amount=10300), 200)
        receipt = read_receipt(sandbox)
        assert receipt.findtext("paymentAmount") == "103.00"
        assert receipt.findtext("transferList/transfer/transferAmount") == "103.00"
        expect(sandbox.pay(NAV), 409)
        second = expect(sandbox.pay(NAV, again=True), 200).json
        assert second["receiptId"] != receipt.findtext("receiptId")
        assert read_receipt(sandbox).findtext("receiptId") == second["receiptId"]
        assert expect(sandbox.receipts(), 200).json["length"] == 2


@tap.test("/sandbox/receipts/refused-payments")
def refused_payments():
    with running() as sandbox:
        expect(sandbox.create(position(1)), 201)
        expect(sandbox.pay(notice_number(2)), 404)
        for body in (
            {}, {"noticeNumber": 3}, {"noticeNumber": NAV, "outcome": "MAYBE"},
            {"noticeNumber": NAV, "amount": 0}, {"noticeNumber": NAV, "amount": "10"},
            {"noticeNumber": NAV, "amount": None},
        ):
            expect(sandbox.send("POST", "/sandbox/payments", body), 400)
        assert sandbox.status() == "VALID"


@tap.test("/sandbox/receipts/stamps-are-not-sold")
def stamps():
    body = position(1)
    transfer = body["paymentOption"][0]["transfer"][0]
    del transfer["iban"]
    transfer["stamp"] = {"hashDocument": "YQ==", "stampType": "01", "provincialResidence": "TN"}
    with running() as sandbox:
        expect(sandbox.create(body), 201)
        expect(sandbox.pay(NAV), 422)
        assert sandbox.status() == "VALID"


@tap.test("/sandbox/receipts/list")
def list_receipts():
    with running("--no-limit") as sandbox:
        for number in range(1, 26):
            fiscal_code = "RSSMRA80A01H501U" if number % 2 else "VRDGLI85M41L378T"
            expect(sandbox.create(position(number, fiscalCode=fiscal_code)), 201)
            expect(sandbox.pay(notice_number(number)), 200)

        def found(**query):
            return expect(sandbox.receipts(**query), 200).json

        first = found()
        assert (first["currentPageNumber"], first["length"], first["totalPages"]) == (0, 20, 2), first
        assert first["results"][0]["iuv"] == IUV, "in the order of payment"
        assert set(first["results"][0]) == {
            "organizationFiscalCode", "iuv", "debtor", "paymentDateTime", "status"}
        assert found(pageNum=1)["length"] == 5
        assert found(pageSize=100)["totalPages"] == 1
        assert found(debtor="VRDGLI85M41L378T")["length"] == 12
        assert found(service="9/0107101TS/")["totalPages"] == 2
        assert found(service="9/0000000XX/")["length"] == 0
        assert found(debtorOrIuv="VRDG")["length"] == 12
        assert found(debtorOrIuv=IUV)["length"] == 1
        assert found(**{"from": "2026-09-14"})["length"] == 20
        assert found(**{"from": "2026-09-15"})["length"] == 0
        assert found(to="2026-09-14T07:59:59")["length"] == 0
        assert found(creditor=OTHER_CREDITOR) == {
            "currentPageNumber": 0, "length": 0, "totalPages": 0, "results": []}
        for query in ({"pageNum": 2}, {"pageNum": -1}, {"pageSize": 101}, {"from": "yesterday"},
                      {"from": "2026-09-14", "to": "2026-09-13"},
                      {"from": "2020-01-01", "to": "2026-01-01"}):
            expect(sandbox.receipts(**query), 400)


@tap.test("/sandbox/receipts/schema")
def schema():
    """Laid out as paForNode.xsd expects what it imports."""
    published = os.path.join(os.environ.get("DESCO_SHARED", ""), "pagopa", "xsd", "paForNode.xsd")
    if not shutil.which("xmllint"):
        raise tap.Skip("xmllint is not here")
    if not os.path.exists(published):
        raise tap.Skip("the platform's schema is not here")
    borrowed = os.path.join(os.environ["G_TEST_SRCDIR"], "data", "pagopa-common-types.xsd")
    with tempfile.TemporaryDirectory() as folder, running() as sandbox:
        os.makedirs(os.path.join(folder, "gad", "xsd"))
        os.makedirs(os.path.join(folder, "xsd-common"))
        path = shutil.copy(published, os.path.join(folder, "gad", "xsd", "paForNode.xsd"))
        shutil.copy(borrowed, os.path.join(folder, "xsd-common", "sac-common-types-1.0.xsd"))

        expect(sandbox.create(full_position()), 201)
        expect(sandbox.create(position(2, email="à@à.it", fiscalCode="ANONIMO")), 201)
        for number in (1, 2):
            expect(sandbox.pay(notice_number(number)), 200)
            answer = expect(sandbox.receipts(f"receipts/{notice_number(number)[1:]}"), 200)
            result = subprocess.run(
                ["xmllint", "--nonet", "--noout", "--schema", path, "-"],
                input=answer.body, capture_output=True, check=False)
            assert result.returncode == 0, result.stderr.decode() + answer.text


@tap.test("/sandbox/receipts/service-is-there")
def info():
    with running() as sandbox:
        assert expect(sandbox.send("GET", RECEIPTS + "/info"), 200).json["name"] == "desco-sandbox"


@tap.test("/sandbox/receipts/bizevents")
def bizevents():
    """Each payment by its own number, also the second of one notice; not what did not succeed."""
    with running() as sandbox:
        expect(sandbox.create(full_position()), 201)
        failed = expect(sandbox.pay(NAV, "KO", receipt=True), 200).json["receiptId"]
        first = expect(sandbox.pay(NAV, amount=10401), 200).json["receiptId"]
        second = expect(sandbox.pay(NAV, again=True), 200).json["receiptId"]
        answer = expect(sandbox.bizevents(first, IUV), 200)
        assert '"paymentAmount":104.01' in answer.text, answer.text
        xml = expect(sandbox.receipts(f"receipts/{IUV}"), 200).text
        assert expect(sandbox.bizevents(second), 200).json["receiptId"] in xml
        receipt = answer.json
        assert (receipt["receiptId"], receipt["noticeNumber"], receipt["creditorReferenceId"]) == (
            first, NAV, IUV), receipt
        assert receipt["outcome"] == "OK" and receipt["paymentDateTimeFormatted"].startswith(NOW[:13]), receipt
        assert receipt["debtor"]["entityUniqueIdentifierValue"] == "RSSMRA80A01H501U", receipt
        assert [each["idTransfer"] for each in receipt["transferList"]] == [1, 2, 3, 4, 5], receipt
        expect(sandbox.bizevents(failed), 404)
        expect(sandbox.bizevents(first, notice_number(2)[1:]), 404)
        expect(sandbox.bizevents(first, creditor=OTHER_CREDITOR), 404)
        expect(sandbox.bizevents(first, headers={"Ocp-Apim-Subscription-Key": None}), 401)


if __name__ == "__main__":
    tap.run()
