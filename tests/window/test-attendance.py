#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""J-01: this morning's absences, by keyboard alone."""

import desk
import tap

STATES = """SELECT p.surname || ' ' || p.name, m.state, m.meal FROM attendance_mark AS m
            JOIN pupil AS p ON p.id = m.pupil_id WHERE m.civil_date = ?"""
MEALS = """SELECT count(*) FROM ledger AS l WHERE kind = 'meal' AND civil_date = ?
           AND NOT EXISTS (SELECT 1 FROM ledger AS r WHERE r.reverses = l.id)"""


def read_rows(this):
    """The pupils of the sheet as a screen reader reads them: name, state, balance."""
    lists = [widget for widget in this.find_all("Pupils of the class") if widget.role == "list"]
    return [row.name for row in lists[0].find_all(role="list item")] if lists else []


def open_sheet(this):
    this.open("presenze")
    rows = desk.wait_for("the sheet", lambda: read_rows(this))
    this.focus()
    return rows


def fill_and_open_late(this):
    """A sheet after the cut-off."""
    this.fill()
    this.environment["DESCO_NOW"] = "2026-11-24T09:00:00Z"
    return open_sheet(this)


def state_of(this, position):
    return read_rows(this)[position].split(", ")[1]


@tap.test("/window/attendance/J-01/absences-by-keyboard")
def absences_by_keyboard():
    with desk.Desk() as this:
        this.fill()
        before = this.query(MEALS, desk.TODAY)[0][0]
        rows = open_sheet(this)
        names = [row.split(", ")[0] for row in rows]

        this.press("Down", "space")
        desk.wait_for("the second pupil's absence", lambda: state_of(this, 1) == "Absent")
        this.press("Down", "b")
        desk.wait_for("the third pupil's plain meal", lambda: state_of(this, 2) == "Plain")
        this.press("Return")
        this.wait("Confirmed at 8:43")

        marks = {name: (state, meal) for name, state, meal in this.query(STATES, desk.TODAY)}
        assert marks[names[1]][0] == "absent", marks
        assert marks[names[2]] == ("present", "plain"), marks
        assert sum(state == "absent" for state, _ in marks.values()) == 1, marks
        meals = this.query(MEALS, desk.TODAY)[0][0] - before
        assert meals == len(names) - 1, f"{meals} meals for {len(names)} pupils, one absent"
        this.verify()


@tap.test("/window/attendance/J-01/a-number-jumps-to-its-row")
def number_jumps():
    with desk.Desk() as this:
        this.fill()
        open_sheet(this)
        this.press("4", "space")
        desk.wait_for("the fourth pupil's absence", lambda: state_of(this, 3) == "Absent")
        assert [i for i in range(len(read_rows(this))) if state_of(this, i) == "Absent"] == [3]


@tap.test("/window/attendance/undo-takes-a-mark-back")
def undo():
    with desk.Desk() as this:
        this.fill()
        open_sheet(this)
        this.press("space")
        desk.wait_for("the absence", lambda: state_of(this, 0) == "Absent")
        this.press("ctrl+z")
        desk.wait_for("the presence", lambda: state_of(this, 0) == "Present")


@tap.test("/window/attendance/R-22/a-confirmed-sheet-is-corrected")
def corrected():
    with desk.Desk() as this:
        this.fill()
        names = [row.split(", ")[0] for row in open_sheet(this)]
        this.press("Return")
        this.wait("Confirmed at 8:43")
        meals = this.query(MEALS, desk.TODAY)[0][0]

        this.focus()
        this.press("space")
        desk.wait_for("the absence", lambda: state_of(this, 0) == "Absent")
        this.wait("changed since")
        this.press("Return")
        desk.wait_for("the correction", lambda: this.query(MEALS, desk.TODAY)[0][0] == meals - 1)
        reversals = this.query("SELECT count(*) FROM ledger WHERE kind = 'reversal' AND reverses IN "
                               "(SELECT id FROM ledger WHERE civil_date = ?)", desk.TODAY)[0][0]
        assert reversals == 1, f"{reversals} reversals for {names[0]}"
        this.verify()


@tap.test("/window/attendance/R-21/a-late-absence-is-waived-for-a-reason")
def waived():
    with desk.Desk() as this:
        names = [row.split(", ")[0] for row in fill_and_open_late(this)]
        before = this.query(MEALS, desk.TODAY)[0][0]
        this.press("space")
        desk.wait_for("the late absence", lambda: ", Absent, late" in read_rows(this)[0])
        this.press("r")
        button = this.wait("Do Not Charge", "push button")
        assert not button.has_state("SENSITIVE"), "no reason is asked for"
        this.focus()
        this.press("t", "r", "i", "p")
        desk.wait_for("a reason", lambda: button.has_state("SENSITIVE"))
        this.press("Return")
        desk.wait_for("the reason on the row", lambda: "Not charged: trip" in read_rows(this)[0])
        this.focus()

        this.press("ctrl+z")
        desk.wait_for("the charge", lambda: "Not charged" not in read_rows(this)[0])
        assert "Absent, late" in read_rows(this)[0], read_rows(this)[0]

        this.press("r")
        this.wait("Do Not Charge", "push button")
        this.focus()
        this.press("i", "l", "l", "Return")
        desk.wait_for("the other reason", lambda: "Not charged: ill" in read_rows(this)[0])
        this.focus()
        this.press("Return")
        this.wait("Confirmed at 10:00")

        reasons = this.query("SELECT override_reason FROM attendance_mark WHERE civil_date = ? "
                             "AND override_reason IS NOT NULL", desk.TODAY)
        assert reasons == [("ill",)], reasons
        meals = this.query(MEALS, desk.TODAY)[0][0] - before
        assert meals == len(names) - 1, f"{meals} meals for {len(names)} pupils, one waived"
        this.verify()


@tap.test("/window/attendance/R-21/a-late-absence-is-charged-without-a-reason")
def late():
    with desk.Desk() as this:
        names = fill_and_open_late(this)
        before = this.query(MEALS, desk.TODAY)[0][0]
        this.press("space")
        desk.wait_for("the late absence", lambda: "Absent, late" in read_rows(this)[0])
        this.press("r")
        this.wait("Do Not Charge", "push button")
        this.focus()
        this.press("Return", "Escape")
        desk.wait_for("the question to go", lambda: not this.find_all("Do Not Charge", "push button"))
        this.focus()
        this.press("Return")
        this.wait("Confirmed at 10:00")
        meals = this.query(MEALS, desk.TODAY)[0][0] - before
        assert meals == len(names), f"{meals} meals for {len(names)} pupils, one late"


desk.enter()
tap.run()
