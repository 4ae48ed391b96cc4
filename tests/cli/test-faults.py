#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""When pagoPA fails: the work is kept, the next try ends it, and nothing comes to pass twice."""

import contextlib
import time

import cli
import people
import tap
from sandbox import expect, running

# An hour is the longest that a failed try is put off.
LATER = "2026-11-24T09:00:00Z"
SENDING = "/POST:debtpositions"
# Once, and a second try inside the same call sets it right.
PASSING = ["500@1", "503@1", "429:1s@1", "html@1", "cut@1", "drop@1", "drop-after-commit@1", "late:700ms"]
# For as long as it lasts.
LASTING = ["500", "429:1s", "429:90s", "html", "cut", "drop", "drop-after-commit"]


@contextlib.contextmanager
def selling(count=1):
    """A desk that sold to COUNT pupils, and the sandbox that does not know of it yet."""
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        desk.url = sandbox.address
        desk.ask("import", "pupils", desk.write("alunni.csv", people.pupil_list(count)))
        desk.ask("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS))
        for pupil in desk.ask("pupil", "list"):
            desk.ask("purchase", "create", "--pupil", pupil["id"], "--quantity", "20")
        yield desk, sandbox


def positions(sandbox):
    return expect(sandbox.send("GET", "/sandbox/positions"), 200).json


def break_it(sandbox, *rules):
    expect(sandbox.faults(",".join(rules)), 200)


def statuses(desk):
    return sorted(purchase["status"] for purchase in desk.ask("purchase", "list"))


def fail(desk, *words):
    """pagoPA can't be reached: told with the sentence, in the document and on standard error."""
    answer = desk.call(*words, expect=cli.UNREACHABLE)
    assert answer.error["code"] == "pagopa", answer
    assert answer.err.startswith(f"desco-cli: {answer.error['message']}\n"), answer
    return answer.json


def check_sold(desk, sandbox):
    """Every purchase is at pagoPA once, for its own amount."""
    sold = desk.ask("purchase", "list")
    there = positions(sandbox)
    assert sorted((one["noticeNumber"], one["amount"], "published") for one in there) == sorted(
        (one["noticeNumber"], one["amount"], one["status"]) for one in sold), f"{sold}\n{there}"
    assert {one["status"] for one in there} == {"VALID"}, there


def pay_all(desk, sandbox):
    desk.ask("pagopa", "publish")
    for purchase in desk.ask("purchase", "list"):
        expect(sandbox.pay(purchase["noticeNumber"]), 200)


def check_credited(desk):
    pupils = desk.ask("pupil", "list")
    assert {(pupil["balance"], pupil["awaiting"]) for pupil in pupils} == {(20, 0)}, pupils
    assert desk.ask("pagopa", "receipts")["credited"] == 0, "credited twice"


def each(faults, check):
    problems = []
    for fault in faults:
        try:
            check(fault)
        except AssertionError as error:
            problems.append(f"{fault}: {error}")
    tap.expect_none(problems, "not as it must be")


@tap.test("/cli/faults/publish/one-that-passes-is-nobody-s-business")
def publish_passing():
    def check(fault):
        with selling() as (desk, sandbox):
            break_it(sandbox, fault + SENDING)
            answer = desk.ask("pagopa", "publish")
            assert (answer["published"], answer["failed"]) == (1, []), answer
            assert answer["alreadyThere"] == (1 if fault.startswith(("cut", "drop-after")) else 0), answer
            check_sold(desk, sandbox)

    each(PASSING, check)


@tap.test("/cli/faults/publish/one-that-lasts-is-told-and-tried-again")
def publish_lasting():
    def check(fault):
        with selling() as (desk, sandbox):
            break_it(sandbox, fault)
            answer = fail(desk, "pagopa", "publish")
            assert (answer["published"], answer["failed"], answer["waiting"]) == (0, [], 1), answer
            assert answer["retryAt"] > cli.NOW, answer
            waiting = desk.ask("purchase", "list")[0]
            assert waiting["status"] == "queued" and waiting["problem"], waiting

            break_it(sandbox)
            desk.now = LATER
            assert desk.ask("pagopa", "publish")["published"] == 1
            check_sold(desk, sandbox)
            assert desk.ask("pagopa", "publish")["published"] == 0

    each(LASTING, check)


@tap.test("/cli/faults/publish/named-purchase-does-not-wait")
def publish_named():
    with selling() as (desk, sandbox):
        break_it(sandbox, "500")
        fail(desk, "pagopa", "publish")
        break_it(sandbox)
        purchase = desk.ask("purchase", "list")[0]
        assert desk.ask("pagopa", "publish", "--purchase", purchase["id"])["published"] == 1
        check_sold(desk, sandbox)


@tap.test("/cli/faults/publish/what-was-sent-before-stays")
def publish_in_the_middle():
    with selling(3) as (desk, sandbox):
        desk.ask("setting", "set", "pagopa.provider", "gpd-v1")
        # The second purchase and all that comes after it.
        break_it(sandbox, *(f"500@{call}{SENDING}" for call in range(2, 20)))
        answer = fail(desk, "pagopa", "publish")
        assert (answer["published"], answer["waiting"]) == (1, 2), answer
        assert statuses(desk) == ["published", "queued", "queued"]
        break_it(sandbox)
        desk.now = LATER
        answer = desk.ask("pagopa", "publish")
        assert (answer["published"], answer["alreadyThere"]) == (2, 0), answer
        check_sold(desk, sandbox)


@tap.test("/cli/faults/publish/nobody-there")
def nobody_there():
    with selling() as (desk, sandbox):
        # The port of a program that has just ended: nobody listens there.
        with running(now=cli.NOW) as other:
            desk.url = other.address
        fail(desk, "pagopa", "publish")
        fail(desk, "pagopa", "receipts")
        desk.url = sandbox.address
        desk.now = LATER
        assert desk.ask("pagopa", "publish")["published"] == 1
        check_sold(desk, sandbox)


@tap.test("/cli/faults/publish/R-09-cancelling-asks-pagoPA-first")
def cancel():
    with selling() as (desk, sandbox):
        desk.ask("pagopa", "publish")
        purchase = desk.ask("purchase", "list")[0]["id"]
        break_it(sandbox, "503")
        desk.call("purchase", "cancel", purchase, "--reason", "error", expect=cli.UNREACHABLE)
        assert statuses(desk) == ["published"]
        break_it(sandbox, "drop-after-commit@1/POST:invalidate")
        assert desk.ask("purchase", "cancel", purchase, "--reason", "error")["status"] == "cancelled"
        assert [one["status"] for one in positions(sandbox)] == ["INVALID"]


@tap.test("/cli/faults/receipts/one-that-passes-is-nobody-s-business")
def receipts_passing():
    def check(fault):
        with selling() as (desk, sandbox):
            pay_all(desk, sandbox)
            break_it(sandbox, fault.replace("@1", "@2") + "/receipts")
            assert desk.ask("pagopa", "receipts")["credited"] == 1
            check_credited(desk)

    # Who asks for something and gets a web page does not ask again: it is a network's login.
    each([fault for fault in PASSING if not fault.startswith("html")], check)


@tap.test("/cli/faults/receipts/one-that-lasts-is-told-and-tried-again")
def receipts_lasting():
    def check(fault):
        with selling(2) as (desk, sandbox):
            pay_all(desk, sandbox)
            # The list and one receipt come, the other does not.
            break_it(sandbox, *(fault + f"@{call}/receipts" for call in range(3, 20)))
            answer = fail(desk, "pagopa", "receipts")
            assert (answer["fetched"], answer["credited"]) == (1, 1), answer
            break_it(sandbox)
            answer = desk.ask("pagopa", "receipts")
            assert (answer["credited"], answer["alreadyCredited"]) == (1, 1), answer
            check_credited(desk)

    each(LASTING, check)


def wait_until(condition, what):
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.02)


def kill(process):
    process.kill()
    process.communicate()
    assert process.returncode == -9, process.returncode


@tap.test("/cli/faults/kill-9/between-pagoPA-s-commit-and-ours")
def kill_while_publishing():
    with selling(3) as (desk, sandbox):
        desk.ask("setting", "set", "pagopa.provider", "gpd-v1")
        break_it(sandbox, "late:60s@2" + SENDING)
        process = desk.start("pagopa", "publish")
        wait_until(lambda: len(positions(sandbox)) == 2, "the second position")
        kill(process)
        assert statuses(desk) == ["published", "queued", "queued"]
        break_it(sandbox)
        answer = desk.ask("pagopa", "publish")
        assert (answer["published"], answer["alreadyThere"]) == (2, 1), answer
        check_sold(desk, sandbox)


@tap.test("/cli/faults/kill-9/while-a-receipt-comes")
def kill_while_collecting():
    with selling(2) as (desk, sandbox):
        pay_all(desk, sandbox)
        break_it(sandbox, "late:60s@3/receipts")
        process = desk.start("pagopa", "receipts")
        wait_until(lambda: "credited" in statuses(desk), "the first receipt")
        kill(process)
        assert statuses(desk) == ["credited", "published"]
        break_it(sandbox)
        assert desk.ask("pagopa", "receipts")["credited"] == 1
        check_credited(desk)


@tap.test("/cli/faults/key/refused")
def wrong_key():
    with selling() as (desk, sandbox):
        break_it(sandbox, "401")
        error = desk.call("pagopa", "publish", expect=cli.REFUSED).error
        assert error["code"] == "pagopa" and "practice" not in error["message"], error
        assert statuses(desk) == ["queued"]
        break_it(sandbox)
        assert desk.ask("pagopa", "publish")["published"] == 1


if __name__ == "__main__":
    tap.run()
