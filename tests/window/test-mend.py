#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""What was done at pagoPA behind the desk's back is found, said in plain words and put right (R-09)."""

import json
import urllib.request
import uuid

import desk
import tap

CREDITOR = "81003310034"


def ask(url, method, path, body=None):
    request = urllib.request.Request(
        url + path, json.dumps(body).encode() if body is not None else None,
        {"Content-Type": "application/json", "Ocp-Apim-Subscription-Key": "k"}, method=method)
    with urllib.request.urlopen(request, timeout=desk.PATIENCE) as answer:
        return json.load(answer)


def gpd(url, method, path, body=None):
    return ask(url, method, f"/gpd/debt-positions-service/v1/organizations/{CREDITOR}/{path}", body)


def sell(this, count):
    """Notices that can be paid; the invented town's own wait to be sent."""
    pupil = next(line for line in this.cli("pupil", "list") if this.cli(
        "tariff", "quote", "--pupil", line["id"])["unitAmount"] > 0)
    bought = [this.cli("purchase", "create", "--pupil", pupil["id"], "--quantity", "20") for _ in range(count)]
    this.cli("pagopa", "publish")
    return bought


def status(this, purchase):
    return this.query("SELECT status FROM purchase WHERE id = ?", uuid.UUID(purchase["id"]).bytes)[0][0]


def count_open(this):
    return this.query("SELECT count(*) FROM difference WHERE settled_at IS NULL")[0][0]


def compare(this):
    """Asks pagoPA now, as whoever knows the command's name does."""
    this.focus()
    this.press("ctrl+k")
    this.wait("Find", "frame")
    this.focus()
    this.type("Compare with")
    this.wait("Compare with pagoPA", "label")
    this.press("Return")
    this.wait("What differs from pagoPA", "list")


def change_amount(url, purchase, cents):
    """As another program of the municipality would."""
    name = f"DESCO-{purchase['id']}"
    found, = gpd(url, "GET", f"debtpositions/{name}")["paymentOption"]
    transfer = {"idTransfer": "1", "amount": cents, "remittanceInformation": "x",
                "category": "9/0107101TS/", "iban": "IT60X0542811101000000123456"}
    option = {"nav": found["nav"], "iuv": found["iuv"], "amount": cents, "description": "x",
              "isPartialPayment": False, "dueDate": found["dueDate"], "transfer": [transfer]}
    gpd(url, "PUT", f"debtpositions/{name}?toPublish=true",
        {"iupd": name, "type": "F", "fiscalCode": "RSSMRA80A01H501U", "fullName": "Mario Rossi",
         "companyName": "Comune", "switchToExpired": True, "paymentOption": [option]})


def click(this, name, role="push button"):
    this.wait(name, role).click()


@tap.test("/window/mend/R-09/seen-and-mended")
def seen_and_mended():
    with desk.Desk() as this:
        this.fill()
        this.open("oggi")
        this.wait("This morning’s classes")
        withdrawn, other, paid, dear = sell(this, 4)
        url = this.get_sandbox_url()
        for purchase in (withdrawn, other):
            gpd(url, "POST", f"debtpositions/DESCO-{purchase['id']}/invalidate")
        ask(url, "POST", "/sandbox/payments", {"noticeNumber": paid["noticeNumber"], "outcome": "OK"})
        change_amount(url, dear, 100)

        compare(this)
        # A toast says how many; it goes before a slow machine has looked.
        desk.wait_for("the comparison", lambda: count_open(this) == 4)
        this.wait("at pagoPA: 1,00 €")
        this.shoot("mend-list")

        # What can't be taken back is asked for first.
        click(this, "Cancel the Purchase")
        this.wait("Cancel this purchase?")
        assert status(this, withdrawn) == "published"
        click(this, "Cancel the Purchase Here")
        desk.wait_for("the cancelling", lambda: status(this, withdrawn) == "cancelled")

        # What is let be asks why, and keeps the reason.
        desk.wait_for("three to be left", lambda: count_open(this) == 3)
        this.wait("Other ways", "push button")
        this.find_all("Other ways", "push button")[1].click()
        click(this, "Leave as It Is…", "menu item")
        this.wait("Leave it as it is?")
        this.focus()
        this.type("agreed")
        this.press("Return")
        desk.wait_for("the reason", lambda: this.query(
            "SELECT 1 FROM difference WHERE settlement = 'ignore: agreed'"))
        assert status(this, other) == "published"

        click(this, "Fetch the Receipt")
        desk.wait_for("the vouchers", lambda: status(this, paid) == "credited")

        # The morning's page tells what is left, and opens the place where it is put right.
        desk.wait_for("one to be left", lambda: count_open(this) == 1)
        this.focus()
        this.press("ctrl+1")
        this.wait("1 notice to put right at pagoPA")
        this.shoot("mend-today")
        click(this, "Put Right")
        euros = f"{dear['amount'] // 100},{dear['amount'] % 100:02}"
        click(this, f"Put {euros} € at pagoPA")
        this.wait("Nothing to put right")
        assert gpd(url, "GET", f"debtpositions/DESCO-{dear['id']}")["paymentOption"][0]["amount"] == dear["amount"]
        this.verify()


@tap.test("/window/mend/R-05/asks-by-itself")
def asks_by_itself():
    """Whoever opens the desk in the morning sees what was paid, and what differs, without asking."""
    with desk.Desk() as this:
        this.fill()
        this.open("oggi")
        this.wait("This morning’s classes")
        paid, withdrawn = sell(this, 2)
        url = this.get_sandbox_url()
        ask(url, "POST", "/sandbox/payments", {"noticeNumber": paid["noticeNumber"], "outcome": "OK"})
        gpd(url, "POST", f"debtpositions/DESCO-{withdrawn['id']}/invalidate")
        assert status(this, paid) == "published"
        this.close()

        this.cli("setting", "set", "pagopa.poll", "true")
        this.open("oggi")
        this.wait("pagoPA was last asked what was paid at 8:4")
        this.wait("1 notice to put right at pagoPA")
        assert status(this, paid) == "credited"
        assert status(this, withdrawn) == "published", "nothing is mended unasked"
        this.verify()


desk.enter()
tap.run()
