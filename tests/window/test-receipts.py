#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""A receipt with the wrong amount waits for a person, who decides by keyboard; a file that is opened
shows what came of it."""

import os
import re
import sqlite3

import desk
import receipts
import tap

# A minute after midnight of a day of November, so that some were paid in the month before.
PAID_AT = 1793664060000000


def sell(this):
    pupil = next(line for line in this.cli("pupil", "list") if this.cli(
        "tariff", "quote", "--pupil", line["id"])["unitAmount"] > 0)
    return pupil, this.cli("purchase", "create", "--pupil", pupil["id"], "--quantity", "20")


def get_balance(this, pupil):
    return this.query("SELECT balance FROM wallet_line WHERE pupil_id = (SELECT id FROM pupil "
                      "WHERE tax_code = ?)", pupil["taxCode"])[0][0]


def make_many(this, count):
    """As many credited receipts as a year has, each paid a minute before the one that came before it."""
    with sqlite3.connect(this.database) as file:
        file.execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            "INSERT INTO receipt (id, receipt_id, iuv, notice_number, creditor_tax_code, outcome, amount,"
            " payment_at, payer, source, xml, received_at, state, purchase_id) "
            "SELECT randomblob (16), 'M-' || i, printf ('%017d', i), printf ('3%017d', i), '81003310034',"
            " 'OK', 100 + i, ? - i * 60000000, 'Payer ' || i, 'file', x'', ? - i * 60000000, 'credited', NULL"
            " FROM n", (count, PAID_AT, PAID_AT))
    file.close()


@tap.test("/window/receipts/R-05/wrong-amount")
def wrong_amount():
    with desk.Desk() as this:
        this.fill()
        pupil, sold = sell(this)
        paid = sold["amount"] // 2 + 7
        this.cli("import", "receipts", receipts.write_receipt(this, sold, "R-1", paid))
        before = get_balance(this, pupil)

        this.open("ricevute")
        this.wait("Search receipts")
        this.wait(pupil["surname"])
        this.focus()
        this.press("Return")
        button = this.wait("Credit 10 vouchers, Pay Back", "push button")
        assert this.find_all("The receipt", "list") and this.find_all("The purchase", "list")
        assert this.find_all("Credit 20 vouchers", "push button"), "as sold is not offered"
        assert this.find_all("Credit Nothing", "push button")

        # To give more than was paid asks why; nothing is done.
        this.find_all("Credit 20 vouchers", "push button")[0].accessible.do_action(0)
        this.wait("More would be credited than was paid")
        assert get_balance(this, pupil) == before

        button.accessible.do_action(0)
        desk.wait_for("the vouchers", lambda: get_balance(this, pupil) == before + 10)
        this.wait("No receipt waits")
        state, decision, credited = this.query(
            "SELECT state, decision, credited_value FROM receipt WHERE receipt_id = 'R-1'")[0]
        assert (state, decision) == ("credited", "credit-paid")
        assert credited == 10 * sold["unitAmount"]
        assert this.query("SELECT sum(amount) FROM refund")[0][0] == paid - credited
        this.verify()


@tap.test("/window/receipts/opened-file")
def opened_file():
    with desk.Desk() as this:
        this.fill()
        pupil, sold = sell(this)
        before = get_balance(this, pupil)
        this.open("oggi", receipts.write_receipt(this, sold, "R-2", sold["amount"]))
        this.wait("Save the Quittance", "push button")
        desk.wait_for("the vouchers", lambda: get_balance(this, pupil) == before + 20)
        this.verify()


@tap.test("/window/receipts/all-of-them-by-state-and-period")
def all_of_them():
    with desk.Desk() as this:
        this.fill()
        make_many(this, 5000)
        total = this.query("SELECT count(*) FROM receipt WHERE state = 'credited'")[0][0]
        this.open("ricevute")
        this.wait("No receipt waits")
        this.focus()
        # “To be looked at” has the focus first; one down is what was credited.
        this.tab_to("Which receipts are listed", "combo box")
        this.press("space", "Down", "Return")
        this.wait(f"{total} receipts")
        this.shoot("receipts-credited")
        # The last of five thousand is read when it comes into view.
        this.tab_to("", "list item")
        this.press("End")
        last, = this.query("SELECT notice_number FROM receipt WHERE state = 'credited' "
                           "ORDER BY received_at LIMIT 1")[0]
        this.wait(last)
        # A month has its own.
        this.tab_to("Paid when", "combo box")
        this.press("space", "Down", "Return")
        month = this.query("SELECT count(*) FROM receipt WHERE state = 'credited' AND payment_at >= "
                           "unixepoch ('2026-10-31T23:00:00') * 1000000")[0][0]
        assert 0 < month < total, (month, total)
        this.wait(f"{month} receipt")


def is_ready(this, name):
    """The button that can be pressed now, or None."""
    for button in this.find_all(name, "push button"):
        if button.has_state("SENSITIVE"):
            return button
    return None


def count_pages(path):
    with open(path, "rb") as file:
        return len(re.findall(rb"/Type */Page\b", file.read()))


@tap.test("/window/receipts/several-quittances-in-one-go")
def several():
    with desk.Desk() as this:
        this.fill()
        for number in ("R-1", "R-2", "R-3"):
            _, sold = sell(this)
            this.cli("import", "receipts", receipts.write_receipt(this, sold, number, sold["amount"]))
        this.open("ricevute")
        this.wait("No receipt waits")
        this.focus()
        this.tab_to("Which receipts are listed", "combo box")
        this.press("space", "Down", "Return")
        this.shoot("receipts-several")
        this.wait("elect")
        this.press("alt+e")
        this.wait("Print the Quittances", "push button")
        # The first and the third; the second is passed over.
        this.press("Tab", "Return", "ctrl+Down", "ctrl+Down", "Return")
        button = this.wait("Print 2 Quittances", "push button")
        this.shoot("receipts-chosen")
        button.click()
        this.wait("Print", "dialog")
        this.focus()
        # The printer that writes a file asks for a page after the other.
        this.press("Tab", "Down")
        desk.wait_for("a printer", lambda: is_ready(this, "_Print Print"))
        is_ready(this, "_Print Print").click()
        printed = os.path.join(this.folder, "output.pdf")
        desk.wait_for("what was printed", lambda: os.path.exists(printed) and count_pages(printed) == 2)
        # One by one they go, and the file has a page each.
        path = os.path.join(this.folder, "quietanze.pdf")
        this.wait("Save Them…", "push button").click()
        this.wait("Save the Quittances")
        this.focus()
        this.press("ctrl+a")
        this.type(path)
        this.press("Return")
        desk.wait_for("the file", lambda: os.path.exists(path))
        assert count_pages(path) == 2


desk.enter()
tap.run()
