#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Several purchases that are chosen in the list: another due date, and withdrawn, in one action each."""

import desk
import tap

PUPILS = 300


def click(this, name):
    this.wait(name, "push button").click()


def count(this, condition):
    return this.query(f"SELECT count(*) FROM purchase WHERE {condition}")[0][0]


def begin(this):
    """The page with all that can be paid, of which there is more than one call takes."""
    this.fill(PUPILS)
    this.open("acquisti")
    waiting = count(this, "status = 'queued'")
    assert waiting > 20, waiting
    click(this, f"Send All {waiting} to pagoPA")
    desk.wait_for("the notices", lambda: count(this, "status = 'queued'") == 0)
    return this.get_sandbox_url(), count(this, "status = 'published'")


def pay_one(this, url):
    number = this.query("SELECT notice_number FROM purchase WHERE status = 'published' LIMIT 1 OFFSET 5")[0][0]
    desk.ask(url, "/sandbox/payments", {"noticeNumber": number, "outcome": "OK"})
    return number


def choose_all(this):
    """The first with the keyboard, which sets its mark, and all the others at once."""
    marks = desk.wait_for("the rows", lambda: this.find_all("Choose", "check box"))
    this.tab_to("Fetch Receipts")
    this.press("Tab", "space")
    desk.wait_for("the mark", lambda: sum(mark.has_state("CHECKED") for mark in marks) == 1)
    this.wait("1 chosen")
    click(this, "Choose All")
    chosen = this.query("SELECT count(*) FROM purchase")[0][0]
    this.wait(f"{chosen} chosen")


@tap.test("/window/several/another-due-date")
def another_due_date():
    with desk.Desk() as this:
        url, payable = begin(this)
        pay_one(this, url)
        click(this, "Fetch Receipts")
        desk.wait_for("the receipt", lambda: count(this, "status = 'credited'") == 1)
        payable -= 1
        desk.wait_for("the end of that", lambda: not this.find_all("Stop", "push button"))
        before = desk.ask(url, "/sandbox/calls")["calls"]
        choose_all(this)
        click(this, "Another Due Date…")
        change = this.wait(f"Change {payable} Due Dates", "push button")
        assert this.find_all("1 of those chosen is paid, withdrawn or expired, and keeps its day.")
        this.focus()
        this.shoot("another-due-date")

        # A day that can't be is said at the field, and nothing is sent.
        this.press("ctrl+a")
        this.type("01/10/2026")
        this.press("Return")
        this.shoot("another-due-date-refused")
        this.wait("01/10/2026 can't be the day by which to pay")
        assert desk.ask(url, "/sandbox/calls")["calls"] == before
        this.press("ctrl+a")
        this.type("31/1/2027")
        desk.wait_for("the field", lambda: not this.find_all("01/10/2026 can't be the day"))
        desk.ask(url, "/sandbox/faults", {"rules": "late:8s@1/PUT:v2"})
        change.click()
        this.wait("Stop", "push button")
        this.wait("Due dates changed", "progress bar")
        this.shoot("another-due-date-progress")
        this.wait(f"{payable} purchases are to be paid by 31/01/2027.")
        assert count(this, "due_date = '2027-01-31'") == payable
        known = [one for one in desk.ask(url, "/sandbox/positions") if one["dueDate"].startswith("2027-01-31")]
        assert len(known) == payable, len(known)
        calls = desk.ask(url, "/sandbox/calls")
        assert calls["calls"] - before == -(-payable // 100), calls
        desk.wait_for("nothing chosen", lambda: not this.find_all("Choose All", "push button"))
        this.verify()


@tap.test("/window/several/withdrawn-and-what-is-paid-is-left-alone")
def withdrawn():
    with desk.Desk() as this:
        url, _ = begin(this)
        number = pay_one(this, url)
        choose_all(this)
        able = count(this, "status IN ('published', 'expired')")
        click(this, "Withdraw…")
        this.wait(f"Withdraw {able} notices?")
        this.shoot("withdraw-several")
        click(this, f"Withdraw {able} Notices on pagoPA")
        desk.wait_for("the end", lambda: count(this, "status = 'cancelled'") >= able - 1)
        this.wait("What was not done, and why")
        listed = [widget for widget in this.find_all(number) if "\n" in widget.name]
        assert len(listed) == 1 and "was paid meanwhile" in listed[0].name, [one.name for one in listed]
        assert not this.find_all("Show Them in the List", "push button")
        this.shoot("withdraw-several-report")
        click(this, "Close")
        payable_there = [one for one in desk.ask(url, "/sandbox/positions") if one["status"] == "VALID"]
        assert payable_there == [], payable_there
        this.verify()


@tap.test("/window/several/stopped-and-gone-on")
def stopped():
    """By keyboard: a few rows, and Stop between two calls."""
    with desk.Desk() as this:
        url, _ = begin(this)
        desk.ask(url, "/sandbox/faults", {"rules": "late:10s@1/DELETE:v2"})
        choose_all(this)
        able = count(this, "status IN ('published', 'expired')")
        before = count(this, "status = 'cancelled'")
        click(this, "Withdraw…")
        click(this, f"Withdraw {able} Notices on pagoPA")
        click(this, "Stop")
        this.wait(f"Stopped: {able - 20} purchases are as they were.")
        assert count(this, "status = 'cancelled'") == before + 20
        this.verify()


desk.enter()
tap.run()
