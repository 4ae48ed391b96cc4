#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Who has no mouse gets everywhere, and back again with Escape."""

import desk
import tap


def wait_for_focus(this, name, role):
    """The widget of that name, once it has the focus."""
    desk.wait_for(f"the focus on {role} {name!r}", lambda: any(
        widget.has_state("FOCUSED") for widget in this.find_all(name, role)))


@tap.test("/window/keyboard/tables-with-titles-are-entered")
def tables():
    """The titles take no focus, and must not keep it from the rows below them."""
    with desk.Desk() as this:
        this.fill(20)
        this.open("oggi")
        this.wait("This morning’s classes")
        this.focus()
        this.tab_to("To confirm", "list item")
        this.press("Return")
        this.wait("Pupils of the class")


@tap.test("/window/keyboard/escape-goes-back")
def back():
    with desk.Desk() as this:
        this.fill(20)
        this.open("acquisti")
        this.wait("Fetch Receipts")
        this.focus()
        this.tab_to("Fetch Receipts")
        this.press("Tab")
        wait_for_focus(this, "vouchers", "table row")
        this.press("Return")
        wait_for_focus(this, "Send to pagoPA Now", "push button")
        this.press("Escape")
        wait_for_focus(this, "vouchers", "table row")
        # Also out of the search for a pupil, which keeps Escape for itself.
        this.press("ctrl+n")
        wait_for_focus(this, "Search pupils", "entry")
        this.press("Escape")
        wait_for_focus(this, "vouchers", "table row")


@tap.test("/window/keyboard/a-pupil-is-at-hand")
def pupil():
    """The pane is behind all rows of the list for who passes through them."""
    with desk.Desk() as this:
        this.fill(20)
        this.open("alunni")
        wait_for_focus(this, "Search pupils", "entry")
        this.focus()
        this.press("Return")
        wait_for_focus(this, "Sell Vouchers", "push button")


@tap.test("/window/keyboard/escape-closes-the-finder")
def finder():
    """From what was found as well as from where it was typed."""
    with desk.Desk() as this:
        this.fill(20)
        this.open("oggi")
        this.wait("This morning’s classes")
        this.focus()
        this.press("ctrl+k")
        this.wait("Find", "frame")
        this.focus()
        this.press("Tab")
        wait_for_focus(this, "Go to Today", "list item")
        this.press("Escape")
        desk.wait_for("the end of the search", lambda: not this.find_all("Find", "frame"))


desk.enter()
tap.run()
