#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""A receipt with the wrong amount waits for a person, who decides by keyboard; a file that is opened
shows what came of it."""

import desk
import receipts
import tap

def sell(this):
    pupil = next(line for line in this.cli("pupil", "list") if this.cli(
        "tariff", "quote", "--pupil", line["id"])["unitAmount"] > 0)
    return pupil, this.cli("purchase", "create", "--pupil", pupil["id"], "--quantity", "20")


def get_balance(this, pupil):
    return this.query("SELECT balance FROM wallet_line WHERE pupil_id = (SELECT id FROM pupil "
                      "WHERE tax_code = ?)", pupil["taxCode"])[0][0]


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
        this.wait("No receipt waits")
        assert get_balance(this, pupil) == before + 10
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


desk.enter()
tap.run()
