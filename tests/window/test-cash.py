#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Who pays at the desk (R-10), by keyboard: cash against a quittance, the day closed with a count, and
three siblings paid online in one go."""

import json
import os
import urllib.parse
import urllib.request
import uuid

import desk
import tap


def sell_to_a_family(this):
    """Three notices that one person has to pay, at the pagoPA of practice; the newest last."""
    guardian, = this.query(
        "SELECT guardian_id FROM guardianship WHERE payer = 1 GROUP BY guardian_id "
        "HAVING count(*) >= 2 ORDER BY count(*) DESC, guardian_id LIMIT 1")[0]
    pupils = [pupil for pupil, in this.query(
        "SELECT pupil_id FROM guardianship WHERE payer = 1 AND guardian_id = ?", guardian)]
    numbers = []
    while len(numbers) < 3:
        pupil = uuid.UUID(bytes=pupils[len(numbers) % len(pupils)])
        numbers.append(this.cli("purchase", "create", "--pupil", str(pupil), "--quantity", "20")["noticeNumber"])
    this.cli("pagopa", "publish")
    return numbers


def open_newest(this):
    """A desk that takes money, on the newest notice of three; the notices."""
    this.fill()
    this.cli("setting", "set", "cash.allowed", "true")
    this.open("oggi")
    this.wait("This morning’s classes")
    numbers = sell_to_a_family(this)
    this.focus()
    this.press("ctrl+4")
    this.wait("Fetch Receipts")
    # The first row is the newest: three are here more than the demo sold.
    this.tab_to("Fetch Receipts")
    this.press("Tab", "Return")
    this.wait(f"Preview of notice {numbers[-1]}")
    return numbers


@tap.test("/window/cash/R-10/taken-printed-and-closed-by-keyboard")
def taken_and_closed():
    with desk.Desk() as this:
        open_newest(this)
        this.wait("Take the Money", "push button")
        this.shoot("cash-notice")
        this.tab_to("Take the Money")
        this.press("Return")
        this.wait("Take the money", "frame")
        this.focus()
        this.shoot("cash-take")
        this.tab_to("in Cash and Credit")
        this.press("Return")
        label, = desk.wait_for("the quittance", lambda: this.query(
            "SELECT printf('%03d/%04d/%d', device_code, year, number) FROM quittance"))[0]
        assert label == "000/2026/1", label
        # The paper is offered at once.
        this.wait("Print", "dialog")
        this.press("Escape")
        desk.wait_for("pagoPA to know", lambda: this.query(
            "SELECT 1 FROM quittance WHERE telling = 'told'"))
        status, method = this.query("SELECT status, method FROM purchase ORDER BY id DESC LIMIT 1")[0]
        assert (status, method) == ("credited", "cash"), (status, method)
        amount, = this.query("SELECT amount FROM quittance")[0]

        this.close()
        this.open("acquisti")
        this.wait("Cash…", "push button")
        this.focus()
        this.tab_to("Cash…")
        this.press("Return")
        this.wait("To be in the drawer now")
        this.focus()
        this.wait("000/2026/1")
        # The count has the focus. A euro is missing: the day is not closed without a reason.
        for digit in f"{amount // 100 - 1}":
            this.press(digit)
        this.press("comma", *f"{amount % 100:02d}")
        this.wait("less than there should be")
        assert not this.find_all("Close the Day", "push button")[0].has_state("SENSITIVE")
        this.wait("Why it differs", "text")
        this.press("Tab", *"resto")
        desk.wait_for("the reason", lambda: this.find_all(
            "Close the Day", "push button")[0].has_state("SENSITIVE"))
        this.shoot("cash-count")
        this.tab_to("Close the Day")
        this.press("Return")
        counted, expected, reason = desk.wait_for("the closing", lambda: this.query(
            "SELECT counted, expected, reason FROM cash_closing"))[0]
        assert (counted, expected, reason) == (amount - 100, amount, "resto"), (counted, expected, reason)
        this.wait("should have been there: resto")
        this.shoot("cash-closed")
        this.verify()


@tap.test("/window/cash/three-siblings-online-in-one-go")
def online():
    with desk.Desk() as this:
        opened = os.path.join(this.folder, "opened")
        this.take_pages(opened)
        numbers = open_newest(this)
        this.tab_to("Pay Online Now")
        this.press("Return")
        this.wait("What is paid in one go")
        this.focus()
        desk.wait_for("the siblings", lambda: len(this.find_all("Buoni mensa", "check box")) >= 3)
        this.shoot("online")
        this.tab_to("Open the Page to Pay")
        this.press("Return")
        url = desk.wait_for("the browser", lambda: os.path.exists(opened) and open(opened, encoding="utf-8").read())
        with urllib.request.urlopen(url.strip(), timeout=desk.PATIENCE) as answer:
            page = answer.read().decode()
        paid = [number for number in numbers if " ".join(
            (number[:4], number[4:8], number[8:12], number[12:16], number[16:])) in page]
        assert paid, page
        form = urllib.parse.urlencode({"azione": "paga", "metodo": "carta", "intestatario": "Nonna Pina",
                                       "email": "pina@example.org"}).encode()
        with urllib.request.urlopen(url.strip() + "/esito", form, timeout=desk.PATIENCE) as answer:
            assert "fa fede la ricevuta" in answer.read().decode()

        this.wait("no proof of payment")
        this.tab_to("Look for the Receipts")
        this.press("Return")
        this.wait("receipts are in")
        this.shoot("online-done")
        states = {status for status, in this.query(
            f"SELECT status FROM purchase WHERE notice_number IN ({','.join('?' * len(paid))})", *paid)}
        assert states == {"credited"}, json.dumps(sorted(states))
        this.verify()


desk.enter()
tap.run()
