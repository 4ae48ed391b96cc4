#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""J-02: a parent at the desk buys vouchers; the notice is there after a dozen keys."""

import json
import urllib.error
import urllib.request

import desk
import tap

# From the menu to the printed notice; one is left for the printing itself.
KEYS_ALLOWED = 12


def list_positions(url):
    with urllib.request.urlopen(f"{url}/sandbox/positions", timeout=desk.PATIENCE) as answer:
        return json.dumps(json.load(answer))


def answers(url):
    try:
        list_positions(url)
    except (urllib.error.URLError, ConnectionError):
        return False
    return True


@tap.test("/window/sale/J-02/twenty-vouchers-in-twelve-keys")
def twenty_vouchers():
    with desk.Desk() as this:
        this.fill()
        surname = this.query("SELECT surname FROM pupil WHERE surname GLOB '[A-Z][a-z][a-z]*' "
                             "ORDER BY sort_key LIMIT 1")[0][0]
        before = this.query("SELECT count(*) FROM purchase")[0][0]
        this.open("oggi")
        this.wait("This morning’s classes")
        this.focus()

        keys = this.press("ctrl+n")
        this.wait("Search pupils")
        keys += this.press(*surname[:3].lower(), "Return")
        this.wait(role="spin button")
        desk.wait_for("the price", lambda: this.find_all("From 1 to 200"))
        keys += this.press("2", "0", "Return")
        this.wait("Preview of notice")
        keys += 1

        assert keys <= KEYS_ALLOWED, f"{keys} keys"
        assert this.query("SELECT count(*) FROM purchase")[0][0] == before + 1
        number, quantity, unit, amount, status = this.query(
            "SELECT notice_number, quantity, unit_amount, amount, status FROM purchase "
            "ORDER BY id DESC LIMIT 1")[0]
        assert (quantity, amount, status) == (20, 20 * unit, "published"), (quantity, amount, status)
        assert this.find_all(f"Preview of notice {number}"), "another notice is shown"
        # The IUV is the notice number without the auxiliary digit (REFERENCE.md).
        url = this.get_sandbox_url()
        positions = list_positions(url)
        assert number[1:] in positions, f"pagoPA has no position {number}: {positions}"
        this.verify()

        this.close()
        desk.wait_for("the end of the practice pagoPA", lambda: not answers(url))


@tap.test("/window/sale/the-total-follows-each-key")
def total_follows():
    with desk.Desk() as this:
        this.fill()
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
        wallet = this.query("SELECT count(*) FROM purchase")[0][0]

        this.press("3", "0", "0")
        desk.wait_for("the refusal of 300 vouchers", lambda: not this.find_all(
            "Sell and Show the Notice", "push button")[0].has_state("SENSITIVE"))
        this.press("BackSpace")
        desk.wait_for("the sale of 30", lambda: this.find_all(
            "Sell and Show the Notice", "push button")[0].has_state("SENSITIVE"))
        assert this.query("SELECT count(*) FROM purchase")[0][0] == wallet


desk.enter()
tap.run()
