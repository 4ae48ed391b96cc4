#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Another due date for many purchases, and many cancelled, with the practice platform over HTTP."""

import json
import signal

import cli
import tap
from sandbox import expect
from sold import PATIENCE, selling, there, wait_until

DAY = "2026-12-20"


def published(desk, count):
    """Publishes all, and gives so many of their ids."""
    desk.ask("pagopa", "publish")
    return [one["id"] for one in desk.ask("purchase", "list")][:count]


def set_day(ids, day=DAY):
    return ("purchase", "set", *ids, "--due-date", day)


def calls_of(sandbox, call):
    """How many calls it took, and what it gave."""
    before, _ = sandbox.calls()
    answer = call()
    after, turned_away = sandbox.calls()
    assert turned_away == 0, turned_away
    return after - before, answer


def check_days(desk, sandbox, moved):
    """The same day on both sides, and so many on the new one."""
    here = {one["noticeNumber"]: one["dueDate"] for one in desk.ask("purchase", "list")}
    known = {one["noticeNumber"]: one["dueDate"][:len(DAY)] for one in there(sandbox)}
    assert known == here, {number: day for number, day in here.items() if known.get(number) != day}
    assert list(here.values()).count(DAY) == moved, here


def check_gone(desk, sandbox, cancelled):
    """So many are cancelled here, and none of them is payable there."""
    here = {one["noticeNumber"] for one in desk.ask("purchase", "list") if one["status"] == "cancelled"}
    payable = {one["noticeNumber"] for one in there(sandbox) if one["status"] == "VALID"}
    assert len(here) == cancelled, len(here)
    assert not here & payable, here & payable


def check_reconciled(desk):
    assert desk.ask("pagopa", "reconcile")["differences"] == []


@tap.test("/cli/several/R-09/as-few-calls-as-there-can-be")
def few_calls():
    with selling(250) as (desk, sandbox):
        ids = published(desk, 250)
        taken, answer = calls_of(sandbox, lambda: desk.ask(*set_day(ids)))
        assert (taken, answer) == (3, {"changed": 250, "failed": []}), (taken, answer)
        check_days(desk, sandbox, 250)
        taken, answer = calls_of(sandbox, lambda: desk.ask(*set_day(ids)))
        assert (taken, answer["changed"]) == (0, 250), (taken, answer)

        taken, answer = calls_of(sandbox, lambda: desk.ask("purchase", "cancel", *ids[:45], "--reason", "chiusa"))
        assert (taken, answer) == (3, {"cancelled": 45, "failed": []}), (taken, answer)
        check_gone(desk, sandbox, 45)
        assert len(there(sandbox)) == 205
        shown = desk.ask("purchase", "show", ids[0])
        assert shown["events"][-1]["detail"].endswith("; chiusa"), shown
        check_reconciled(desk)


@tap.test("/cli/several/one-at-fault-holds-up-nobody")
def culprit():
    """Paid meanwhile: it keeps its day and is not cancelled, and both say why."""
    with selling(45) as (desk, sandbox):
        ids = published(desk, 45)
        paid = desk.ask("purchase", "show", ids[7])
        expect(sandbox.pay(paid["noticeNumber"]), 200)
        day = desk.call(*set_day(ids), expect=cli.PARTLY)
        gone = desk.call("purchase", "cancel", *ids, expect=cli.PARTLY)
        for answer, member, words in ((day, "changed", "has been paid"), (gone, "cancelled", "was paid meanwhile")):
            assert answer.json[member] == 44 and "waiting" not in answer.json, answer
            failed, = answer.json["failed"]
            assert (failed["id"], failed["noticeNumber"]) == (ids[7], paid["noticeNumber"]), answer
            assert words in failed["reason"], answer
            assert answer.error["code"] == "partly", answer
        check_gone(desk, sandbox, 44)
        alone = desk.call("purchase", "cancel", ids[7], ids[7], expect=cli.REFUSED)
        assert alone.json["cancelled"] == 0 and len(alone.json["failed"]) == 1, alone
        desk.ask("pagopa", "receipts")
        check_reconciled(desk)


@tap.test("/cli/several/each-provider")
def each_provider():
    with selling(12) as (desk, sandbox):
        ids = published(desk, 12)
        for number, provider in enumerate(("gpd-v1", "gpd-v2", "gpd-v3", "govpay")):
            desk.ask("setting", "set", "pagopa.provider", provider)
            answer = desk.ask(*set_day(ids, f"2026-12-1{number}"))
            assert answer == {"changed": len(ids), "failed": []}, answer
            answer = desk.ask("purchase", "cancel", *ids[:3])
            assert answer == {"cancelled": 3, "failed": []}, answer
            ids = ids[3:]
            check_gone(desk, sandbox, 12 - len(ids))


@tap.test("/cli/several/what-was-never-sent-needs-no-pagopa")
def never_sent():
    with selling(12) as (desk, _):
        desk.url = "http://127.0.0.1:1"
        ids = [one["id"] for one in desk.ask("purchase", "list")]
        assert desk.ask(*set_day(ids))["changed"] == 12
        assert {one["dueDate"] for one in desk.ask("purchase", "list")} == {DAY}
        answer = desk.call("purchase", "cancel", *ids, expect=cli.UNREACHABLE)
        assert (answer.json["cancelled"], answer.json["waiting"]) == (0, 12), answer


def kill_at(desk, sandbox, words, rule, is_so):
    """kill -9 once pagoPA did it and we do not know."""
    expect(sandbox.faults(rule), 200)
    process = desk.start(*words)
    wait_until(sandbox, is_so, "the batch did not come")
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    expect(sandbox.faults(""), 200)


@tap.test("/cli/several/killed-before-the-answer-was-written-down")
def killed():
    with selling(250) as (desk, sandbox):
        ids = published(desk, 250)
        names = {one["noticeNumber"] for one in there(sandbox)}

        def moved(known):
            assert {one["noticeNumber"] for one in known} == names
            return sum(one["dueDate"].startswith(DAY) for one in known) == 200

        kill_at(desk, sandbox, set_day(ids), "late:20s@2/PUT:v2", moved)
        days = [one["dueDate"] for one in desk.ask("purchase", "list")]
        assert days.count(DAY) == 100, days
        taken, answer = calls_of(sandbox, lambda: desk.ask(*set_day(ids)))
        assert (taken, answer) == (2, {"changed": 250, "failed": []}), (taken, answer)
        check_days(desk, sandbox, 250)

        words = ("purchase", "cancel", *ids[:45])
        kill_at(desk, sandbox, words, "late:20s@2/DELETE:v2", lambda known: len(known) == 210)
        check_gone(desk, sandbox, 20)
        answer = desk.ask(*words)
        assert answer == {"cancelled": 45, "failed": []}, answer
        check_gone(desk, sandbox, 45)
        check_reconciled(desk)


@tap.test("/cli/several/ctrl-c")
def interrupted():
    """The call that is on its way is waited for, and nothing else is begun."""
    with selling(45) as (desk, sandbox):
        ids = published(desk, 45)
        expect(sandbox.faults("late:2s@1/DELETE:v2"), 200)
        process = desk.start("purchase", "cancel", *ids)
        wait_until(sandbox, lambda known: len(known) == 25, "the batch did not come")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == cli.PARTLY, (process.returncode, out, err)
        answer = json.loads(out)
        assert (answer["cancelled"], answer["waiting"]) == (20, 25), answer
        check_gone(desk, sandbox, 20)
        assert desk.ask("purchase", "cancel", *ids)["cancelled"] == 45


@tap.test("/cli/several/faults-that-pass")
def passing():
    problems = []
    for fault in ("500@1", "503@1", "429:1s@1", "html@1", "cut@1", "drop@1", "drop-after-commit@1"):
        with selling(45) as (desk, sandbox):
            ids = published(desk, 45)
            try:
                expect(sandbox.faults(f"{fault}/PUT:v2"), 200)
                assert desk.ask(*set_day(ids)) == {"changed": 45, "failed": []}
                check_days(desk, sandbox, 45)
                expect(sandbox.faults(f"{fault}/DELETE:v2"), 200)
                assert desk.ask("purchase", "cancel", *ids) == {"cancelled": 45, "failed": []}
                check_gone(desk, sandbox, 45)
            except AssertionError as error:
                problems.append(f"{fault}: {error}")
    tap.expect_none(problems, "not as it must be")


@tap.test("/cli/several/faults-that-last")
def lasting():
    with selling(45) as (desk, sandbox):
        ids = published(desk, 45)
        for words, method, member in ((set_day(ids), "PUT", "changed"),
                                      (("purchase", "cancel", *ids), "DELETE", "cancelled")):
            expect(sandbox.faults(f"drop/{method}:v2"), 200)
            answer = desk.call(*words, expect=cli.UNREACHABLE)
            assert (answer.json[member], answer.json["failed"], answer.json["waiting"]) == (0, [], 45), answer
            check_days(desk, sandbox, 45 if method == "DELETE" else 0)
            expect(sandbox.faults(""), 200)
            desk.now = "2026-11-24T09:00:00Z"
            assert desk.ask(*words) == {member: 45, "failed": []}
        check_gone(desk, sandbox, 45)


@tap.test("/cli/several/what-is-refused-before-anything-is-sent")
def refused():
    with selling(12) as (desk, sandbox):
        ids = published(desk, 12)
        before = sandbox.calls()
        past = desk.call(*set_day(ids, "2026-11-23"), expect=cli.REFUSED)
        assert past.error["field"] == "dueDate", past
        parts = desk.call(*set_day(ids), "--instalment-due-date", DAY, expect=cli.REFUSED)
        assert parts.error["field"] == "instalmentDueDate", parts
        desk.call("purchase", "cancel", ids[0], "nothing", expect=cli.REFUSED)
        desk.call("purchase", "cancel", expect=cli.USAGE)
        assert sandbox.calls() == before
        said = desk.say(*set_day(ids[:2], "2026-12-31"))
        assert "2 purchases are to be paid by 31/12/2026." in said, said
        said = desk.say("purchase", "cancel", *ids[:2])
        assert "2 purchases are cancelled." in said, said


if __name__ == "__main__":
    tap.run()
