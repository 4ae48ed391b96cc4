#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Purchases by the hundred to pagoPA: all of them once, whatever happens on the way."""

import json
import signal
import time

import cli
import sold
import tap
from sandbox import IBAN, expect, position
from sold import PATIENCE, there

# More than one call takes, and few enough to be sold one by one.
COUNT = 115
BULK = "/POST:v2"


def selling():
    return sold.selling(COUNT)


def check_all(desk, sandbox, published=COUNT):
    """No position twice, none forgotten, the same on both sides."""
    here = [one for one in desk.ask("purchase", "list") if one["status"] == "published"]
    known = there(sandbox)
    assert len(here) == published, len(here)
    assert sorted(one["noticeNumber"] for one in known) == sorted(
        one["noticeNumber"] for one in here), f"{len(known)} there, {len(here)} here"
    assert {one["status"] for one in known} == {"VALID"}, known


def wait_until(sandbox, count):
    sold.wait_until(sandbox, lambda known: len(known) >= count, "the positions did not come")


@tap.test("/cli/bulk/as-few-calls-as-there-can-be")
def few_calls():
    with selling() as (desk, sandbox):
        answer = desk.ask("pagopa", "publish")
        assert (answer["published"], answer["alreadyThere"], answer["failed"]) == (COUNT, 0, []), answer
        assert sandbox.calls() == (2, 0), sandbox.calls()
        check_all(desk, sandbox)
        assert desk.ask("pagopa", "publish")["published"] == 0


@tap.test("/cli/bulk/one-by-one-within-the-limit")
def within_the_limit():
    """More calls than the window takes, by two programs of the desk: none is turned away."""
    with selling() as (desk, sandbox):
        desk.ask("setting", "set", "pagopa.provider", "gpd-v1")
        ids = [one["id"] for one in desk.ask("purchase", "list")]
        words = [word for one in ids[:30] for word in ("--purchase", one)]
        first = desk.ask("pagopa", "publish", *words)
        second = desk.ask("pagopa", "publish")
        assert (first["published"], second["published"]) == (30, COUNT - 30), (first, second)
        assert sandbox.calls() == (COUNT, 0), sandbox.calls()
        check_all(desk, sandbox)


def count_published(desk):
    return [one["status"] for one in desk.ask("purchase", "list")].count("published")


def wait_for_one_batch(desk):
    """Until one of the two that were on their way is written down; says how large it was."""
    deadline = time.monotonic() + PATIENCE
    while (published := count_published(desk)) == 0:
        assert time.monotonic() < deadline, "nothing was written down"
    assert published in (100, COUNT - 100), published
    return published


@tap.test("/cli/bulk/killed-before-the-answer-was-written-down")
def killed():
    """With both batches there, of which we know one or none: kill -9."""
    for late in ("@1", ""):
        with selling() as (desk, sandbox):
            expect(sandbox.faults(f"late:20s{late}{BULK}"), 200)
            process = desk.start("pagopa", "publish")
            wait_until(sandbox, COUNT)
            before = wait_for_one_batch(desk) if late else 0
            process.kill()
            process.communicate()
            assert process.returncode == -signal.SIGKILL
            assert count_published(desk) == before, (before, count_published(desk))

            expect(sandbox.faults(""), 200)
            answer = desk.ask("pagopa", "publish")
            assert answer["published"] == COUNT - before, answer
            assert answer["alreadyThere"] == COUNT - before, answer
            check_all(desk, sandbox)


@tap.test("/cli/bulk/killed-before-it-arrived")
def killed_before():
    with selling() as (desk, sandbox):
        expect(sandbox.faults(f"drop@1{BULK}"), 200)
        process = desk.start("pagopa", "publish")
        process.kill()
        process.communicate()
        assert desk.ask("pagopa", "publish")["failed"] == []
        check_all(desk, sandbox)


@tap.test("/cli/bulk/ctrl-c")
def interrupted():
    """What was sent before stays written down, and the answer says what waits."""
    with selling() as (desk, sandbox):
        expect(sandbox.faults(f"late:20s@2{BULK}"), 200)
        process = desk.start("pagopa", "publish")
        wait_until(sandbox, COUNT)
        known = wait_for_one_batch(desk)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == cli.PARTLY, (process.returncode, out, err)
        answer = json.loads(out)
        assert (answer["published"], answer["waiting"]) == (known, COUNT - known), answer
        assert b"still wait" in err, err

        expect(sandbox.faults(""), 200)
        again = desk.ask("pagopa", "publish")
        assert again["published"] == again["alreadyThere"] == COUNT - known, (known, again)
        check_all(desk, sandbox)


@tap.test("/cli/bulk/one-at-fault-holds-up-nobody")
def culprit():
    """Somebody else has one of the notice numbers."""
    with selling() as (desk, sandbox):
        taken = desk.ask("purchase", "list")[40]
        foreign = position(1, nav=taken["noticeNumber"], iuv=taken["iuv"], iban=IBAN,
                           dueDate="2027-01-31T22:59:59Z")
        expect(sandbox.create(foreign, creditor=cli.CREDITOR), 201)
        answer = desk.ask("pagopa", "publish", expect=cli.PARTLY)
        assert answer["published"] == COUNT - 1, answer
        assert [one["id"] for one in answer["failed"]] == [taken["id"]], answer
        assert answer["failed"][0]["reason"], answer
        kept = desk.ask("purchase", "show", taken["id"])
        assert kept["status"] == "queued" and kept["problem"], kept
        check_all_but(desk, sandbox, taken)


def check_all_but(desk, sandbox, taken):
    here = {one["noticeNumber"] for one in desk.ask("purchase", "list")
            if one["status"] == "published"}
    known = {one["noticeNumber"] for one in there(sandbox)} - {taken["noticeNumber"]}
    assert known == here, (len(known), len(here))


@tap.test("/cli/bulk/faults-that-pass")
def passing():
    problems = []
    for fault in ("500@1", "503@1", "429:1s@1", "html@1", "cut@1", "drop@1", "drop-after-commit"):
        with selling() as (desk, sandbox):
            expect(sandbox.faults(fault + BULK), 200)
            answer = desk.call("pagopa", "publish")
            try:
                assert answer.code == cli.DONE and answer.json["published"] == COUNT, answer
                check_all(desk, sandbox)
            except AssertionError as error:
                problems.append(f"{fault}: {error}")
    tap.expect_none(problems, "not as it must be")


@tap.test("/cli/bulk/faults-that-last")
def lasting():
    problems = []
    for fault in ("500", "html", "drop"):
        with selling() as (desk, sandbox):
            expect(sandbox.faults(fault + BULK), 200)
            answer = desk.call("pagopa", "publish", expect=cli.UNREACHABLE).json
            try:
                assert (answer["published"], answer["failed"], answer["waiting"]) == (0, [], COUNT), answer
                assert answer["retryAt"] > cli.NOW, answer
                expect(sandbox.faults(""), 200)
                desk.now = "2026-11-24T09:00:00Z"
                assert desk.ask("pagopa", "publish")["published"] == COUNT
                check_all(desk, sandbox)
            except AssertionError as error:
                problems.append(f"{fault}: {error}")
    tap.expect_none(problems, "not as it must be")


if __name__ == "__main__":
    tap.run()
