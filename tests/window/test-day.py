#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""R-24: closing a day freezes the kitchen's numbers; opening it again asks why."""

import re

import desk
import tap

PRESENT = "SELECT count(*) FROM attendance_mark WHERE civil_date = ? AND state = 'present'"
CLOSINGS = "SELECT reopened_at IS NOT NULL, reopen_reason FROM kitchen_closing WHERE civil_date = ?"


def read_numbers(this):
    """Standard meals by school, as a screen reader reads them."""
    lists = this.find_all("The kitchen’s numbers", "list")
    rows = lists[0].find_all(role="list item") if lists else []
    found = [re.fullmatch(r"(.*), (\d+) standard, .*", row.name) for row in rows]
    return {match[1]: int(match[2]) for match in found if match}


def close_day(this):
    this.open("oggi")
    this.wait("Close the Day", "push button")
    this.press("alt+d")
    this.wait("Freeze the Kitchen’s Numbers", "push button")
    this.focus()
    this.press("alt+f")
    desk.wait_for("the closing", lambda: this.query(CLOSINGS, desk.TODAY) == [(0, None)])
    this.focus()


def reopen_day(this, *reason):
    """Asks for it by keyboard, and gives a reason."""
    this.press("alt+r")
    button = this.wait("Unfreeze the Numbers", "push button")
    assert not button.has_state("SENSITIVE"), "no reason is asked for"
    this.focus()
    this.press(*reason, "Return")
    desk.wait_for("the reopening",
                  lambda: this.query(CLOSINGS, desk.TODAY) == [(1, "".join(reason))])
    this.focus()


@tap.test("/window/day/R-24/closing-shows-the-frozen-numbers")
def closed():
    with desk.Desk() as this:
        this.fill()
        close_day(this)
        numbers = desk.wait_for("the kitchen's numbers", lambda: read_numbers(this))
        schools = this.query("SELECT count(DISTINCT name) FROM school")[0][0]
        assert len(numbers) == schools, numbers
        present = this.query(PRESENT, desk.TODAY)[0][0]
        assert sum(numbers.values()) == present, f"{numbers} for {present} pupils"
        this.verify()


@tap.test("/window/day/R-24/today-opens-a-closed-day-for-a-reason")
def reopened_today():
    with desk.Desk() as this:
        this.fill()
        close_day(this)
        this.wait("Reopen the Day", "push button")
        reopen_day(this, "t", "r", "i", "p")
        this.wait("Close the Day", "push button")
        desk.wait_for("the numbers to go", lambda: not read_numbers(this))


@tap.test("/window/day/R-24/a-frozen-sheet-is-corrected-once-the-day-is-open")
def reopened_sheet():
    with desk.Desk() as this:
        this.fill()
        close_day(this)
        present = this.query(PRESENT, desk.TODAY)[0][0]
        this.press("ctrl+2")
        this.wait("reopen the day")
        reopen_day(this, "e", "r", "r", "o", "r")
        this.wait("It can still be corrected")
        this.press("space")
        this.wait("changed since")
        this.press("Return")
        desk.wait_for("the correction",
                      lambda: this.query(PRESENT, desk.TODAY)[0][0] == present - 1)
        this.verify()


desk.enter()
tap.run()
