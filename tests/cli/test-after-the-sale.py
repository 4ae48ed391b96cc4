#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""What follows a sale, with the practice platform over HTTP: another due date, and one that
expired is sold again."""

import cli
import people
import tap
from sandbox import expect, running

LATER = "2027-01-11T07:30:00Z"


def sell(desk, *more):
    desk.ask("import", "pupils", desk.write("alunni.csv", people.pupil_list(1)))
    desk.ask("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS))
    pupil = people.row(0).split(";")[3]
    return desk.ask("purchase", "create", "--pupil", pupil, "--quantity", "10", *more)


@tap.test("/cli/after-the-sale/R-04/sold-again")
def sold_again():
    with cli.desk() as desk:
        with running(now=desk.now) as server:
            desk.url = server.address
            old = sell(desk)
            desk.ask("pagopa", "publish")
            desk.call("purchase", "reissue", old["id"], expect=cli.REFUSED)
        desk.now = LATER
        with running(now=desk.now) as server:
            desk.url = server.address
            desk.ask("pagopa", "receipts")
            assert desk.ask("purchase", "show", old["id"])["status"] == "expired"
            sold = desk.ask("purchase", "reissue", old["noticeNumber"], "--due-date", "2027-01-31")
            assert (sold["replaces"], sold["dueDate"], sold["quantity"]) == (old["id"], "2027-01-31", 10), sold
            again = desk.call("purchase", "reissue", old["id"], expect=cli.REFUSED)
            assert sold["noticeNumber"] in again.error["message"], again

            shown = [desk.ask("purchase", "show", purchase["id"]) for purchase in (old, sold)]
            assert (shown[0]["status"], shown[0]["replacedBy"]) == ("expired", sold["id"]), shown
            assert sold["noticeNumber"] in shown[0]["events"][-1]["detail"], shown
            assert old["noticeNumber"] in shown[1]["events"][0]["detail"], shown
            assert desk.ask("pagopa", "publish")["published"] == 1
            expect(server.pay(sold["noticeNumber"]), 200)
            assert desk.ask("pagopa", "receipts")["credited"] == 1
            assert desk.ask("purchase", "show", old["id"])["status"] == "expired"


@tap.test("/cli/after-the-sale/R-09/another-due-date")
def another_due_date():
    """Here while it waits; there first with each provider once it is published; offline not at all."""
    with cli.desk() as desk, running(now=desk.now) as server:
        desk.url = "http://127.0.0.1:1"
        sold = sell(desk)
        waiting = desk.ask("purchase", "set", sold["id"], "--due-date", "2026-12-01")
        assert (waiting["status"], waiting["dueDate"]) == ("queued", "2026-12-01"), waiting
        desk.url = server.address
        desk.ask("pagopa", "publish")
        desk.call("purchase", "set", sold["id"], "--due-date", "2026-11-23", expect=cli.REFUSED)
        desk.call("purchase", "set", sold["id"], expect=cli.USAGE)
        # Loaded by one, and by its name the same for all that speak of it.
        for day, provider in enumerate(("gpd-v1", "gpd-v2", "gpd-v3", "govpay"), 10):
            desk.ask("setting", "set", "pagopa.provider", provider)
            changed = desk.ask("purchase", "set", sold["noticeNumber"], "--due-date", f"2026-12-{day}")
            assert (changed["status"], changed["dueDate"]) == ("published", f"2026-12-{day}"), changed
            there = expect(server.gpd("GET", f"debtpositions/DESCO-{sold['id']}", creditor=cli.CREDITOR), 200).json
            assert there["paymentOption"][0]["dueDate"].startswith(f"2026-12-{day}"), there
            assert there["status"] == "VALID", there

        desk.url = "http://127.0.0.1:1"
        offline = desk.call("purchase", "set", sold["id"], "--due-date", "2026-12-24", expect=cli.UNREACHABLE)
        assert offline.error["message"].startswith("The due date stays as it was."), offline
        desk.url = server.address
        expect(server.pay(sold["noticeNumber"]), 200)
        desk.call("purchase", "set", sold["id"], "--due-date", "2026-12-24", expect=cli.REFUSED)
        shown = desk.ask("purchase", "show", sold["id"])
        assert shown["dueDate"] == "2026-12-13", shown
        assert sum("in place of" in (event["detail"] or "") for event in shown["events"]) == 5, shown


@tap.test("/cli/after-the-sale/another-due-date-of-instalments")
def of_instalments():
    with cli.desk() as desk, running(now=desk.now) as server:
        desk.url = server.address
        sold = sell(desk, "--instalments", "2")
        desk.ask("pagopa", "publish")
        words = ["purchase", "set", sold["id"], "--due-date", "2026-12-10"]
        desk.call(*words, "--instalment-due-date", "2026-12-10", expect=cli.REFUSED)
        changed = desk.ask(*words, "--instalment-due-date", "2026-12-15", "--instalment-due-date", "2026-12-31")
        assert [part["dueDate"] for part in changed["instalments"]] == ["2026-12-15", "2026-12-31"], changed
        assert [part["dueDate"] for part in desk.ask(*words)["instalments"]] == ["2026-12-10", "2027-01-10"]
        desk.ask("pagopa", "reconcile")
        assert desk.ask("pagopa", "reconcile")["differences"] == []


if __name__ == "__main__":
    tap.run()
