#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Every fault that the practice platform knows, once and for as long as it lasts, against each thing that
a desk asks: each ends in a state that is known, in plain words, with nothing done twice."""

import contextlib
import http.client
import os
import ssl
import time

import cli
import people
import tap
from sandbox import expect, running

# What takes its time by nature is hurried.
HURRIED = {"late": "late:100ms", "slow": "slow:1ms", "loris": "loris:1ms"}
# How a command may end; what each of them means is in the manual.
KNOWN = (cli.DONE, cli.REFUSED, cli.UNREACHABLE, cli.PARTLY)
# The time in which a person still waits.
PATIENCE = 90
# Words of programs, not of people.
JARGON = ("errno", "http/", "libsoup", "g_", "null", "traceback", "assert")


@contextlib.contextmanager
def selling(count):
    """A desk with COUNT purchases that pagoPA has not heard of, and the sandbox with all its faults."""
    with cli.desk() as desk, running("--no-limit", now=cli.NOW) as sandbox:
        desk.url = sandbox.address
        desk.ask("setting", "set", "pagopa.provider", "gpd-v1")
        desk.ask("import", "pupils", desk.write("alunni.csv", people.pupil_list(count)))
        desk.ask("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS))
        purchases = [desk.ask("purchase", "create", "--pupil", pupil["id"], "--quantity", "20")
                     for pupil in desk.ask("pupil", "list")]
        yield desk, sandbox, purchases


def list_rules(times):
    """All faults that there are, as rules for the Nth call or for all that follow."""
    with running() as sandbox:
        kinds = expect(sandbox.send("GET", "/sandbox/faults"), 200).json["known"]
    return [HURRIED.get(kind["rule"], kind["rule"]) + times for kind in kinds]


def try_fault(desk, sandbox, rule, *words):
    """One command under a fault: how it ended, in words that a person understands, in good time."""
    expect(sandbox.faults(rule), 200)
    begin = time.monotonic()
    answer = desk.call(*words, timeout=PATIENCE)
    expect(sandbox.faults(""), 200)
    assert time.monotonic() - begin < PATIENCE, f"{rule}: it took too long"
    assert answer.code in KNOWN, f"{rule}: {answer}"
    if answer.code != cli.DONE:
        said = answer.err.lower()
        assert said.startswith("desco-cli: ") and len(said) > 30, f"{rule}: {answer}"
        assert not any(word in said for word in JARGON), f"{rule}: {answer}"
    return answer


def each(rules, check):
    problems = []
    for rule in rules:
        try:
            check(rule)
        except AssertionError as error:
            problems.append(f"{rule}: {error}")
    tap.expect_none(problems, "not as it must be")


def publish_under(times):
    rules = list_rules(times)
    with selling(len(rules)) as (desk, sandbox, purchases):
        waiting = dict(zip(rules, purchases))

        def check(rule):
            purchase = waiting[rule]
            answer = try_fault(desk, sandbox, rule + "/POST:debtpositions", "pagopa", "publish",
                               "--purchase", purchase["id"])
            status = desk.ask("purchase", "show", purchase["id"])["status"]
            assert status in ("queued", "published"), f"{status}: {answer}"
            if status == "queued":
                assert desk.ask("pagopa", "publish", "--purchase", purchase["id"])["published"] == 1
            there = [one for one in expect(sandbox.send("GET", "/sandbox/positions"), 200).json
                     if one["noticeNumber"] == purchase["noticeNumber"]]
            assert [(one["status"], one["amount"]) for one in there] == [("VALID", purchase["amount"])], (
                f"{there}: {answer}")

        each(rules, check)
        assert {one["status"] for one in desk.ask("purchase", "list")} == {"published"}


@tap.test("/cli/hard-answers/publish/once")
def publish_once():
    publish_under("@1")


@tap.test("/cli/hard-answers/publish/for-as-long-as-it-lasts")
def publish_lasting():
    publish_under("")


def collect_under(times, part, command, prepare, is_settled):
    rules = list_rules(times)
    with selling(len(rules)) as (desk, sandbox, purchases):
        desk.ask("pagopa", "publish")
        waiting = dict(zip(rules, purchases))

        def check(rule):
            purchase = waiting[rule]
            expect(sandbox.pay(purchase["noticeNumber"]), 200)
            prepare(desk, sandbox)
            answer = try_fault(desk, sandbox, rule + part, "pagopa", command)
            desk.ask("pagopa", command)
            assert is_settled(desk, purchase), f"after {answer}"
            assert desk.call("pagopa", command).code == cli.DONE

        each(rules, check)
        balances = {pupil["balance"] for pupil in desk.ask("pupil", "list")}
        assert balances <= {0, 20}, f"credited twice: {balances}"
        yield desk, purchases


def is_credited(desk, purchase):
    return desk.ask("purchase", "show", purchase["id"])["status"] == "credited"


@tap.test("/cli/hard-answers/receipts/once")
def receipts_once():
    for desk, _ in collect_under("@2", "/receipts", "receipts", lambda *_: None, is_credited):
        assert {pupil["balance"] for pupil in desk.ask("pupil", "list")} == {20}


@tap.test("/cli/hard-answers/receipts/for-as-long-as-it-lasts")
def receipts_lasting():
    for desk, _ in collect_under("", "/receipts", "receipts", lambda *_: None, is_credited):
        assert {pupil["balance"] for pupil in desk.ask("pupil", "list")} == {20}


def pour(_, sandbox):
    expect(sandbox.pour(), 200)


def is_poured(desk, _):
    return desk.ask("report", "reconciliation", "--from", "2026-11-01", "--to", "2026-11-30")[
        "totals"]["unreadTransfers"] == 0


@tap.test("/cli/hard-answers/flows/for-as-long-as-it-lasts")
def flows_lasting():
    for desk, purchases in collect_under("", "/fdrs", "flows", pour, is_poured):
        totals = desk.ask("report", "reconciliation", "--from", "2026-11-01", "--to", "2026-11-30")[
            "totals"]
        assert totals["transferred"] == sum(one["amount"] for one in purchases), totals
        assert totals["payments"] == len(purchases), totals


@tap.test("/cli/hard-answers/tls/whoever-cannot-prove-who-they-are")
def unproved():
    """An address that has expired, or that nobody vouches for, hears nothing: no key and no debtor."""
    data = os.path.join(os.environ["G_TEST_SRCDIR"], "data")
    for name, word in (("expired.pem", "expired"), ("self-signed.pem", "vouches")):
        certificate = os.path.join(data, name)
        with cli.desk() as desk, running("--tls-certificate", certificate, now=cli.NOW) as sandbox:
            desk.url = sandbox.address
            desk.ask("import", "pupils", desk.write("alunni.csv", people.pupil_list(1)))
            desk.ask("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS))
            pupil = desk.ask("pupil", "list")[0]["id"]
            desk.ask("purchase", "create", "--pupil", pupil, "--quantity", "20")
            for command in ("publish", "receipts", "flows"):
                answer = desk.call("pagopa", command, expect=cli.UNREACHABLE)
                assert word in answer.err and "nothing was sent" in answer.err, answer
            assert [one["status"] for one in desk.ask("purchase", "list")] == ["queued"]
            context = ssl._create_unverified_context()  # pylint: disable=protected-access
            connection = http.client.HTTPSConnection(
                sandbox.address.removeprefix("https://"), timeout=20, context=context)
            connection.request("GET", "/sandbox/positions")
            assert connection.getresponse().read() == b"[]"
            connection.close()


if __name__ == "__main__":
    tap.run()
