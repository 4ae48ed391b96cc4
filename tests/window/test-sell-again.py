#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""An expired purchase is sold again from its notice, by keyboard."""

import contextlib
import sqlite3
import uuid

import desk
import tap


@tap.test("/window/sell-again/R-04/by-keyboard")
def sold_again():
    with desk.Desk() as this:
        this.fill(20)
        # Whoever bought before pays for meals.
        pupil, = this.query("SELECT pupil_id FROM purchase LIMIT 1")[0]
        old = this.cli("purchase", "create", "--pupil", str(uuid.UUID(bytes=pupil)), "--quantity", "10")
        # As a month later finds it.
        with contextlib.closing(sqlite3.connect(this.database)) as file, file:
            file.execute("UPDATE purchase SET status = 'expired' WHERE notice_number = ?", (old["noticeNumber"],))
        this.open("acquisti")
        this.wait("Fetch Receipts")
        this.focus()
        # The first row is the newest.
        this.tab_to("Fetch Receipts")
        this.press("Tab", "Return")
        # It is the likely action, and has the focus.
        desk.wait_for("the button", lambda: any(button.has_state("FOCUSED") for button in this.find_all(
            "Sell Again at Today's Price", "push button")))
        this.shoot("sell-again")
        this.press("Return")
        desk.wait_for("the new purchase", lambda: this.query(
            "SELECT 1 FROM purchase AS new JOIN purchase AS old ON old.id = new.replaces"
            " WHERE old.notice_number = ? AND old.status = 'expired' AND new.status = 'queued'",
            old["noticeNumber"]))
        this.wait("Sold again")
        this.wait("Send to pagoPA", "push button")
        this.shoot("sold-again")
        assert not this.find_all("Sell Again at Today's Price", "push button"), "it is sold again already"
        this.verify()


desk.enter()
tap.run()
