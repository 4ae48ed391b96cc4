#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Money that goes back (R-08) and vouchers that go to a sibling (R-11), asked for at the desk by
keyboard: what each button promises is what is in the database afterwards."""

import csv
import os
import uuid

import desk
import receipts
import tap

IBAN = "IT60X0542811101000000123456"


def find_lots(this, pupil):
    """What is left of each lot, the oldest first."""
    return this.query("SELECT remaining, unit_amount FROM lot WHERE pupil_id = ? AND remaining > 0 "
                      "ORDER BY id", pupil)


def value_of(lots, quantity):
    value = 0
    for left, unit in lots:
        taken = min(left, quantity)
        value += taken * unit
        quantity -= taken
    assert quantity == 0, "there are not so many"
    return value


def euros(cents):
    return f"{cents // 100},{cents % 100:02d} €"


def find_rich(this, siblings=False):
    """A pupil with vouchers that were paid for: its id and name."""
    return this.query(
        "SELECT p.id, p.surname, p.name FROM pupil AS p JOIN wallet_line AS w ON w.pupil_id = p.id "
        "WHERE w.balance >= 8 AND p.surname || p.name NOT GLOB '*[^A-Za-z]*' "
        "AND NOT EXISTS (SELECT 1 FROM lot WHERE pupil_id = p.id AND unit_amount = 0) "
        + ("AND EXISTS (SELECT 1 FROM guardianship AS x JOIN guardianship AS y "
           "ON y.guardian_id = x.guardian_id AND y.pupil_id <> x.pupil_id "
           "JOIN lot AS l ON l.pupil_id = y.pupil_id AND l.unit_amount > 0 "
           "WHERE x.pupil_id = p.id) " if siblings else "")
        + "ORDER BY p.sort_key LIMIT 1")[0]


def open_pane(this, surname, name):
    this.open("alunni")
    this.wait("Search pupils")
    this.focus()
    this.press(*surname.lower(), "space", *name.lower())
    desk.wait_for("the pupil alone", lambda: this.find_all("found"))
    this.press("Return")
    this.wait("Statement", "list")


def click(this, name):
    this.wait(name, "push button").click()


def is_pressable(this, name):
    found = this.find_all(name, "push button")
    return bool(found) and found[0].has_state("SENSITIVE")


@tap.test("/window/refunds/R-08/asked-for-refused-and-paid")
def asked_for():
    with desk.Desk() as this:
        this.fill()
        pupil, surname, name = find_rich(this)
        lots = find_lots(this, pupil)
        before = this.query("SELECT balance FROM wallet_line WHERE pupil_id = ?", pupil)[0][0]
        open_pane(this, surname, name)

        click(this, "Pay Back…")
        this.wait("Pay money back", "frame")
        this.focus()
        everything = sum(left for left, _ in lots)
        this.wait(f"Take Out {everything} vouchers and Ask for", "push button")
        # The number has the focus; the amount follows it. Nothing is asked for without a reason.
        this.press("ctrl+a", "7")
        button = f"Take Out 7 vouchers and Ask for {euros(value_of(lots, 7))} Back"
        this.wait(button, "push button")
        assert not is_pressable(this, button), "nobody said why"
        this.shoot("refund")
        # What they cost and who gets the money are read on the way to the account; a wrong one is
        # told when it is left.
        this.press("Tab", "Tab", "Tab", *(IBAN[:-1].lower() + "7"), "Tab")
        this.wait("check")
        assert not is_pressable(this, button), "the account is wrong"
        this.press("shift+Tab", "ctrl+a", *IBAN.lower())
        this.press("Tab", *"trasloco")
        desk.wait_for("the button", lambda: is_pressable(this, button))
        this.press("Return")
        desk.wait_for("the request", lambda: this.query("SELECT 1 FROM refund"))
        quantity, amount, why, iban, status = this.query(
            "SELECT quantity, amount, reason, iban, status FROM refund")[0]
        assert (quantity, amount, why, iban, status) == (
            7, value_of(lots, 7), "trasloco", IBAN, "requested"), (quantity, amount, why, iban, status)
        assert this.query("SELECT balance FROM wallet_line WHERE pupil_id = ?", pupil)[0][0] == before - 7

        # Refused, it gives the vouchers back.
        this.focus()
        this.press("ctrl+k")
        this.wait("Find")
        this.focus()
        this.press(*"refunds")
        this.wait("list for accounting")
        this.press("Return")
        this.wait("Refunds", "frame")
        this.focus()
        this.wait(euros(amount))
        this.shoot("refunds")
        this.press("Return")
        desk.wait_for("the refund", lambda: is_pressable(this, "Refuse…"))
        this.shoot("refund-view")
        click(this, "Refuse…")
        this.wait("Reason", "text")
        this.focus()
        this.press(*"resta", "Return")
        desk.wait_for("the refusal", lambda: this.query("SELECT 1 FROM refund WHERE status = 'refused'"))
        assert this.query("SELECT balance FROM wallet_line WHERE pupil_id = ?", pupil)[0][0] == before
        assert find_lots(this, pupil) == lots, "not where they came from"
        this.verify()


@tap.test("/window/refunds/R-11/to-a-sibling-as-it-said")
def to_a_sibling():
    with desk.Desk() as this:
        this.fill()
        pupil, surname, name = find_rich(this, siblings=True)
        before = this.query("SELECT balance FROM wallet_line WHERE pupil_id = ?", pupil)[0][0]
        open_pane(this, surname, name)
        click(this, "Move to a Sibling…")
        this.wait("Move vouchers to a sibling", "frame")
        this.focus()
        this.press("ctrl+a", "7")
        # What leaves and what arrives is said before, with what arrives on the button.
        said = desk.wait_for("what leaves", lambda: this.find_all(f"leave {name}’s wallet"))[0].name
        button = desk.wait_for("the button", lambda: this.find_all("Give ", "push button"))[0]
        arriving = int(button.name.split("Give ")[1].split()[0])
        desk.wait_for("seven at most", lambda: int(this.find_all(f"leave {name}’s wallet")[0].name.split()[0]) <= 7)
        this.shoot("move")
        said = this.find_all(f"leave {name}’s wallet")[0].name
        arriving = int(this.find_all("Give ", "push button")[0].name.split("Give ")[1].split()[0])
        this.press("Return")
        desk.wait_for("the move", lambda: this.query("SELECT 1 FROM ledger WHERE kind = 'transfer-in'"))
        taken, = this.query("SELECT -quantity FROM ledger WHERE kind = 'transfer-out'")[0]
        received, = this.query("SELECT quantity FROM ledger WHERE kind = 'transfer-in'")[0]
        assert int(said.split()[0]) == taken <= 7, (said, taken)
        assert arriving == received, (arriving, received)
        assert this.query("SELECT balance FROM wallet_line WHERE pupil_id = ?", pupil)[0][0] == before - taken
        this.verify()


@tap.test("/window/refunds/R-08/a-paid-purchase-is-cancelled-and-listed")
def cancelled_and_listed():
    with desk.Desk() as this:
        this.fill()
        pupil = uuid.UUID(bytes=find_rich(this)[0])
        sold = this.cli("purchase", "create", "--pupil", str(pupil), "--quantity", "9")
        this.cli("import", "receipts", receipts.write_receipt(this, sold, "R-1", sold["amount"]))
        number = sold["noticeNumber"]
        this.open("acquisti")
        this.wait("Fetch Receipts")
        this.focus()
        # The first row is the newest.
        this.tab_to("Fetch Receipts")
        this.press("Tab", "Return")
        click(this, "Cancel and Pay Back…")
        this.wait(f"notice {number}")
        this.focus()
        # A purchase says by itself why: one press asks for what is left of it.
        this.wait(f"Take Out 9 vouchers and Ask for {euros(sold['amount'])} Back", "push button")
        this.press("Return")
        desk.wait_for("the request", lambda: this.query("SELECT 1 FROM refund"))
        amount, of_purchase = this.query("SELECT amount, purchase_id FROM refund")[0]
        assert (amount, str(uuid.UUID(bytes=of_purchase))) == (sold["amount"], sold["id"])

        click(this, "Refunds…")
        this.wait("Refunds", "frame")
        this.focus()
        this.wait("Requested")
        path = os.path.join(this.folder, "ragioneria.csv")
        this.press("alt+o")
        this.wait("as a List")
        this.shoot("refunds-menu")
        this.press("Down", "Return")
        this.wait("Save the List for Accounting")
        this.focus()
        this.shoot("refunds-save")
        this.press("ctrl+a")
        this.type(path)
        this.press("Return")
        desk.wait_for("the list", lambda: os.path.exists(path))
        desk.wait_for("the mark", lambda: this.query("SELECT 1 FROM refund WHERE status = 'exported'"))
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
        assert len(rows) == 2 and number in rows[1], rows

        # What the office has is settled in one go, with the sum on the button.
        this.focus()
        this.press("alt+o")
        this.wait("What Is on a List Was Paid")
        this.press("Up", "Return")
        this.wait(f"Settle 1 Refund: {euros(sold['amount'])}", "push button").click()
        desk.wait_for("the end", lambda: this.query("SELECT 1 FROM refund WHERE status = 'paid'"))
        this.verify()


desk.enter()
tap.run()
