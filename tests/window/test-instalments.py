#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""A sale in three instalments by keyboard: each amount while one types, and what is paid of it."""

import json
import time
import urllib.request

import desk
import tap


def pay(url, number):
    request = urllib.request.Request(
        f"{url}/sandbox/payments", json.dumps({"noticeNumber": number, "outcome": "OK"}).encode(),
        {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=desk.PATIENCE) as answer:
        assert answer.status == 200, answer.status


def euro(cents):
    return f"{cents // 100},{cents % 100:02d}"


def begin_sale(this):
    """A sale to the first pupil of the list; gives what a voucher costs them, in cents."""
    surname, = this.query("SELECT surname FROM pupil WHERE surname GLOB '[A-Z][a-z][a-z]*' "
                          "ORDER BY sort_key LIMIT 1")[0]
    this.open("acquisti")
    this.wait("Fetch Receipts")
    this.focus()
    this.press("ctrl+n")
    this.wait("Search pupils")
    this.press(*surname[:3].lower(), "Return")
    this.wait(role="spin button")
    desk.wait_for("the price", lambda: this.find_all("From 1 to 200"))


def tab_to(this, key, is_there):
    """Tab, or back, until the focus is on what is meant."""
    for _ in range(8):
        this.press(key)
        time.sleep(0.2)
        if is_there():
            return
    raise AssertionError("the keyboard does not get there")


def has_focus(this, role, name=None):
    return any(widget.has_state("FOCUSED") for widget in this.find_all(name, role))


def choose_instalments(this, steps):
    tab_to(this, "Tab", lambda: any(
        "Payment" in widget.name and widget.has_state("FOCUSED") for widget in this.find_all("Payment")))
    this.press("space", *["Down"] * steps, "Return")


@tap.test("/window/instalments/sold-and-paid-in-three")
def sold_and_paid_in_three():
    with desk.Desk() as this:
        this.fill()
        begin_sale(this)
        assert not this.find_all("Instalment 1"), "instalments that nobody asked for"
        choose_instalments(this, 2)
        desk.wait_for("three instalments", lambda: this.find_all("Instalment 3"))

        # The amounts follow the quantity; two vouchers are too few for three.
        tab_to(this, "shift+Tab", lambda: has_focus(this, "text") or has_focus(this, "spin button"))
        this.press("ctrl+a", "2")
        desk.wait_for("the refusal of two in three", lambda: not this.find_all(
            "Sell and Show the Notice", "push button")[0].has_state("SENSITIVE"))
        assert not this.find_all("Instalment 1")
        this.press("0")
        desk.wait_for("the instalments of 20", lambda: this.find_all("Instalment 3"))
        this.press("Return")
        this.wait("Preview of notice")

        identity, unit, count = this.query(
            "SELECT id, unit_amount, instalments FROM purchase ORDER BY id DESC LIMIT 1")[0]
        assert count == 3, count
        parts = this.query("SELECT quantity, amount, notice_number FROM instalment "
                           "WHERE purchase_id = ? ORDER BY number", identity)
        assert [part[:2] for part in parts] == [(7, 7 * unit), (7, 7 * unit), (6, 6 * unit)], parts
        for _, amount, number in parts:
            desk.wait_for(f"{euro(amount)} in the pane", lambda: this.find_all(euro(amount)))
            assert this.find_all(number), f"{number} is not shown"

        pay(this.get_sandbox_url(), parts[1][2])
        this.press("alt+b")
        time.sleep(0.5)
        this.press("alt+f")
        this.wait("Payable, 1 of 3 paid")
        balance, = this.query("SELECT sum(quantity) FROM ledger WHERE purchase_id = ?", identity)[0]
        assert balance == 7, balance
        this.verify()


@tap.test("/window/instalments/R-10/one-taken-at-the-desk")
def one_at_the_desk():
    with desk.Desk() as this:
        this.fill()
        this.cli("setting", "set", "cash.allowed", "true")
        begin_sale(this)
        choose_instalments(this, 2)
        desk.wait_for("three instalments", lambda: this.find_all("Instalment 3"))
        this.wait("Sell and Show the Notice", "push button").click()
        this.wait("Preview of notice")
        identity, = this.query("SELECT id FROM purchase ORDER BY id DESC LIMIT 1")[0]
        amounts = [amount for amount, in this.query(
            "SELECT amount FROM instalment WHERE purchase_id = ? ORDER BY number", identity)]
        desk.wait_for("pagoPA", lambda: this.query(
            "SELECT 1 FROM purchase WHERE id = ? AND status = 'published'", identity))

        # The oldest is proposed; another can be chosen, and the button says which sum that is.
        this.wait("Take the Money", "push button").click()
        this.wait("Take the money", "frame")
        this.focus()
        this.wait(f"Take {euro(amounts[0])} € in Cash", "push button")
        tab_to(this, "Tab", lambda: any(
            "What is paid" in widget.name and widget.has_state("FOCUSED")
            for widget in this.find_all("What is paid")))
        this.shoot("cash-instalment")
        this.press("space", "Down", "Return")
        this.wait("Instalment 2: ")
        this.wait("rata 2 di 3")
        this.wait(f"Take {euro(amounts[1])} € in Cash", "push button").click()
        desk.wait_for("the quittance", lambda: this.query("SELECT 1 FROM quittance"))
        instalment, amount = this.query("SELECT instalment, amount FROM quittance")[0]
        assert (instalment, amount) == (2, amounts[1]), (instalment, amount)
        states = this.query("SELECT status FROM instalment WHERE purchase_id = ? ORDER BY number", identity)
        assert states == [("open",), ("credited",), ("open",)], states
        this.verify()


desk.enter()
tap.run()
