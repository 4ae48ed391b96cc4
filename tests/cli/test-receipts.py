#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Receipts that a person decides on, and their quittances: by the real desco-cli, from real files."""

import contextlib
import http.server
import json
import os
import shutil
import sqlite3
import subprocess
import threading
import uuid

import cli
import people
import tap
from sandbox import expect, running

RECEIPT = """<?xml version="1.0" encoding="UTF-8"?>
<receipt><receiptId>{number}</receiptId><noticeNumber>{notice}</noticeNumber>
<fiscalCode>{creditor}</fiscalCode><outcome>{outcome}</outcome>
<creditorReferenceId>{iuv}</creditorReferenceId><paymentAmount>{amount}</paymentAmount>
<description>Buoni mensa</description><companyName>Comune</companyName>
<debtor><uniqueIdentifier><entityUniqueIdentifierType>F</entityUniqueIdentifierType>
<entityUniqueIdentifierValue>RSSMRA85T10A562S</entityUniqueIdentifierValue></uniqueIdentifier>
<fullName>Rossi Mario</fullName></debtor>
<transferList><transfer><idTransfer>1</idTransfer><transferAmount>{amount}</transferAmount>
<fiscalCodePA>{creditor}</fiscalCodePA><IBAN>IT60X0542811101000000123456</IBAN>
<remittanceInformation>Buoni</remittanceInformation>
<transferCategory>9/0107101TS/</transferCategory></transfer></transferList>
<idPSP>PSP</idPSP><PSPCompanyName>Banca</PSPCompanyName><idChannel>C</idChannel>
<channelDescription>app</channelDescription>
<paymentDateTime>2026-11-24T10:00:00</paymentDateTime></receipt>
"""


def open_shop(desk):
    desk.ask("import", "pupils", desk.write("alunni.csv", people.pupil_list(2)))
    desk.ask("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS))
    return [pupil["id"] for pupil in desk.ask("pupil", "list")]


def sell(desk, pupil):
    return desk.ask("purchase", "create", "--pupil", pupil, "--quantity", "20")


def receipt_file(desk, sold, number, amount="104.00", outcome="OK", creditor=cli.CREDITOR):
    return desk.write(f"{number}.xml", RECEIPT.format(
        number=number, notice=sold["noticeNumber"], iuv=sold["iuv"], amount=amount,
        outcome=outcome, creditor=creditor,
    ))


def balance(desk, pupil):
    return desk.ask("pupil", "show", pupil)["balance"]


@tap.test("/cli/receipts/R-05/wrong-amount")
def decide_from_the_desk():
    """R-05: a wrong amount waits, is looked at, decided once, and stays on record."""
    with cli.desk() as desk:
        pupil, _ = open_shop(desk)
        sold = sell(desk, pupil)
        answer = desk.ask("import", "receipts", receipt_file(desk, sold, "short", "53.00"))
        assert (answer["credited"], len(answer["review"])) == (0, 1), answer
        waiting, = desk.ask("receipt", "list", "--state", "review")
        assert waiting["oddity"] == "amount" and waiting["decision"] is None, waiting
        assert waiting["purchase"] == sold["id"] and waiting["pupil"] == pupil, waiting
        assert waiting == desk.ask("receipt", "show", "short")
        assert waiting == desk.ask("receipt", "show", sold["noticeNumber"])

        desk.ask("receipt", "decide", "short", expect=cli.USAGE)
        desk.ask("receipt", "decide", "short", "--credit", "--refuse", expect=cli.USAGE)
        refused = desk.ask("receipt", "decide", "short", "--refuse", expect=cli.REFUSED)
        assert refused["error"]["field"] == "note", refused
        assert balance(desk, pupil) == 0

        decided = desk.ask("receipt", "decide", "short", "--credit-paid", "--note", "a metà")
        assert decided["state"] == "credited", decided
        assert decided["decision"]["kind"] == "credit-paid", decided
        assert decided["decision"]["credited"] == 5200, decided
        assert decided["decision"]["note"] == "a metà", decided
        assert decided["decision"]["at"].startswith(cli.TODAY) and decided["decision"]["author"]
        assert balance(desk, pupil) == 10
        desk.ask("receipt", "decide", "short", "--credit-paid", expect=cli.REFUSED)
        assert desk.ask("receipt", "list", "--state", "review") == []
        assert desk.ask("purchase", "show", sold["id"])["status"] == "credited"


@tap.test("/cli/receipts/R-05/unknown")
def attach_unknown():
    """A receipt of no purchase here is given a pupil, or goes back."""
    with cli.desk() as desk:
        first, second = open_shop(desk)
        stranger = {"noticeNumber": "301000000000000999", "iuv": "01000000000000999"}
        for number in ("one", "two"):
            desk.ask("import", "receipts", receipt_file(desk, stranger, number, "10.40"))
        missing = desk.ask("receipt", "decide", "one", "--credit", expect=cli.REFUSED)
        assert missing["error"]["field"] == "purchase", missing
        desk.ask("receipt", "decide", "one", "--credit", "--pupil", second)
        assert (balance(desk, first), balance(desk, second)) == (0, 2)
        desk.ask("receipt", "decide", "two", "--refund", "--note", "non si sa di chi sia")
        assert desk.ask("receipt", "show", "two")["state"] == "refused"
        ambiguous = desk.ask("receipt", "show", stranger["iuv"], expect=cli.REFUSED)
        assert "more than one" in ambiguous["error"]["message"], ambiguous


@tap.test("/cli/receipts/quittances")
def print_quittances():
    """One, or those of some days; what is not credited has none."""
    with cli.desk() as desk:
        pupils = open_shop(desk)
        for place, pupil in enumerate(pupils):
            desk.ask("import", "receipts", receipt_file(desk, sell(desk, pupil), f"R{place}"))
        odd = sell(desk, pupils[0])
        desk.ask("import", "receipts", receipt_file(desk, odd, "odd", "1.00"))

        output = desk.path("quietanze.pdf")
        one = desk.ask("receipt", "print", "--output", output, "--receipt", "R0")
        assert one == {"printed": 1, "files": [output]}, one
        days = desk.ask("receipt", "print", "--output", output, "--from", cli.TODAY, "--to", cli.TODAY)
        assert days["printed"] == 2, days
        text = subprocess.run(["pdftotext", "-layout", output, "-"], capture_output=True, check=True)
        assert b"R0" in text.stdout and b"R1" in text.stdout and b"odd" not in text.stdout

        refused = desk.ask("receipt", "print", "--output", output, "--receipt", "odd",
                           expect=cli.REFUSED)
        assert "odd" in refused["error"]["message"], refused
        desk.ask("receipt", "print", "--output", output, "--from", "2026-11-25", "--to", "2026-11-26",
                 expect=cli.REFUSED)
        desk.ask("receipt", "print", "--output", output, expect=cli.USAGE)
        with open(output, "rb") as file:
            assert file.read(5) == b"%PDF-"


@tap.test("/cli/receipts/R-05/folder")
def import_folder():
    """A folder's files by name, each told; again changes nothing, and what is below is left alone."""
    with cli.desk() as desk:
        pupil, _ = open_shop(desk)
        folder = desk.path("ricevute")
        os.makedirs(os.path.join(folder, "altre"))
        for place in range(30):
            sold = sell(desk, pupil)
            path = receipt_file(desk, sold, f"R{place:02}", "104.00" if place else "5.20")
            os.rename(path, os.path.join(folder, "altre" if place == 29 else "", f"{place:02}.XML"))
        desk.write("ricevute/31.xml", "<receipt/>")
        desk.write("ricevute/note.txt", "not a receipt")

        first = desk.ask("import", "receipts", folder, expect=cli.PARTLY)
        assert (first["read"], first["credited"], first["alreadyCredited"]) == (30, 28, 0), first
        assert [odd["receiptId"] for odd in first["review"]] == ["R00"], first
        assert [line["file"] for line in first["rejected"]] == [os.path.join(folder, "31.xml")], first
        told = [(os.path.basename(line["file"]), line["outcome"]) for line in first["files"]]
        assert told == [("00.XML", "review"), *((f"{place:02}.XML", "credited") for place in range(1, 29)),
                        ("31.xml", "rejected")], told
        assert first["files"][0]["receipt"] == first["review"][0]["id"], first
        assert first["files"][-1]["receipt"] is None and first["files"][-1]["reason"], first
        assert balance(desk, pupil) == 28 * 20
        before = desk.content()
        again = desk.ask("import", "receipts", folder, expect=cli.PARTLY)
        assert (again["read"], again["credited"], again["alreadyCredited"]) == (30, 0, 28), again
        assert again["files"][1]["outcome"] == "already-credited", again
        said = desk.say("import", "receipts", folder, expect=cli.PARTLY).splitlines()
        assert f"{folder}/01.XML: was credited before" in said, said
        assert f"{folder}/00.XML: waits for a decision" in said, said
        assert desk.content() == before


@contextlib.contextmanager
def told_schema(path):
    """Programs that start meanwhile find the schema by themselves."""
    os.environ["DESCO_RECEIPT_SCHEMA"] = path
    try:
        yield
    finally:
        del os.environ["DESCO_RECEIPT_SCHEMA"]


@tap.test("/cli/receipts/schema")
def hold_against_schema():
    """The platform's schema refuses what we would read."""
    schema = cli.shared("pagopa", "xsd", "paForNode.xsd")
    types = os.path.join(os.environ["G_TEST_SRCDIR"], "data", "pagopa-common-types.xsd")
    with cli.desk() as desk:
        pupil, _ = open_shop(desk)
        sold = sell(desk, pupil)
        os.makedirs(desk.path("gad/xsd"))
        os.makedirs(desk.path("xsd-common"))
        shutil.copy(schema, desk.path("gad/xsd/paForNode.xsd"))
        shutil.copy(types, desk.path("xsd-common/sac-common-types-1.0.xsd"))
        words = ["import", "receipts", "--schema", desk.path("gad/xsd/paForNode.xsd")]
        good = receipt_file(desk, sold, "good")
        with open(good, encoding="utf-8") as file:
            bad = desk.write("bad.xml", file.read().replace("<idChannel>C</idChannel>", ""))
        refused = desk.ask(*words, bad, expect=cli.REFUSED)
        assert "idChannel" in refused["rejected"][0]["reason"], refused
        with told_schema(desk.path("gad/xsd/paForNode.xsd")):
            told = desk.ask("import", "receipts", bad, expect=cli.REFUSED)
            assert told["rejected"] == refused["rejected"], told
        desk.ask("setting", "set", "receipt.schema", desk.path("gad/xsd/paForNode.xsd"))
        told = desk.ask("import", "receipts", bad, expect=cli.REFUSED)
        assert told["rejected"] == refused["rejected"], told
        with told_schema(desk.path("no.xsd")):
            gone = desk.ask("import", "receipts", good, expect=cli.REFUSED)
            assert gone["error"]["field"] == "schema", gone
        with told_schema(""):
            assert desk.ask("import", "receipts", bad)["credited"] == 1
        assert desk.ask(*words, good)["alreadyCredited"] == 1
        missing = desk.ask("import", "receipts", "--schema", "no.xsd", good, expect=cli.REFUSED)
        assert missing["error"]["field"] == "schema", missing
        os.remove(desk.path("gad/xsd/paForNode.xsd"))
        gone = desk.ask("import", "receipts", good, expect=cli.REFUSED)
        assert "receipt.schema" in gone["error"]["message"], gone
        desk.ask("setting", "set", "receipt.schema", "")
        assert desk.ask("import", "receipts", good)["alreadyCredited"] == 1


# Each answer that biz-events-ec.json has beside a receipt, and how the command ends.
BIZEVENTS_ERRORS = (
    (400, cli.REFUSED), (401, cli.REFUSED), (404, cli.DONE), (422, cli.REFUSED),
    (429, cli.UNREACHABLE), (500, cli.UNREACHABLE),
)


@contextlib.contextmanager
def bizevents(answers):
    """A server that has the receipts of ANSWERS, by path, and no others; gives its address."""
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            assert "IUR-9" not in self.path, "a receipt of another service"
            assert self.headers["Ocp-Apim-Subscription-Key"] == "practice"
            body = answers.get(self.path, b"{}")
            status = 200 if self.path in answers else 404
            if isinstance(body, int):
                status, body = body, json.dumps({"title": "no", "status": body, "detail": "no"}).encode()
            self.send_response(status)
            if status == 429:
                self.send_header("Retry-After", "1")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@tap.test("/cli/receipts/R-05/bizevents")
def from_bizevents():
    """The bank's transfer tells which payments there were, Bizevents their receipts; what it does not
    have yet is asked for again."""
    with cli.desk() as desk:
        pupil, _ = open_shop(desk)
        sold = sell(desk, pupil)
        flow = uuid.uuid4().bytes
        with contextlib.closing(sqlite3.connect(desk.database)) as file, file:
            file.execute("INSERT INTO flow (id, fdr, revision, psp_id, amount, payments, fetched_at,"
                         " complete) VALUES (?, '2026-11-25PSP-1', 1, 'PSP', 10400, 2, 0, 1)", (flow,))
            # The last is of another service of the creditor's: nobody asks for its receipt.
            for ordinal, (iuv, iur) in enumerate([(sold["iuv"], "IUR-1"), ("47000000000000999", "IUR-2"),
                                                  ("01000000000000999", "IUR-9")], 1):
                file.execute("INSERT INTO flow_payment (flow_id, ordinal, iuv, iur, amount, status)"
                             " VALUES (?, ?, ?, ?, 10400, 'EXECUTED')", (flow, ordinal, iuv, iur))
        receipt = {
            "receiptId": "IUR-1", "noticeNumber": sold["noticeNumber"], "fiscalCode": cli.CREDITOR,
            "outcome": "OK", "creditorReferenceId": sold["iuv"], "paymentAmount": 104.00,
            "description": "Buoni", "companyName": "Comune", "idPSP": "PSP", "idChannel": "C",
            "pspCompanyName": "Banca", "paymentDateTimeFormatted": "2026-11-24T10:00:00",
            "debtor": {"entityUniqueIdentifierType": "F", "fullName": "Rossi Mario",
                       "entityUniqueIdentifierValue": "RSSMRA85T10A562S"},
            "transferList": [{"idTransfer": 1, "transferAmount": 104.00, "fiscalCodePA": cli.CREDITOR,
                              "iban": "IT60X0542811101000000123456", "mbdAttachment": "",
                              "remittanceInformation": "Buoni", "transferCategory": "9/0107101TS/"}],
        }
        path = (f"/bizevents/service/v1/organizations/{cli.CREDITOR}/receipts/IUR-1"
                f"/paymentoptions/{sold['iuv']}")
        desk.ask("setting", "set", "pagopa.receipts", "bizevents")
        with bizevents({path: json.dumps(receipt).encode()}) as desk.url:
            answer = desk.ask("pagopa", "receipts")
            assert (answer["fetched"], answer["credited"]) == (1, 1), answer
            assert balance(desk, pupil) == 20
            assert desk.ask("receipt", "show", "IUR-1")["source"] == "bizevents"
            assert desk.ask("pagopa", "receipts")["fetched"] == 0
        other = path.replace("IUR-1", "IUR-2").replace(sold["iuv"], "47000000000000999")
        for status, exit_status in BIZEVENTS_ERRORS:
            with bizevents({other: status}) as desk.url:
                failed = desk.ask("pagopa", "receipts", expect=exit_status)
            if exit_status == cli.REFUSED:
                assert failed["error"]["message"], failed
        # One that is not answered for does not hold up the others.
        late = sell(desk, pupil)
        with contextlib.closing(sqlite3.connect(desk.database)) as file, file:
            file.execute("INSERT INTO flow_payment (flow_id, ordinal, iuv, iur, amount, status)"
                         " VALUES (?, 4, ?, 'IUR-3', 10400, 'EXECUTED')", (flow, late["iuv"]))
        paid = dict(receipt, receiptId="IUR-3", noticeNumber=late["noticeNumber"],
                    creditorReferenceId=late["iuv"])
        answers = {other: 422, path.replace("IUR-1", "IUR-3").replace(sold["iuv"], late["iuv"]):
                   json.dumps(paid).encode()}
        with bizevents(answers) as desk.url:
            answer = desk.ask("pagopa", "receipts", expect=cli.PARTLY)
        assert [one["iuv"] for one in answer["failed"]] == ["47000000000000999"], answer
        assert balance(desk, pupil) == 40
        output = desk.path("quietanza.pdf")
        desk.ask("receipt", "print", "--output", output, "--receipt", "IUR-1")
        assert os.path.getsize(output) > 1000
        desk.url = "http://127.0.0.1:1"
        desk.ask("pagopa", "receipts", expect=cli.UNREACHABLE)


@tap.test("/cli/receipts/R-05/bizevents-of-the-sandbox")
def from_the_sandbox():
    """The whole way: sold, paid, poured by the bank, and credited by what Bizevents says."""
    with cli.desk() as desk, running(now=desk.now) as sandbox:
        desk.url = sandbox.address
        pupil, _ = open_shop(desk)
        sold = sell(desk, pupil)
        desk.ask("pagopa", "publish")
        desk.ask("setting", "set", "pagopa.receipts", "bizevents")
        expect(sandbox.pay(sold["noticeNumber"]), 200)
        assert desk.ask("pagopa", "receipts")["fetched"] == 0, "no transfer tells of it yet"
        expect(sandbox.pour(), 200)
        assert desk.ask("pagopa", "flows")["payments"] == 1
        assert desk.ask("pagopa", "receipts")["credited"] == 1
        assert balance(desk, pupil) == 20
        assert desk.ask("receipt", "show", sold["noticeNumber"])["source"] == "bizevents"


@tap.test("/cli/receipts/R-05/paid-twice-through-govpay")
def paid_twice():
    with cli.desk() as desk, running(now=desk.now) as sandbox:
        desk.url = sandbox.address
        pupil, _ = open_shop(desk)
        desk.ask("setting", "set", "pagopa.provider", "govpay")
        sold = sell(desk, pupil)
        desk.ask("pagopa", "publish")
        expect(sandbox.pay(sold["noticeNumber"]), 200)
        assert desk.ask("pagopa", "receipts")["credited"] == 1
        second = expect(sandbox.pay(sold["noticeNumber"], again=True), 200).json["receiptId"]
        answer = desk.ask("pagopa", "receipts")
        assert [(each["receiptId"], each["oddity"]) for each in answer["review"]] == [(second, "second")], answer
        assert balance(desk, pupil) == 20


@tap.test("/cli/receipts/bad-words")
def bad_words():
    with cli.desk() as desk:
        assert json.loads(desk.call("receipt", "list").out) == []
        state = desk.ask("receipt", "list", "--state", "lost", expect=cli.REFUSED)
        assert state["error"]["field"] == "state", state
        unknown = desk.ask("receipt", "show", "nothing", expect=cli.REFUSED)
        assert unknown["error"]["field"] == "receipt", unknown


if __name__ == "__main__":
    tap.run()
