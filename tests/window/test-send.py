#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""All that waits goes to pagoPA in one action: how far it is, how to stop it, what was not taken."""

import json
import os
import shutil
import tempfile
import urllib.request

import desk
import tap

# Of so many pupils the invented town has sold to more than one call takes.
PUPILS = 1500


def town(this):
    """The same invented town for each test; to invent it takes a while."""
    kept = os.path.join(TOWN, "town.db")
    if os.path.exists(kept):
        shutil.copy(kept, this.database)
    else:
        this.fill(PUPILS)
        this.cli("backup", kept)


def begin(this):
    """The page with all that waits; gives how many that is, and where pagoPA is."""
    town(this)
    waiting = this.query("SELECT count(*) FROM purchase WHERE status = 'queued'")[0][0]
    assert waiting > 100, f"{waiting} purchases are one call only"
    this.open("acquisti")
    this.wait(f"Send All {waiting} to pagoPA", "push button")
    return waiting, this.get_sandbox_url()


def click(this, name):
    this.wait(name, "push button").click()


def published(this):
    return this.query("SELECT count(*) FROM purchase WHERE status = 'published'")[0][0]


@tap.test("/window/send/all-in-one-action")
def all_in_one():
    with desk.Desk() as this:
        waiting, url = begin(this)
        desk.ask(url, "/sandbox/faults", {"rules": "late:15s@2/POST:v2"})
        click(this, f"Send All {waiting} to pagoPA")
        this.wait("Stop", "push button")
        this.wait("Sent to pagoPA", "progress bar")
        desk.wait_for("the rest", lambda: published(this) == waiting)
        assert len(desk.ask(url, "/sandbox/positions")) == waiting
        assert desk.ask(url, "/sandbox/calls")["turnedAway"] == 0
        desk.wait_for("the end of the progress", lambda: not this.find_all("Sent to pagoPA", "progress bar"))
        this.verify()


@tap.test("/window/send/stopped")
def stopped():
    with desk.Desk() as this:
        waiting, url = begin(this)
        desk.ask(url, "/sandbox/faults", {"rules": "late:20s@2/POST:v2"})
        click(this, f"Send All {waiting} to pagoPA")
        # Two batches are on their way at once: either of them may be the one that is late.
        known = desk.wait_for("one of two batches", lambda: published(this))
        click(this, "Stop")
        this.wait(f"Send All {waiting - known} to pagoPA", "push button")
        assert published(this) == known
        desk.ask(url, "/sandbox/faults", {"rules": ""})
        click(this, f"Send All {waiting - known} to pagoPA")
        desk.wait_for("the rest", lambda: published(this) == waiting)
        assert len(desk.ask(url, "/sandbox/positions")) == waiting
        this.verify()


@tap.test("/window/send/what-was-not-taken-has-its-reason")
def not_taken():
    """Another creditor's position has the number already; it is one among all."""
    with desk.Desk() as this:
        waiting, url = begin(this)
        number = this.query("SELECT notice_number FROM purchase WHERE status = 'queued' LIMIT 1 OFFSET 50")[0][0]
        due = "2027-05-31T21:59:59Z"
        transfer = {"idTransfer": "1", "amount": 100, "remittanceInformation": "x",
                    "category": "9/0107101TS/", "iban": "IT60X0542811101000000123456"}
        option = {"nav": number, "iuv": number[1:], "amount": 100, "description": "x",
                  "isPartialPayment": False, "dueDate": due, "transfer": [transfer]}
        request = urllib.request.Request(
            f"{url}/gpd/debt-positions-service/v1/organizations/81003310034/debtpositions",
            json.dumps({"iupd": "OTHER", "type": "F", "fiscalCode": "RSSMRA80A01H501U",
                        "fullName": "Mario Rossi", "companyName": "Comune", "switchToExpired": False,
                        "paymentOption": [option]}).encode(),
            {"Content-Type": "application/json", "Ocp-Apim-Subscription-Key": "k"})
        with urllib.request.urlopen(request, timeout=desk.PATIENCE) as answer:
            assert answer.status == 201

        click(this, f"Send All {waiting} to pagoPA")
        this.wait("What was not done, and why")
        assert published(this) == waiting - 1
        listed = [widget for widget in this.find_all(number) if "\n" in widget.name]
        assert len(listed) == 1, [widget.name for widget in listed]
        click(this, "Show Them in the List")
        this.wait("Send 1 to pagoPA", "push button")
        this.verify()


desk.enter()
with tempfile.TemporaryDirectory(prefix="desco-town-") as TOWN:
    tap.run()
