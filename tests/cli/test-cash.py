#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Money at the desk (R-10): quittances without gaps, the day's closing, and what pagoPA hears of it."""

import contextlib
import shutil
import subprocess
import time

import cli
import people
import tap
from sandbox import expect, running

LATER = "2026-11-24T09:00:00Z"
TOMORROW = "2026-11-25T08:00:00Z"
COST = 520


@contextlib.contextmanager
def selling(count=1, allowed=True):
    """A desk with COUNT published purchases of 20 vouchers, and the sandbox they are at."""
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        desk.url = sandbox.address
        desk.ask("import", "pupils", desk.write("alunni.csv", people.pupil_list(count)))
        desk.ask("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS))
        if allowed:
            desk.ask("setting", "set", "cash.allowed", "true")
        for pupil in desk.ask("pupil", "list"):
            desk.ask("purchase", "create", "--pupil", pupil["id"], "--quantity", "20")
        desk.ask("pagopa", "publish")
        yield desk, sandbox


def sold(desk):
    return sorted(desk.ask("purchase", "list"), key=lambda one: one["noticeNumber"])


def check_not_payable(sandbox, purchase):
    """Nobody can pay it at pagoPA any more."""
    answer = sandbox.pay(purchase["noticeNumber"])
    assert answer.status != 200, (answer.status, answer.body)


def check_balances(desk, *expected):
    balances = sorted(pupil["balance"] for pupil in desk.ask("pupil", "list"))
    assert balances == sorted(expected), balances


@tap.test("/cli/cash/only-where-the-creditor-allows-it")
def not_allowed():
    with selling(allowed=False) as (desk, _):
        answer = desk.call("purchase", "cash", sold(desk)[0]["id"], expect=cli.REFUSED)
        assert answer.error["code"] == "rule" and "cash.allowed" in answer.error["message"], answer
        check_balances(desk, 0)
        assert desk.ask("cash", "report")["quittances"] == []


@tap.test("/cli/cash/credits-at-once-and-tells-pagopa")
def credits():
    with selling() as (desk, sandbox):
        purchase = sold(desk)[0]
        quittance = desk.ask("purchase", "cash", purchase["noticeNumber"], "--payer", "Nonna Pina")
        assert {key: quittance[key] for key in (
            "number", "method", "amount", "quantity", "payer", "date", "noticeNumber", "telling", "voided",
        )} == {
            "number": "000/2026/1", "method": "cash", "amount": 20 * COST, "quantity": 20,
            "payer": "Nonna Pina", "date": cli.TODAY, "noticeNumber": purchase["noticeNumber"],
            "telling": "told", "voided": None,
        }, quittance
        check_balances(desk, 20)
        check_not_payable(sandbox, purchase)
        assert sold(desk)[0]["status"] == "credited"
        again = desk.call("purchase", "cash", purchase["id"], "--method", "pos", expect=cli.REFUSED)
        assert "000/2026/1" in again.error["message"], again
        entries = desk.ask("wallet", "show", "--pupil", purchase["pupil"])["lines"][0]["entries"]
        assert [entry["note"] for entry in entries] == ["Cash, quittance 000/2026/1"], entries


def read_pdf(path):
    """The words of a PDF; skips the test where nothing reads them."""
    if not shutil.which("pdftotext"):
        raise tap.Skip("pdftotext is not here")
    result = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return result.stdout


@tap.test("/cli/cash/papers")
def papers():
    with selling(2) as (desk, _):
        first, second = sold(desk)
        paper, report = desk.path("quietanza.pdf"), desk.path("cassa.pdf")
        desk.ask("purchase", "cash", first["id"], "--output", paper)
        text = read_pdf(paper)
        assert "Quietanza n. 000/2026/1" in text and "104,00" in text, text
        # The money is taken also where the paper can't be written; it is printed once more.
        answer = desk.call("purchase", "cash", second["id"], "--output", "/nowhere/x.pdf", expect=cli.PARTLY)
        assert answer.json["number"] == "000/2026/2", answer
        desk.ask("cash", "print", "000/2026/2", "--output", paper)
        assert "000/2026/2" in read_pdf(paper)
        desk.ask("cash", "void", "0/2026/2", "--reason", "resto mancante", "--output", paper)
        assert "ANNULLATA" in read_pdf(paper)
        desk.ask("cash", "close", "--counted", "10000", "--reason", "manca il resto", "--output", report)
        text = read_pdf(report)
        for word in ("Giornale di cassa", "000/2026/1", "000/2026/2", "annullata", "-4,00", "manca il resto",
                     "resto mancante", "Con carta"):
            assert word in text, f"{word} is not in {text}"
        desk.ask("cash", "report", "--output", report)


@tap.test("/cli/cash/bad-words-are-refused-by-name")
def bad_words():
    with selling() as (desk, _):
        purchase = sold(desk)[0]["id"]
        for words, field in [
            (("purchase", "cash", purchase, "--method", "gold"), "method"),
            (("purchase", "cash", purchase, "--instalment", "2"), "instalment"),
            (("purchase", "cash", "nobody"), "purchase"),
            (("cash", "void", "000/2026/9", "--reason", "x"), "quittance"),
            (("cash", "close", "--counted", "ten"), "counted"),
            (("cash", "close", "--counted", "-5"), "counted"),
            (("cash", "report", "--date", "yesterday"), "date"),
        ]:
            answer = desk.call(*words, expect=cli.REFUSED)
            assert answer.error.get("field") == field, answer
        desk.call("cash", "close", expect=cli.USAGE)
        check_balances(desk, 0)


@tap.test("/cli/cash/a-day-is-reported-and-closed-with-a-count")
def closing():
    with selling(3) as (desk, _):
        first, second, third = sold(desk)
        desk.ask("purchase", "cash", first["id"])
        desk.ask("purchase", "cash", second["id"], "--method", "pos")
        wrong = desk.ask("purchase", "cash", third["id"])
        voided = desk.ask("cash", "void", wrong["number"], "--reason", "pagherà con la carta")
        assert voided["voided"]["reason"] == "pagherà con la carta", voided
        check_balances(desk, 0, 20, 20)

        day = desk.ask("cash", "report")
        assert (day["cashTotal"], day["posTotal"], day["expected"]) == (20 * COST,) * 3, day
        assert [one["number"] for one in day["quittances"]] == [f"000/2026/{n}" for n in (1, 2, 3)], day
        assert (day["standing"], day["voided"], day["closings"], day["unclosed"]) == (2, 1, [], []), day

        refused = desk.call("cash", "close", "--counted", str(20 * COST - 50), expect=cli.REFUSED)
        assert refused.error["field"] == "reason", refused
        closed = desk.ask("cash", "close", "--counted", str(20 * COST - 50), "--reason", "resto")
        assert {key: closed["closings"][0][key] for key in (
            "expected", "counted", "difference", "posTotal", "quittances", "reason",
        )} == {
            "expected": 20 * COST, "counted": 20 * COST - 50, "difference": -50,
            "posTotal": 20 * COST, "quittances": 3, "reason": "resto",
        }, closed
        desk.call("cash", "close", "--counted", "0", expect=cli.REFUSED)
        late = desk.call("cash", "void", "000/2026/1", "--reason", "tardi", expect=cli.REFUSED)
        assert late.error["code"] == "rule", late

        # Paid by card after all: the notice that pagoPA thinks paid is taken anew here.
        again = desk.ask("purchase", "cash", third["id"], "--method", "pos")
        assert (again["number"], again["telling"]) == ("000/2026/4", "told"), again
        desk.now = TOMORROW
        assert desk.ask("cash", "report")["unclosed"] == [cli.TODAY]
        desk.ask("cash", "close", "--counted", "0", "--date", cli.TODAY)
        assert desk.ask("cash", "report")["unclosed"] == []


@tap.test("/cli/cash/without-network-the-money-is-taken-and-pagopa-told-later")
def offline():
    with selling() as (desk, sandbox):
        purchase = sold(desk)[0]
        address, desk.url = desk.url, "http://127.0.0.1:9"
        answer = desk.call("purchase", "cash", purchase["id"], expect=cli.UNREACHABLE)
        assert (answer.json["telling"], answer.error["code"]) == ("waiting", "pagopa"), answer
        assert answer.json["problem"] and answer.json["retryAt"] > cli.NOW, answer
        check_balances(desk, 20)
        desk.url, desk.now = address, LATER
        assert desk.ask("pagopa", "publish")["told"] == 1
        assert "told" not in desk.ask("pagopa", "publish")
        check_not_payable(sandbox, purchase)


@tap.test("/cli/cash/killed-between-taking-and-telling-it-is-told-later")
def killed():
    with selling() as (desk, sandbox):
        purchase = sold(desk)[0]
        expect(sandbox.faults("late:20s"), 200)
        process = desk.start("purchase", "cash", purchase["id"])
        for _ in range(600):
            if desk.ask("cash", "report")["quittances"]:
                break
            time.sleep(0.05)
        process.kill()
        process.communicate()
        desk.verify()
        taken = desk.ask("cash", "report")["quittances"]
        assert [(one["number"], one["telling"]) for one in taken] == [("000/2026/1", "waiting")], taken
        check_balances(desk, 20)

        expect(sandbox.faults(""), 200)
        desk.now = LATER
        answer = desk.ask("pagopa", "publish")
        assert (answer["told"], answer["untold"]) == (1, 0), answer
        check_not_payable(sandbox, purchase)


@tap.test("/cli/cash/paid-at-pagopa-meanwhile-is-said-and-given-back")
def paid_there():
    with selling() as (desk, sandbox):
        purchase = sold(desk)[0]
        expect(sandbox.pay(purchase["noticeNumber"]), 200)
        answer = desk.call("purchase", "cash", purchase["id"], expect=cli.PARTLY)
        assert answer.json["telling"] == "paid-there", answer
        assert "cash void" in answer.error["message"], answer
        assert desk.rows("SELECT status FROM position") == [("PAID",)]
        check_balances(desk, 20)

        desk.ask("cash", "void", answer.json["number"], "--reason", "già pagato con pagoPA")
        check_balances(desk, 0)
        assert sold(desk)[0]["status"] == "paid"
        assert desk.ask("pagopa", "receipts")["credited"] == 1
        check_balances(desk, 20)


@tap.test("/cli/cash/paid-at-pagopa-after-the-desk-closed-credits-once")
def receipt_after():
    with selling() as (desk, sandbox):
        purchase = sold(desk)[0]
        expect(sandbox.pay(purchase["noticeNumber"]), 200)
        desk.call("purchase", "cash", purchase["id"], expect=cli.PARTLY)
        desk.ask("cash", "close", "--counted", str(20 * COST))
        answer = desk.call("pagopa", "receipts").json
        assert (answer["credited"], len(answer["review"])) == (0, 1), answer
        check_balances(desk, 20)


if __name__ == "__main__":
    tap.run()
