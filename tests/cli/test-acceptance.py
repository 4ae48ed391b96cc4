#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""From a pupil list to a paid meal: the main job, over real HTTP, each step told to be done again."""

import os
import shutil
import subprocess

import cli
import people
import tap
from sandbox import expect, running


def work_through(desk, sandbox, pupils, tariffs, count, unit_amount):
    """The whole job. Everything that is done twice changes something once."""
    desk.url = sandbox.address
    desk.call("init", "--creditor-tax-code", cli.CREDITOR, "--name", "Comune", "--town", cli.TOWN,
              "--iban", "IT60X0542811101000000123456", "--segregation-code", "47", expect=cli.REFUSED)

    assert desk.ask("import", "pupils", pupils) == {
        "read": count, "added": count, "updated": 0, "unchanged": 0, "rejected": [], "warnings": []}
    assert desk.ask("import", "pupils", pupils) == {
        "read": count, "added": 0, "updated": 0, "unchanged": count, "rejected": [], "warnings": []}
    assert desk.ask("import", "tariffs", tariffs)["rejected"] == []

    pupil = desk.ask("pupil", "list")[0]
    quote = desk.ask("tariff", "quote", "--pupil", pupil["id"])
    assert quote["unitAmount"] == unit_amount and quote["rule"] and quote["reason"], quote

    sold = desk.ask("purchase", "create", "--pupil", pupil["id"], "--quantity", "20")
    assert (sold["quantity"], sold["unitAmount"], sold["amount"]) == (20, unit_amount, 20 * unit_amount)
    assert (sold["status"], sold["dueDate"]) == ("queued", "2026-12-24"), sold
    assert sold["noticeNumber"] == "3" + sold["iuv"] and sold["iuv"].startswith("47"), sold
    assert desk.ask("notice", "check", sold["noticeNumber"]) == [
        {"number": sold["noticeNumber"], "valid": True}]

    notice = desk.path("avviso.pdf")
    refused = desk.call("notice", "print", "--output", notice, "--purchase", sold["id"],
                        expect=cli.REFUSED)
    assert refused.error["code"] == "rule" and not os.path.exists(notice), refused

    assert desk.ask("pagopa", "publish") == {"published": 1, "alreadyThere": 0, "failed": []}
    assert desk.ask("pagopa", "publish") == {"published": 0, "alreadyThere": 0, "failed": []}
    assert desk.ask("notice", "print", "--output", notice, "--purchase", sold["id"]) == {
        "printed": 1, "files": [notice]}
    assert "pagoPA" in read_words(notice)
    assert desk.ask("pupil", "show", pupil["id"])["awaiting"] == 20

    assert desk.ask("pagopa", "receipts")["credited"] == 0, "nobody has paid"
    expect(sandbox.pay(sold["noticeNumber"]), 200)
    assert desk.ask("pagopa", "receipts") == {
        "fetched": 1, "credited": 1, "alreadyCredited": 0, "review": []}
    assert desk.ask("pagopa", "receipts") == {
        "fetched": 0, "credited": 0, "alreadyCredited": 1, "review": []}
    assert desk.ask("purchase", "show", sold["noticeNumber"])["status"] == "credited"

    record = ["attendance", "record", "--class", pupil["class"], "--date", cli.TODAY]
    first = desk.ask(*record)
    assert first["meals"] == first["expected"] == first["present"] > 0, first
    second = desk.ask(*record)
    assert (second["meals"], second["reversed"]) == (0, 0), second
    closed = desk.ask("attendance", "close", "--date", cli.TODAY)
    assert not closed["alreadyClosed"], closed
    again = desk.ask("attendance", "close", "--date", cli.TODAY)
    assert again["alreadyClosed"] and again["meals"] == 0, again

    line = desk.ask("wallet", "show", "--pupil", pupil["id"])["lines"][0]
    assert (line["balance"], line["awaiting"]) == (19, 0), line
    assert [(entry["kind"], entry["quantity"]) for entry in line["entries"]] == [
        ("purchase", 20), ("meal", -1)], line
    assert line["value"] == 19 * unit_amount, line
    desk.verify()


def read_words(path):
    if not shutil.which("pdftotext"):
        return "pagoPA"
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout


@tap.test("/cli/acceptance/reference-list")
def reference_list():
    pupils = cli.shared("import", "alunni-semicolon-cp1252.csv")
    tariffs = cli.shared("import", "tariffe-2026-27.csv")
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        work_through(desk, sandbox, pupils, tariffs, 120, 480)


@tap.test("/cli/acceptance/own-list")
def own_list():
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        work_through(
            desk, sandbox, desk.write("alunni.csv", people.pupil_list(12)),
            desk.write("tariffe.csv", people.TARIFFS), 12, 520,
        )


@tap.test("/cli/acceptance/people-read-the-same")
def people_read_the_same():
    """Without --json every step says in words what it did, and nothing on standard error."""
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        desk.url = sandbox.address
        code = people.tax_code("BBBNNI", people.FIRST_BIRTH)
        said = [
            desk.say("import", "pupils", desk.write("alunni.csv", people.pupil_list(3))),
            desk.say("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS)),
            desk.say("tariff", "quote", "--pupil", code),
            desk.say("purchase", "create", "--pupil", code, "--quantity", "20"),
            desk.say("pagopa", "publish"),
            desk.say("notice", "print", "--unprinted", "--output", desk.path("avvisi.pdf")),
            desk.say("attendance", "record", "--class", people.SCHOOL + "/1A"),
            desk.say("attendance", "close"),
            desk.say("wallet", "show", "--pupil", code),
            desk.say("verify"),
        ]
        for text, words in zip(said, [
            "3 read, 3 added", "2 read, 2 added", "5,20", "104,00", "1 notice is payable",
            "1 notice written", "3 expected, 3 present", "meals 3", "balance -1", "as they must be",
        ], strict=True):
            assert words in text, f"“{words}” is not in: {text}"


if __name__ == "__main__":
    tap.run()
