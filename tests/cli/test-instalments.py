#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""A purchase in instalments, over real HTTP: each part by its own notice, the vouchers with each."""

import re
import shutil
import subprocess
import time

import cli
import people
import tap
from sandbox import expect, running


def open_shop(desk, sandbox):
    desk.url = sandbox.address
    desk.ask("import", "pupils", desk.write("alunni.csv", people.pupil_list(3)))
    desk.ask("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS))
    return desk.ask("pupil", "list")[0]["id"]


def sell(desk, pupil, count="3", **more):
    return desk.ask("purchase", "create", "--pupil", pupil, "--quantity", "20",
                    "--instalments", count, **more)


def wallet(desk, pupil):
    line = desk.ask("wallet", "show", "--pupil", pupil)["lines"][0]
    return line["balance"], line["awaiting"]


def states(desk, sold):
    shown = desk.ask("purchase", "show", sold["id"])
    return shown["status"], [instalment["status"] for instalment in shown["instalments"]]


def pay_in_three(desk, sandbox):
    """Sold in three, the second paid first: the wallet is right after each, the whole is closed."""
    pupil = open_shop(desk, sandbox)
    sold = sell(desk, pupil)
    parts = sold["instalments"]
    assert [part["quantity"] for part in parts] == [7, 7, 6], sold
    assert [part["amount"] for part in parts] == [3640, 3640, 3120], sold
    assert [part["dueDate"] for part in parts] == ["2026-12-24", "2027-01-24", "2027-02-24"], sold
    assert [part["number"] for part in parts] == [1, 2, 3], sold
    assert len({part["noticeNumber"] for part in parts} | {sold["noticeNumber"]}) == 4, sold
    for part in parts:
        assert part["noticeNumber"] == "3" + part["iuv"], sold
        assert desk.ask("purchase", "show", part["noticeNumber"])["id"] == sold["id"]

    assert desk.ask("pagopa", "publish")["published"] == 1
    assert states(desk, sold) == ("published", ["open", "open", "open"])
    for number, balance, state in [(1, 7, "published"), (0, 14, "published"), (2, 20, "credited")]:
        expect(sandbox.pay(parts[number]["noticeNumber"]), 200)
        if number == 1:
            expect(sandbox.pay(sold["noticeNumber"]), 409)
        answer = desk.ask("pagopa", "receipts")
        assert (answer["credited"], answer["review"]) == (1, []), answer
        assert wallet(desk, pupil) == (balance, 20 - balance)
        assert states(desk, sold)[0] == state
        desk.verify()
    expect(sandbox.pay(sold["noticeNumber"]), 409)
    assert desk.ask("pagopa", "receipts")["credited"] == 0


@tap.test("/cli/instalments/second-first")
def second_first():
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        pay_in_three(desk, sandbox)


@tap.test("/cli/instalments/by-version-3")
def by_version_3():
    """The same through options and instalments; the platform's own words for what is closed."""
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        desk.ask("setting", "set", "pagopa.provider", "gpd-v3")
        pay_in_three(desk, sandbox)
        iupd = "DESCO-" + desk.ask("purchase", "list")[0]["id"]
        found = expect(sandbox.v3("GET", f"debtpositions/{iupd}", creditor=cli.CREDITOR), 200).json
        assert found["status"] == "PAID", found
        assert [[part["status"] for part in option["installments"]] for option in found["paymentOption"]
                ] == [["UNPAYABLE"], ["PAID"] * 3], found


@tap.test("/cli/instalments/version-3-withdraws-by-deleting")
def version_3_withdraws():
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        desk.ask("setting", "set", "pagopa.provider", "gpd-v3")
        sold = sell(desk, open_shop(desk, sandbox))
        desk.ask("pagopa", "publish")
        iupd = "DESCO-" + sold["id"]
        expect(sandbox.v3("GET", f"debtpositions/{iupd}", creditor=cli.CREDITOR), 200)
        assert desk.ask("purchase", "cancel", sold["id"])["status"] == "cancelled"
        expect(sandbox.v3("GET", f"debtpositions/{iupd}", creditor=cli.CREDITOR), 404)
        expect(sandbox.pay(sold["instalments"][0]["noticeNumber"]), 404)
        assert states(desk, sold) == ("cancelled", ["cancelled"] * 3)
        again = desk.ask("purchase", "cancel", sold["id"])
        assert again["status"] == "cancelled", again


FAULTS = ["500@1", "503@1", "429:1s@1", "html@1", "cut@1", "drop@1", "drop-after-commit@1"]


def there(sandbox):
    """What the platform has: each notice with its state."""
    return [(line["noticeNumber"], line["status"])
            for line in expect(sandbox.send("GET", "/sandbox/positions"), 200).json]


@tap.test("/cli/instalments/version-3-with-every-fault")
def version_3_with_every_fault():
    """Loaded once and deleted once, whatever happens to the answer."""
    problems = []
    for fault in FAULTS:
        with cli.desk() as desk, running(now=cli.NOW) as sandbox:
            desk.ask("setting", "set", "pagopa.provider", "gpd-v3")
            sold = sell(desk, open_shop(desk, sandbox))
            numbers = [sold["noticeNumber"], *(part["noticeNumber"] for part in sold["instalments"])]
            expect(sandbox.faults(fault + "/POST:debtpositions"), 200)
            answer = desk.ask("pagopa", "publish")
            if answer["published"] != 1 or sorted(there(sandbox)) != sorted((n, "VALID") for n in numbers):
                problems.append(f"{fault}: {answer} {there(sandbox)}")
            expect(sandbox.faults(fault + "/DELETE:debtpositions"), 200)
            answer = desk.ask("purchase", "cancel", sold["id"])
            if answer["status"] != "cancelled" or there(sandbox):
                problems.append(f"{fault}: {answer} {there(sandbox)}")
    tap.expect_none(problems, "not as it must be")


@tap.test("/cli/instalments/version-3-kill-9")
def version_3_kill_9():
    """Killed between the platform's commit and ours: found there, and not loaded again."""
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        desk.ask("setting", "set", "pagopa.provider", "gpd-v3")
        sold = sell(desk, open_shop(desk, sandbox))
        expect(sandbox.faults("late:60s@1/POST:debtpositions"), 200)
        process = desk.start("pagopa", "publish")
        end = time.monotonic() + 60
        while not there(sandbox):
            assert time.monotonic() < end, "the position did not come"
            time.sleep(0.02)
        process.kill()
        process.communicate()
        assert states(desk, sold)[0] == "queued"
        expect(sandbox.faults(""), 200)
        answer = desk.ask("pagopa", "publish")
        assert (answer["published"], answer["alreadyThere"]) == (1, 1), answer
        assert len(there(sandbox)) == 4, there(sandbox)
        desk.verify()


@tap.test("/cli/instalments/whole-closes-them")
def whole_closes_them():
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        pupil = open_shop(desk, sandbox)
        sold = sell(desk, pupil, "2")
        desk.ask("pagopa", "publish")
        expect(sandbox.pay(sold["noticeNumber"]), 200)
        for part in sold["instalments"]:
            expect(sandbox.pay(part["noticeNumber"]), 409)
        assert desk.ask("pagopa", "receipts")["credited"] == 1
        assert states(desk, sold) == ("credited", ["cancelled", "cancelled"])
        assert wallet(desk, pupil) == (20, 0)


@tap.test("/cli/instalments/partly-paid-cannot-be-cancelled")
def partly_paid_stays():
    """What a part of was paid can't be withdrawn: the platform refuses, and nothing changes here."""
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        pupil = open_shop(desk, sandbox)
        sold = sell(desk, pupil)
        desk.ask("pagopa", "publish")
        expect(sandbox.pay(sold["instalments"][0]["noticeNumber"]), 200)
        refused = desk.call("purchase", "cancel", sold["id"], expect=cli.REFUSED)
        assert refused.error["message"], refused
        desk.ask("pagopa", "receipts")
        assert states(desk, sold) == ("published", ["credited", "open", "open"])
        assert wallet(desk, pupil) == (7, 13)


@tap.test("/cli/instalments/N-18-on-paper")
def on_paper():
    """The whole and each instalment; once one is paid, the next alone, as the whole is refused."""
    if not shutil.which("pdftotext"):
        raise tap.Skip("pdftotext is not here")
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        pupil = open_shop(desk, sandbox)
        sold = sell(desk, pupil)
        desk.ask("pagopa", "publish")
        numbers = [sold["noticeNumber"], *(part["noticeNumber"] for part in sold["instalments"])]

        def printed():
            path = desk.path("avviso.pdf")
            desk.ask("notice", "print", "--output", path, "--purchase", sold["id"])
            text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
            digits = re.sub(r"\s", "", text.stdout)
            return text.stdout, [number in digits for number in numbers]

        assert printed()[1] == [True, True, True, True]
        expect(sandbox.pay(numbers[1]), 200)
        desk.ask("pagopa", "receipts")
        text, there_now = printed()
        assert there_now == [False, False, True, False], text
        assert "rata 2 di 3" in text and "36,40" in text, text


@tap.test("/cli/instalments/online-at-the-desk")
def online():
    """The whole in one go; once an instalment is paid, the next one."""
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        sold = sell(desk, open_shop(desk, sandbox))
        desk.ask("pagopa", "publish")

        def cart():
            url = desk.ask("pagopa", "checkout", "--purchase", sold["id"])["url"]
            return expect(sandbox.send("GET", url.removeprefix(sandbox.address)), 200).text

        assert "104,00 €" in cart()
        expect(sandbox.pay(sold["instalments"][0]["noticeNumber"]), 200)
        desk.ask("pagopa", "receipts")
        text = cart()
        assert "36,40 €" in text and "104,00 €" not in text, text


@tap.test("/cli/instalments/due-dates-and-refusals")
def due_dates_and_refusals():
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        pupil = open_shop(desk, sandbox)
        dates = ["--instalment-due-date", "2026-12-01", "--instalment-due-date", "2027-03-01"]
        create = ["purchase", "create", "--pupil", pupil, "--quantity", "20"]
        sold = desk.ask(*create, "--instalments", "2", *dates)
        assert [part["dueDate"] for part in sold["instalments"]] == ["2026-12-01", "2027-03-01"], sold
        for words, field in [
            (["--instalments", "1"], "instalments"),
            (["--instalments", "13"], "instalments"),
            (["--instalments", "two"], "instalments"),
            (["--instalments", "-3"], "instalments"),
            (["--instalments", "3", *dates], "instalmentDueDate"),
            ([*dates], "instalmentDueDate"),
            (["--instalments", "2", *dates[2:], *dates[:2]], "instalmentDueDate"),
        ]:
            refused = desk.call(*create, *words, expect=cli.REFUSED)
            assert refused.error["field"] == field, refused
        refused = desk.call("purchase", "create", "--pupil", pupil, "--quantity", "2",
                            "--instalments", "3", expect=cli.REFUSED)
        assert refused.error["field"] == "instalments", refused
        assert len(desk.ask("purchase", "list")) == 1
        assert "instalments" not in desk.ask(*create)


@tap.test("/cli/instalments/people-read-the-same")
def people_read_the_same():
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        pupil = open_shop(desk, sandbox)
        sold = sell(desk, pupil)
        desk.ask("pagopa", "publish")
        expect(sandbox.pay(sold["instalments"][0]["noticeNumber"]), 200)
        desk.ask("pagopa", "receipts")
        said = desk.say("purchase", "show", sold["id"])
        for words in ["Payable, 1 of 3 paid", "7 vouchers, 36,40 €", "to pay by 24/02/2027", "Credited"]:
            assert words in said, said


if __name__ == "__main__":
    tap.run()
