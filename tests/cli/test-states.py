#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""The platform's state beside ours, with the practice platform over HTTP: poll and reconcile."""

import cli
import people
import tap
from sandbox import expect, running


def sell(desk, count):
    desk.ask("import", "pupils", desk.write("alunni.csv", people.pupil_list(3)))
    desk.ask("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS))
    pupil = people.row(0).split(";")[3]
    bought = [desk.ask("purchase", "create", "--pupil", pupil, "--quantity", "10") for _ in range(count)]
    assert desk.ask("pagopa", "publish")["published"] == count
    return bought


@tap.test("/cli/states/poll-credits-what-was-paid")
def poll():
    with cli.desk() as desk, running(now=desk.now) as server:
        desk.url = server.address
        paid, _ = sell(desk, 2)
        first = desk.ask("pagopa", "poll")
        assert first["asked"] and first["paid"] == 0, first
        expect(server.pay(paid["noticeNumber"]), 200)
        early = desk.ask("pagopa", "poll")
        assert not early["asked"], early
        now = desk.ask("pagopa", "poll", "--now")
        assert (now["paid"], now["credited"]) == (1, 1), now
        assert desk.ask("purchase", "show", paid["id"])["status"] == "credited"
        desk.verify()


@tap.test("/cli/states/R-09/reconcile-explains-and-mends")
def reconcile():
    with cli.desk() as desk, running(now=desk.now) as server:
        desk.url = server.address
        withdrawn, paid, whole = sell(desk, 3)
        assert desk.ask("pagopa", "reconcile")["differences"] == []
        expect(server.gpd("POST", f"debtpositions/DESCO-{withdrawn['id']}/invalidate", creditor=cli.CREDITOR), 200)
        expect(server.pay(paid["noticeNumber"]), 200)

        report = desk.ask("pagopa", "reconcile")
        found = {difference["kind"]: difference for difference in report["differences"]}
        assert sorted(found) == ["paid-there", "withdrawn-there"], report
        assert all(difference["sentence"].endswith(".") and "ignore" in difference["actions"]
                   for difference in report["differences"]), report

        desk.call("pagopa", "reconcile", "--settle", found["withdrawn-there"]["id"], "--by", "fetch", expect=cli.REFUSED)
        desk.call("pagopa", "reconcile", "--fix", "nonsense", expect=cli.REFUSED)
        desk.call("pagopa", "reconcile", "--settle", found["paid-there"]["id"], expect=cli.USAGE)
        after = desk.ask("pagopa", "reconcile", "--settle", found["withdrawn-there"]["id"], "--by", "cancel", "--note", "seen")
        assert (after["settled"], len(after["differences"])) == (1, 1), after
        assert desk.ask("pagopa", "reconcile", "--fix", "paid-there")["differences"] == []
        states = [desk.ask("purchase", "show", purchase["id"])["status"] for purchase in (withdrawn, paid, whole)]
        assert states == ["cancelled", "credited", "published"], states
        desk.verify()


if __name__ == "__main__":
    tap.run()
