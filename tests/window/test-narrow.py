#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Every page has room in half a screen: the window becomes 600 pixels wide when it is asked to."""

import re
import subprocess

import desk
import receipts
import tap

NARROW = 600
WIDE = 1200


def find_window(this):
    """The X window of the program's first window."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(this.window.pid)],
                           capture_output=True, text=True, check=True).stdout.split()
    return min(found, key=int)


def get_width(window):
    shell = subprocess.run(["xdotool", "getwindowgeometry", "--shell", window], capture_output=True,
                           text=True, check=True).stdout
    return int(re.search(r"WIDTH=(\d+)", shell).group(1))


def resize(window, width):
    subprocess.run(["xdotool", "windowsize", window, str(width), "800"], check=True)


def is_narrow(this):
    """A button opens the sidebar where there is no room for it."""
    return bool(this.find_all("Pages", "push button"))


def check(this, what):
    """Makes the window narrow, and wide again."""
    window = find_window(this)
    resize(window, NARROW)
    desk.wait_for(f"{what} to arrange itself", lambda: is_narrow(this))
    # A window that needs more than it is given takes it in the next frames; each answer takes some.
    for _ in range(3):
        assert is_narrow(this), f"{what} took room back"
    this.shoot(f"narrow-{what.replace(' ', '-')}")
    assert get_width(window) == NARROW, f"{what} takes {get_width(window)} pixels"
    resize(window, WIDE)
    desk.wait_for(f"{what} to be wide again", lambda: not is_narrow(this))


@tap.test("/window/narrow/each-page")
def each_page():
    with desk.Desk() as this:
        this.fill()
        this.cli("setting", "set", "cash.allowed", "true")
        this.open("oggi")
        for key, page, sign in (("ctrl+1", "today", "This morning’s classes"),
                                ("ctrl+2", "attendance", "Pupils of the class"),
                                ("ctrl+3", "pupils", "Search pupils"),
                                ("ctrl+4", "purchases", "Fetch Receipts"),
                                ("ctrl+5", "receipts", "Search receipts"),
                                ("ctrl+7", "report", "The month before")):
            this.focus()
            this.press(key)
            this.wait(sign)
            check(this, page)


@tap.test("/window/narrow/a-sale-and-its-notice")
def sale():
    with desk.Desk() as this:
        this.fill()
        surname, = this.query("SELECT surname FROM pupil WHERE surname GLOB '[A-Z][a-z][a-z]*' "
                              "ORDER BY sort_key LIMIT 1")[0]
        this.open("acquisti")
        this.wait("Fetch Receipts")
        this.focus()
        this.press("ctrl+n")
        this.wait("Search pupils")
        this.press(*surname[:3].lower())
        check(this, "choice of a pupil")
        this.press("Return")
        this.wait(role="spin button")
        desk.wait_for("the price", lambda: this.find_all("From 1 to 200"))
        check(this, "sale")
        this.press("2", "0", "Return")
        this.wait("Preview of notice")
        check(this, "notice")


@tap.test("/window/narrow/a-receipt-to-decide")
def receipt():
    with desk.Desk() as this:
        this.fill()
        pupil = next(line for line in this.cli("pupil", "list") if this.cli(
            "tariff", "quote", "--pupil", line["id"])["unitAmount"] > 0)
        sold = this.cli("purchase", "create", "--pupil", pupil["id"], "--quantity", "20")
        this.cli("import", "receipts", receipts.write_receipt(this, sold, "R-1", sold["amount"] // 2 + 7))
        this.open("ricevute")
        this.wait(pupil["surname"])
        this.focus()
        this.press("Return")
        this.wait("Credit Nothing", "push button")
        check(this, "decision")


desk.enter()
tap.run()
