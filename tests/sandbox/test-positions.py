#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Debt positions: what is taken, what is answered, what is refused and with which status."""

import tap
from sandbox import (CREDITOR, IBAN, OTHER_CREDITOR, OTHER_IBAN, POSITIONS, expect,
                     notice_number, position, running)

# What is wrong, and the member that the problem document names.
REFUSED_BODIES = [
    ({"iupd": None}, "iupd"),
    ({"iupd": "   "}, "iupd"),
    ({"iupd": "DESCO/1"}, "iupd"),
    ({"iupd": "D" * 51}, "iupd"),
    ({"type": "X"}, "type"),
    ({"type": 1}, "type"),
    ({"fiscalCode": "ROSSI"}, "fiscalCode"),
    ({"fullName": None}, "fullName"),
    ({"fullName": "Mario\tRossi"}, "fullName"),
    ({"companyName": "C" * 141}, "companyName"),
    ({"officeName": "U" * 141}, "officeName"),
    ({"country": "Italia"}, "country"),
    ({"email": "nobody"}, "email"),
    ({"switchToExpired": None}, "switchToExpired"),
    ({"switchToExpired": "yes"}, "switchToExpired"),
    ({"validityDate": "2026-09-13T08:00:00Z"}, "validityDate"),
    ({"validityDate": "2026-09-20"}, "validityDate"),
    ({"validityDate": "2026-10-15T00:00:00Z"}, "dueDate"),
    ({"paymentOption": None}, "paymentOption"),
    ({"paymentOption": []}, "paymentOption"),
    ({"paymentOption": [3]}, "paymentOption[0]"),
    ({"nav": "301000000000000100"}, "nav"),
    ({"nav": "30100000000000014"}, "nav"),
    ({"nav": notice_number(2)}, "iuv"),
    ({"iuv": "1"}, "iuv"),
    ({"iuv": None}, "iuv"),
    ({"amount": 0}, "amount"),
    ({"amount": -1}, "amount"),
    ({"amount": 104.5}, "amount"),
    ({"amount": "10400"}, "amount"),
    ({"amount": 100000000000}, "amount"),
    ({"amount": 10401}, "amount"),
    ({"description": ""}, "description"),
    ({"description": "d" * 141}, "description"),
    ({"isPartialPayment": None}, "isPartialPayment"),
    ({"dueDate": None}, "dueDate"),
    ({"dueDate": "2026-09-14T07:59:59Z"}, "dueDate"),
    ({"dueDate": "14/10/2026"}, "dueDate"),
    ({"transfer": []}, "transfer"),
    ({"transfer": None}, "transfer"),
    ({"idTransfer": "6"}, "idTransfer"),
    ({"idTransfer": 1}, "idTransfer"),
    ({"remittanceInformation": "r" * 141}, "remittanceInformation"),
    ({"category": "0107101TS"}, "category"),
    ({"iban": None}, "iban"),
    ({"iban": "IT60X0542811101000000123457"}, "iban"),
    ({"iban": "IT60X05428111010000001234"}, "iban"),
]

OPTION_CHANGES = [
    ({"retentionDate": "2026-10-01T00:00:00Z"}, "retentionDate"),
    ({"paymentOptionMetadata": [{"key": str(i), "value": "v"} for i in range(11)]}, "Metadata"),
    ({"paymentOptionMetadata": [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]}, "twice"),
    ({"paymentOptionMetadata": [{"key": "NOTIFICATION_FEE", "value": "1"}]}, "reserved"),
    ({"paymentOptionMetadata": [{"key": "a"}]}, "value"),
]

TRANSFER_CHANGES = [
    ({"organizationFiscalCode": "123"}, "organizationFiscalCode"),
    ({"postalIban": "IT60X0542811101000000123457"}, "postalIban"),
    ({"stamp": {"hashDocument": "x", "stampType": "01", "provincialResidence": "RM"}}, "stamp"),
    ({"transferMetadata": "none"}, "transferMetadata"),
]


def problem(answer, status):
    """The problem document, which says its own status."""
    document = expect(answer, status).json
    assert document["status"] == status and document["title"] and document["detail"], document
    return document


@tap.test("/sandbox/positions/create-and-read")
def create_and_read():
    with running() as sandbox:
        body = position(1, streetName="Via Roma", postalIban=IBAN)
        body["paymentOption"][0]["transfer"][0]["organizationFiscalCode"] = CREDITOR
        body["unheardOf"] = "left out"
        del body["paymentOption"][0]["nav"]
        model = expect(sandbox.create(body, publish=False), 201).json
        assert model["status"] == "DRAFT", model
        assert model["streetName"] == "Via Roma" and "unheardOf" not in model, model
        assert model["paymentOption"][0]["nav"] == notice_number(1), "nav is 3 and the IUV"

        read = expect(sandbox.gpd("GET", "debtpositions/DESCO-1"), 200).json
        assert read["organizationFiscalCode"] == CREDITOR and read["status"] == "DRAFT", read
        option = read["paymentOption"][0]
        assert option["status"] == "PO_UNPAID" and option["amount"] == 10400, option
        assert option["transfer"][0]["status"] == "T_UNREPORTED", option
        assert "fiscalCode" not in read, "the debtor is not told again"


@tap.test("/sandbox/positions/other-notice-numbers")
def other_notice_numbers():
    with running() as sandbox:
        for number, (nav, iuv) in enumerate([
            (notice_number(7, "0"), notice_number(7, "0")[3:]),
            (notice_number(7, "2"), notice_number(7, "2")[1:]),
            ("1" + "7" * 17, "7" * 17),
        ], start=1):
            expect(sandbox.create(position(number, nav=nav, iuv=iuv)), 201)


@tap.test("/sandbox/positions/refused-bodies")
def refused_bodies():
    wrong = []
    with running("--no-limit") as sandbox:
        cases = [(position(1, **changes), member) for changes, member in REFUSED_BODIES]
        for changes, member in OPTION_CHANGES:
            cases.append((position(1), member))
            cases[-1][0]["paymentOption"][0].update(changes)
        for changes, member in TRANSFER_CHANGES:
            cases.append((position(1), member))
            cases[-1][0]["paymentOption"][0]["transfer"][0].update(changes)
        for body, member in cases:
            answer = sandbox.create(body)
            if answer.status != 400 or member not in answer.json["detail"]:
                wrong.append(f"{member}: {answer.status} {answer.text}")
        assert expect(sandbox.send("GET", "/sandbox/positions"), 200).json == [], "something is there"
    tap.expect_none(wrong, "taken, or refused for something else")


@tap.test("/sandbox/positions/transfers-make-up-the-amount")
def transfers_make_up_the_amount():
    def parts(*amounts, ids="12345"):
        return [
            {"idTransfer": id, "amount": amount, "remittanceInformation": "x",
             "category": "9/0107101TS/", "iban": IBAN}
            for id, amount in zip(ids, amounts)
        ]

    with running() as sandbox:
        six = parts(*[1] * 5) + parts(1)
        problem(sandbox.create(position(1, amount=6, transfer=six)), 400)
        problem(sandbox.create(position(1, amount=2, transfer=parts(1, 1, ids="11"))), 400)
        problem(sandbox.create(position(1, amount=3, transfer=parts(1, 1))), 400)
        expect(sandbox.create(position(1, amount=15, transfer=parts(1, 2, 3, 4, 5))), 201)


@tap.test("/sandbox/positions/unreadable-requests")
def unreadable_requests():
    with running() as sandbox:
        path = f"{POSITIONS}/organizations/{CREDITOR}/debtpositions"
        for body in ("", "{", "[]", "3", b'{"iupd": "\xff"}'):
            problem(sandbox.send("POST", path, body), 400)
        problem(sandbox.send("POST", path, "{}", {"Content-Type": "text/plain"}), 415)
        problem(sandbox.send("POST", path + "?toPublish=perhaps", position(1)), 400)
        problem(sandbox.create(position(1), creditor="123"), 400)
        problem(sandbox.send("POST", path, "{" + " " * 1024 * 1024 + "}"), 413)
        problem(sandbox.send("POST", path, iter([b" " * 65536] * 32), {"Transfer-Encoding": "chunked"}), 413)
        expect(sandbox.send("GET", POSITIONS + "/elsewhere"), 404)
        expect(sandbox.send("PATCH", path), 404)


@tap.test("/sandbox/positions/unique")
def unique():
    with running() as sandbox:
        expect(sandbox.create(position(1)), 201)
        problem(sandbox.create(position(1)), 409)
        problem(sandbox.create(position(2, iupd="DESCO-1")), 409)
        problem(sandbox.create(position(1, iupd="DESCO-2")), 409)
        expect(sandbox.create(position(1), creditor=OTHER_CREDITOR), 201)
        twice = position(3)
        twice["paymentOption"].append(dict(twice["paymentOption"][0]))
        problem(sandbox.create(twice), 409)


@tap.test("/sandbox/positions/replace")
def replace():
    with running() as sandbox:
        expect(sandbox.create(position(1)), 201)
        expect(sandbox.create(position(2)), 201)
        dearer = position(1, description="40 buoni mensa")
        model = expect(sandbox.gpd("PUT", "debtpositions/DESCO-1", dearer), 200).json
        assert model["status"] == "DRAFT", "what is replaced is a draft again"
        expect(sandbox.gpd("PUT", "debtpositions/DESCO-1", dearer, toPublish="true"), 200)
        assert sandbox.status() == "VALID"
        problem(sandbox.gpd("PUT", "debtpositions/DESCO-1", position(2, iupd="DESCO-1")), 409)
        problem(sandbox.gpd("PUT", "debtpositions/DESCO-1", position(2)), 400)
        problem(sandbox.gpd("PUT", "debtpositions/DESCO-1", position(1, dueDate="x")), 400)
        problem(sandbox.gpd("PUT", "debtpositions/DESCO-9", position(9)), 404)
        read = expect(sandbox.gpd("GET", "debtpositions/DESCO-1"), 200).json
        assert read["paymentOption"][0]["description"] == "40 buoni mensa", "a refusal changed it"


@tap.test("/sandbox/positions/delete")
def delete():
    with running() as sandbox:
        expect(sandbox.create(position(1)), 201)
        assert isinstance(expect(sandbox.gpd("DELETE", "debtpositions/DESCO-1"), 200).json, str)
        problem(sandbox.gpd("GET", "debtpositions/DESCO-1"), 404)
        problem(sandbox.gpd("DELETE", "debtpositions/DESCO-1"), 404)


@tap.test("/sandbox/positions/list")
def list_positions():
    with running() as sandbox:
        for number in range(1, 13):
            body = position(number, dueDate=f"2026-10-{number:02d}T12:00:00Z",
                            companyName=f"Comune {13 - number:02d}")
            expect(sandbox.create(body, publish=number % 2 == 0), 201)
        expect(sandbox.pay(notice_number(2)), 200)

        def names(**query):
            found = expect(sandbox.gpd("GET", "debtpositions", **query), 200).json
            return [int(each["iupd"][6:]) for each in found["payment_position_list"]]

        everything = expect(sandbox.gpd("GET", "debtpositions", limit=5, page=2), 200).json
        assert everything["page_info"] == {
            "page": 2, "limit": 5, "items_found": 2, "total_pages": 3}, everything["page_info"]
        assert names() == [12, 11, 10, 9, 8, 7, 6, 5, 4, 3], "ten, the latest first"
        assert names(limit=5, page=9) == []
        assert names(limit=50, ordering="ASC") == list(range(1, 13))
        assert names(limit=50, orderby="COMPANY_NAME", ordering="ASC") == list(range(12, 0, -1))
        assert names(limit=2, orderby="IUPD", ordering="ASC") == [1, 10], "as texts"
        assert names(limit=1, orderby="STATUS", ordering="DESC") == [12]
        assert names(status="PAID") == [2]
        assert names(due_date_from="2026-10-11", due_date_to="2026-10-12") == [12, 11]
        assert names(due_date_to="2026-10-01") == [1]
        assert names(payment_date_from="2026-09-14") == [2]
        assert names(payment_date_time_from="2026-09-14T00:00:00Z") == [2]
        assert names(payment_date_to="2026-09-13") == []
        assert expect(sandbox.gpd("GET", "debtpositions", creditor=OTHER_CREDITOR), 200).json[
            "payment_position_list"] == []

        for query in (
            {"limit": 0}, {"limit": 51}, {"limit": "ten"}, {"page": -1}, {"status": "OPEN"},
            {"orderby": "AMOUNT"}, {"ordering": "UP"}, {"due_date_from": "1/10/2026"},
            {"due_date_from": "2026-10-01", "due_date_to": "2026-11-01"},
            {"due_date_from": "2026-10-02", "due_date_to": "2026-10-01"},
            {"due_date_from": "2026-10-01", "payment_date_from": "2026-10-01"},
        ):
            problem(sandbox.gpd("GET", "debtpositions", **query), 400)
        expect(sandbox.gpd("GET", "debtpositions", due_date_from="2026-10-01",
                           due_date_to="2026-10-31"), 200)


@tap.test("/sandbox/positions/change-iban")
def change_iban():
    with running() as sandbox:
        for number in range(1, 5):
            expect(sandbox.create(position(number)), 201)
        expect(sandbox.pay(notice_number(1)), 200)
        expect(sandbox.gpd("POST", "debtpositions/DESCO-2/invalidate"), 200)

        def patch(new, **query):
            return sandbox.gpd("PATCH", "debtpositions/transfers", {"newIban": new}, **query)

        other = OTHER_IBAN
        problem(patch("IT00X", oldIban=IBAN), 400)
        problem(patch(other), 400)
        problem(patch(3, oldIban=IBAN), 400)
        problem(patch(other, oldIban=IBAN, limit=1001), 400)
        assert expect(patch(other, oldIban=IBAN, limit=1), 200).json["updatedTransfers"] == 1
        assert expect(patch(other, oldIban=IBAN), 200).json["updatedTransfers"] == 1
        assert expect(patch(other, oldIban=IBAN), 200).json["updatedTransfers"] == 0
        for number, iban in ((1, IBAN), (2, IBAN), (3, other), (4, other)):
            read = expect(sandbox.gpd("GET", f"debtpositions/DESCO-{number}"), 200).json
            assert read["paymentOption"][0]["transfer"][0]["iban"] == iban, number


@tap.test("/sandbox/positions/mark-paid")
def mark_paid():
    with running() as sandbox:
        nav = notice_number(1)
        path = f"paymentoptions/paids/{nav}"
        expect(sandbox.create(position(1), publish=False), 201)
        problem(sandbox.gpd("POST", path, {}), 422)
        expect(sandbox.gpd("POST", "debtpositions/DESCO-1/publish"), 200)
        problem(sandbox.gpd("POST", path, ""), 400)
        problem(sandbox.gpd("POST", path, {"paymentDate": "today"}), 400)
        problem(sandbox.gpd("POST", "paymentoptions/paids/" + notice_number(2), {}), 404)
        problem(sandbox.gpd("POST", path, {}, creditor=OTHER_CREDITOR), 404)
        paid = expect(sandbox.gpd("POST", path, {"paymentDate": "2026-09-13T10:00:00Z"}), 200).json
        assert paid["status"] == "PO_PAID" and paid["paymentDate"] == "2026-09-13T10:00:00.000Z", paid
        assert "idReceipt" not in paid, "cash at the desk has no receipt of pagoPA's"
        problem(sandbox.gpd("POST", path, {}), 409)
        assert sandbox.status() == "PAID"
        problem(sandbox.receipts(f"receipts/{nav[1:]}"), 404)


@tap.test("/sandbox/positions/slash-in-a-name")
def slash_in_a_name():
    with running() as sandbox:
        problem(sandbox.gpd("GET", "debtpositions/A%2Fpublish"), 404)
        assert "A/publish" in sandbox.gpd("GET", "debtpositions/A%2Fpublish").json["detail"]


if __name__ == "__main__":
    tap.run()
