#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""The banks' transfers, read from the platform; receipts, transfers and wallets held against each
other, and written for an accountant."""

import contextlib
import csv
import os
import shutil
import sqlite3
import subprocess
import xml.etree.ElementTree as tree
import zipfile

import cli
import people
import tap
from sandbox import expect, running

TOMORROW = "2026-11-25T07:30:00Z"
MONTH = ("--from", "2026-11-01", "--to", "2026-11-30")


@contextlib.contextmanager
def paid(count, receipts=True):
    """COUNT purchases that were paid at the sandbox; yields the desk, the sandbox and the purchases."""
    with cli.desk() as desk, running("--no-limit", now=cli.NOW) as sandbox:
        desk.url = sandbox.address
        desk.ask("import", "pupils", desk.write("alunni.csv", people.pupil_list(count)))
        desk.ask("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS))
        for pupil in desk.ask("pupil", "list"):
            desk.ask("purchase", "create", "--pupil", pupil["id"], "--quantity", "20")
        desk.ask("pagopa", "publish")
        purchases = sorted(desk.ask("purchase", "list"), key=lambda one: one["noticeNumber"])
        for purchase in purchases:
            expect(sandbox.pay(purchase["noticeNumber"]), 200)
        if receipts:
            desk.ask("pagopa", "receipts")
        yield desk, sandbox, purchases


def report(desk, *more):
    return desk.ask("report", "reconciliation", *MONTH, *more)


def missing(document):
    return sorted((line["kind"], line["received"], line["transferred"], line["credited"])
                  for group in document["groups"] for line in group["missing"])


def counts(document):
    return {kind: value["count"] for kind, value in document["totals"]["kinds"].items()
            if value["count"]}


@tap.test("/cli/flows/what-is-new-once")
def what_is_new():
    """Read once, whole; asked again nothing is fetched, and a later transfer is."""
    with paid(3) as (desk, sandbox, purchases):
        assert desk.ask("pagopa", "flows") == {
            "listed": 0, "fetched": 0, "payments": 0, "amount": 0, "failed": []}
        expect(sandbox.pour(), 200)
        answer = desk.ask("pagopa", "flows")
        amount = sum(purchase["amount"] for purchase in purchases)
        assert (answer["fetched"], answer["payments"], answer["amount"]) == (1, 3, amount), answer
        again = desk.ask("pagopa", "flows")
        assert (again["fetched"], again["failed"]) == (0, []), again
        assert desk.rows("SELECT count(*), sum(amount) FROM flow_payment") == [(3, amount)]
        assert desk.rows("SELECT payments, amount, complete, regulation_date FROM flow") == [
            (3, amount, 1, "2026-11-25")]
        assert desk.rows("SELECT count(*) FROM poll WHERE subject = 'flows'") == [(1,)]
        assert "no new transfers" in desk.say("pagopa", "flows")


@tap.test("/cli/flows/beside-govpay")
def beside_govpay():
    """Who sends through GovPay reads the transfers, and receipts of GPD, from pagoPA itself."""
    with paid(2, receipts=False) as (desk, sandbox, purchases):
        expect(sandbox.pour(), 200)
        desk.url = None
        desk.ask("setting", "set", "pagopa.provider", "govpay")
        desk.ask("setting", "set", "pagopa.url", "http://127.0.0.1:1")
        failed = desk.ask("pagopa", "flows", expect=cli.REFUSED)
        assert "pagopa.flows-url" in failed["error"]["message"], failed
        desk.ask("setting", "set", "pagopa.flows-url", sandbox.address)
        answer = desk.ask("pagopa", "flows")
        assert (answer["fetched"], answer["payments"]) == (1, len(purchases)), answer
        desk.ask("setting", "set", "pagopa.receipts", "gpd")
        assert desk.ask("pagopa", "receipts")["credited"] == len(purchases)


@tap.test("/cli/flows/newest-revision")
def newest_revision():
    """A flow that was wrong is published again; what it said before counts no more."""
    with paid(2) as (desk, sandbox, purchases):
        flow = expect(sandbox.pour(leaveOut=purchases[0]["noticeNumber"]), 200).json[0]
        desk.ask("pagopa", "flows")
        assert counts(report(desk)) == {"matched": 1, "no-transfer": 1}
        expect(sandbox.pour(revise=flow["fdr"]), 200)
        assert desk.ask("pagopa", "flows")["fetched"] == 1
        document = report(desk)
        assert counts(document) == {"matched": 2}, document
        assert document["totals"]["transferred"] == sum(one["amount"] for one in purchases)


@tap.test("/cli/flows/half-fetched-is-completed")
def half_fetched():
    """Whatever breaks off, nothing half counts, and the next call ends it."""
    with paid(2) as (desk, sandbox, _):
        expect(sandbox.pour(), 200)
        for rule, code in (("500/payments", cli.UNREACHABLE), ("cut/payments", cli.PARTLY),
                           ("404/revisions", cli.PARTLY), ("doubled/payments", cli.PARTLY),
                           ("type/payments", cli.PARTLY), ("redirect/payments", cli.PARTLY),
                           ("401/fdrs", cli.REFUSED)):
            expect(sandbox.faults(rule), 200)
            answer = desk.call("pagopa", "flows")
            assert answer.code == code, f"{rule}: {answer}"
            document = report(desk)
            assert document["totals"]["transferred"] == 0, rule
            if rule != "401/fdrs":
                assert document["totals"]["unreadTransfers"] == 1, f"{rule}: {document['totals']}"
        expect(sandbox.faults(""), 200)
        assert desk.ask("pagopa", "flows")["fetched"] == 1
        assert counts(report(desk)) == {"matched": 2}


@tap.test("/cli/flows/days")
def days():
    """--from reads again from that day on and leaves where it stood; --to leaves out what is later."""
    with paid(1) as (desk, sandbox, _):
        expect(sandbox.pour(), 200)
        desk.now = TOMORROW
        assert desk.ask("pagopa", "flows", "--from", "2026-11-25")["listed"] == 0
        assert desk.ask("pagopa", "flows", "--from", "2026-11-01", "--to", "2026-11-23")["listed"] == 0
        assert desk.rows("SELECT * FROM poll WHERE subject = 'flows'") == []
        assert desk.ask("pagopa", "flows", "--from", "2026-11-24", "--to", "2026-11-24")["fetched"] == 1
        error = desk.call("pagopa", "flows", "--from", "2026-11-24", "--to", "2026-11-01",
                          expect=cli.REFUSED).error
        assert error["field"] == "to", error
        assert desk.call("pagopa", "flows", "--from", "today", expect=cli.REFUSED).error["field"] == "from"


@tap.test("/cli/reconciliation/what-is-missing-on-either-side")
def either_side():
    """Each kind of difference once, with both sides' figures."""
    with paid(7) as (desk, sandbox, purchases):
        amount = purchases[0]["amount"]
        numbers = [purchase["noticeNumber"] for purchase in purchases]
        # A second receipt for the first, whose money comes as well: a person has not decided yet.
        expect(sandbox.pay(numbers[0], again=True), 200)
        expect(sandbox.pour(leaveOut=numbers[1], wrong=numbers[2], amount=99, revoked=numbers[3],
                            unknown=700), 200)
        desk.ask("pagopa", "flows")
        document = report(desk)
        kinds = counts(document)
        assert kinds["matched"] == 4 and kinds["amount"] == 1 and kinds["revoked"] == 1, kinds
        # The second payment of the first has no receipt here; the one of another service wants none.
        assert kinds["no-transfer"] == 1 and kinds["no-receipt"] == 1, kinds
        assert kinds["elsewhere"] == 1 and len(kinds) == 6, kinds
        lines = {line["kind"]: line for group in document["groups"] for line in group["missing"]}
        assert (lines["amount"]["received"], lines["amount"]["transferred"]) == (amount, 99)
        assert lines["no-transfer"]["iuv"] == numbers[1][1:] and lines["no-transfer"]["day"] == cli.TODAY
        totals = document["totals"]
        assert totals["received"] == 7 * amount and totals["credited"] == 7 * amount, totals
        assert totals["transferred"] == sum(flow["amount"] for flow in expect(
            sandbox.send("GET", "/sandbox/flows"), 200).json), totals


@tap.test("/cli/reconciliation/R-10/the-desk-s-money-apart")
def desk_money():
    """Cash and cards have a quittance and no transfer: nothing is missing, and each stands apart."""
    with paid(1) as (desk, sandbox, purchases):
        pupil = desk.ask("pupil", "list")[0]["id"]
        desk.ask("setting", "set", "cash.allowed", "true")
        for method in ("cash", "pos"):
            sold = desk.ask("purchase", "create", "--pupil", pupil, "--quantity", "10")
            desk.ask("purchase", "cash", sold["id"], "--method", method)
        expect(sandbox.pour(), 200)
        desk.ask("pagopa", "flows")
        document = report(desk)
        assert counts(document) == {"matched": 1, "cash": 1, "pos": 1}, document["totals"]
        totals = document["totals"]
        assert totals["desk"] == purchases[0]["amount"] == totals["transferred"], totals
        assert totals["credited"] == 2 * purchases[0]["amount"], totals
        assert missing(document) == [], document
        groups = report(desk, "--by", "transfer")["groups"]
        assert [(group["atDesk"], group["payments"]) for group in groups] == [
            (False, 1), (False, 0), (True, 2)], groups


@tap.test("/cli/reconciliation/R-08/refunds-that-were-paid-out")
def refunds():
    """What was only asked for is no money yet."""
    with paid(1) as (desk, _, _):
        pupil = desk.ask("pupil", "list")[0]["id"]
        refund = desk.ask("refund", "create", "--pupil", pupil, "--quantity", "5", "--reason", "moves",
                          "--iban", "IT60X0542811101000000123456")
        assert report(desk)["totals"]["refunded"] == 0
        desk.ask("refund", "set", refund["id"], "--status", "paid")
        totals = report(desk)["totals"]
        assert (totals["refunds"], totals["refunded"]) == (1, refund["amount"]), totals


@tap.test("/cli/reconciliation/credited-without-proof")
def no_proof():
    """An entry that no receipt and no quittance stands behind is found, wherever it came from."""
    with paid(1) as (desk, _, purchases):
        pupil = desk.ask("pupil", "list")[0]["id"]
        sold = desk.ask("purchase", "create", "--pupil", pupil, "--quantity", "10")
        with contextlib.closing(sqlite3.connect(desk.database)) as file:
            file.execute(
                "INSERT INTO ledger (id, pupil_id, kind, quantity, value, unit_amount, civil_date, at,"
                " author_id, device_id, purchase_id) SELECT randomblob (16), p.pupil_id, 'purchase', 10,"
                " p.amount, p.unit_amount, ?, 0, l.author_id, l.device_id, p.id FROM purchase AS p,"
                " ledger AS l WHERE p.notice_number = ? LIMIT 1", (cli.TODAY, sold["noticeNumber"]))
            file.commit()
        document = report(desk)
        assert counts(document) == {"no-transfer": 1, "no-proof": 1}, document["totals"]
        assert ("no-proof", 0, 0, sold["amount"]) in missing(document), missing(document)
        assert purchases
        desk.verify = lambda: None


@tap.test("/cli/reconciliation/by")
def by():
    """However it is parted, it comes to the same; a transfer has its reference and its whole amount."""
    with paid(3) as (desk, sandbox, purchases):
        expect(sandbox.pour(leaveOut=purchases[0]["noticeNumber"], unknown=700), 200)
        desk.ask("pagopa", "flows")
        documents = {way: report(desk, "--by", way) for way in ("day", "transfer", "taxonomy")}
        for way, document in documents.items():
            assert document["totals"] == documents["day"]["totals"], way
            for name in ("payments", "received", "transferred", "desk", "credited"):
                assert sum(group[name] for group in document["groups"]) == document["totals"][name], (
                    way, name)
        assert len(documents["day"]["groups"]) == 30
        transfers = documents["transfer"]["groups"]
        flow = expect(sandbox.send("GET", "/sandbox/flows"), 200).json[0]
        assert [(group["key"], group.get("wholeTransfer")) for group in transfers] == [
            (flow["regulation"], flow["amount"]), ("", None), ("", None)], transfers
        assert [group["payments"] for group in transfers] == [3, 1, 0], transfers
        codes = [(group["key"], group["payments"]) for group in documents["taxonomy"]["groups"]]
        assert codes == [("9/0107101TS/", 3), ("", 1)], codes
        for words, field in ((("--by", "week"), "by"), (("--from", "2027-01-01"), "to"),
                             (("--from", "1990-01-01"), "from")):
            assert desk.call("report", "reconciliation", *MONTH, *words,
                             expect=cli.REFUSED).error["field"] == field


@tap.test("/cli/reconciliation/other-days")
def other_days():
    """A payment belongs to its own day, whenever its money comes."""
    with paid(1) as (desk, sandbox, _):
        expect(sandbox.pour(), 200)
        desk.ask("pagopa", "flows")
        for days_of, lines in ((("2026-11-24", "2026-11-24"), 1), (("2026-11-25", "2026-11-30"), 0),
                               (("2026-11-01", "2026-11-23"), 0)):
            document = desk.ask("report", "reconciliation", "--from", days_of[0], "--to", days_of[1])
            assert document["totals"]["payments"] == lines, days_of


def read_xlsx(path):
    """The texts and numbers of a workbook's sheets, row by row."""
    name = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    sheets = []
    with zipfile.ZipFile(path) as book:
        for part in sorted(part for part in book.namelist() if part.startswith("xl/worksheets/sheet")):
            root = tree.fromstring(book.read(part))
            sheets.append([["".join(cell.itertext()) for cell in row] for row in root.iter(name + "row")])
    return sheets


@tap.test("/cli/reconciliation/files")
def files():
    """A list and a workbook have each payment; a PDF has the sums, what is missing, where to sign."""
    with paid(3) as (desk, sandbox, purchases):
        expect(sandbox.pour(leaveOut=purchases[0]["noticeNumber"], unknown=700), 200)
        desk.ask("pagopa", "flows")
        totals = report(desk)["totals"]
        for suffix in ("csv", "xlsx", "pdf", "CSV"):
            path = desk.path("report." + suffix)
            for way in ("day", "transfer", "taxonomy"):
                answer = report(desk, "--by", way, "--output", path)
                assert answer == {"output": path, "totals": totals}, answer
        with open(desk.path("report.csv"), encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file, delimiter=";"))
        assert len(lines) == 1 + 4 and {len(line) for line in lines} == {13}, lines
        assert [line[0] for line in lines[1:]] == [cli.TODAY] * 4
        assert sorted(line[6] for line in lines[1:]) == sorted(
            ["0,00", "7,00"] + [f"{purchase['amount'] // 100},{purchase['amount'] % 100:02d}"
                                for purchase in purchases[1:]]), lines
        report(desk, "--by", "transfer", "--output", desk.path("report.xlsx"))
        groups, to_look_at, payments = read_xlsx(desk.path("report.xlsx"))
        assert len(payments) == 5 and len(to_look_at) == 2, (payments, to_look_at)
        assert any(row and row[0].startswith("TRN") for row in groups), groups
        if not shutil.which("pdftotext"):
            raise tap.Skip("pdftotext is not here")
        text = subprocess.run(["pdftotext", "-layout", desk.path("report.pdf"), "-"], check=True,
                              capture_output=True, text=True).stdout
        for word in ("Comune di Massino Visconti", purchases[0]["noticeNumber"][1:], "7,00",
                     "24/11/2026", "The accountant"):
            assert word in text, f"{word} is not in {text}"
        assert "Rossi" not in text, "R-43: nobody is named"
        error = desk.call("report", "reconciliation", "--output", desk.path("report.odt"),
                          expect=cli.REFUSED).error
        assert error["field"] == "output" and not os.path.exists(desk.path("report.odt"))


@tap.test("/cli/reconciliation/what-a-person-reads")
def said():
    with paid(1) as (desk, sandbox, _):
        text = desk.say("report", "reconciliation", *MONTH)
        assert "Receipt without a transfer: 1" in text and cli.TODAY in text, text
        expect(sandbox.pour(), 200)
        desk.ask("pagopa", "flows")
        assert "Nothing is missing" in desk.say("report", "reconciliation", *MONTH, "--by", "transfer")


if __name__ == "__main__":
    tap.run()
