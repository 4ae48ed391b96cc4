#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""A full disk, a read-only one, a locked or damaged database, a clock set back, Ctrl-C: told in
words, and the database as it was.

The program calls itself in a mount namespace of its own, where it may, to have disks to fill."""

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

import cli
import people
import tap

MARK = "DESCO_TEST_NAMESPACE"
SMALL = "small"
NOTICE = {
    "noticeNumber": "301000000000000144", "creditorTaxCode": "00493410583",
    "creditorName": "Comune di Prova", "amount": 10400, "debtorTaxCode": "RSSMRA80A01H501U",
    "debtorName": "Rossi Maria", "subject": "Buoni mensa - 20 buoni",
}


def enter_namespace():
    """Goes on in a namespace where mounts are nobody else's; stays where that is not allowed."""
    if MARK in os.environ:
        return
    for words in (["unshare", "--mount"], ["unshare", "--mount", "--map-root-user"]):
        with contextlib.suppress(FileNotFoundError):
            if subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0:
                os.environ[MARK] = "1"
                os.execvp(words[0], [*words, sys.executable, *sys.argv])
    os.environ[MARK] = ""


@contextlib.contextmanager
def mounted(path, *options):
    """Something mounted there; skips the test where this may not be."""
    if not os.environ[MARK]:
        raise tap.Skip("mount namespaces are not allowed here")
    os.makedirs(path, exist_ok=True)
    result = subprocess.run(["mount", *options, path], capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise tap.Skip(f"mounting is not allowed here: {result.stderr.strip()}")
    try:
        yield path
    finally:
        subprocess.run(["umount", path], check=True)


@contextlib.contextmanager
def small_disk(desk, size="4m"):
    """A desk whose database is on a disk of that size."""
    with mounted(desk.path(SMALL), "-t", "tmpfs", "-o", f"size={size}", "tmpfs") as folder:
        yield cli.Desk(folder)


def fill(desk, leave=0):
    """Takes all room of the desk's disk but so many bytes."""
    room = os.statvfs(desk.folder)
    with open(desk.path("ballast"), "wb") as file:
        file.write(bytes(max(0, room.f_bavail * room.f_frsize - leave)))


def furnish(desk, count=3):
    desk.ask("import", "pupils", desk.write("alunni.csv", people.pupil_list(count)))
    desk.ask("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS))
    return desk.ask("pupil", "list")[0]


def refused(answer, words):
    """One sentence of the database's; returns it."""
    assert answer.code == cli.REFUSED and answer.error["code"] == "database", answer
    assert words in answer.error["message"], answer
    assert answer.err == f"desco-cli: {answer.error['message']}\n", answer


@tap.test("/cli/hardship/full-disk/database")
def full_disk():
    with cli.desk() as outer, small_disk(outer) as desk:
        desk.init()
        pupil = furnish(desk)
        longer = outer.write("longer.csv", people.pupil_list(3000))
        before = desk.content()
        fill(desk, leave=65536)
        refused(desk.call("import", "pupils", longer), "full")
        assert desk.content() == before, "something was changed"
        desk.verify()

        fill(desk)
        answer = desk.call("purchase", "create", "--pupil", pupil["id"], "--quantity", "1")
        if answer.code != cli.DONE:
            refused(answer, "full")
        n_sold = len(desk.ask("purchase", "list"))
        assert n_sold == (answer.code == cli.DONE), "what was told is not what was done"

        os.unlink(desk.path("ballast"))
        desk.ask("purchase", "create", "--pupil", pupil["id"], "--quantity", "1")
        assert len(desk.ask("purchase", "list")) == n_sold + 1
        desk.verify()


@tap.test("/cli/hardship/full-disk/files")
def full_disk_files():
    """No file is begun and left: neither a PDF nor a copy, and what was there before stays."""
    notices = json.dumps([NOTICE] * 40)
    with cli.desk() as outer, small_disk(outer) as desk:
        furnish(outer)
        desk.write("avvisi.pdf", "before")
        fill(desk, leave=16384)
        there = sorted(os.listdir(desk.folder))
        for words in (["notice", "render", "--output", desk.path("avvisi.pdf")],
                      ["notice", "render", "--output", desk.path("nuovi.pdf")],
                      ["backup", desk.path("copy.db")]):
            answer = outer.call(*words, stdin=notices)
            assert answer.code == cli.REFUSED and answer.error["message"].endswith("."), answer
            assert sorted(os.listdir(desk.folder)) == there, os.listdir(desk.folder)
        with open(desk.path("avvisi.pdf"), encoding="utf-8") as file:
            assert file.read() == "before"


@tap.test("/cli/hardship/read-only-disk")
def read_only_disk():
    with cli.desk() as outer:
        folder = outer.path(SMALL)
        os.makedirs(folder)
        desk = cli.Desk(folder)
        desk.init()
        pupil = furnish(desk)
        before = desk.content()
        with mounted(folder, "--bind", folder):
            subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
            refused(desk.call("purchase", "create", "--pupil", pupil["id"], "--quantity", "1"),
                    "permissions")
            answer = outer.call("backup", desk.path("copy.db"))
            assert answer.code == cli.REFUSED and answer.error["message"].endswith("."), answer
        assert desk.content() == before, "something was changed"
        desk.verify()


@tap.test("/cli/hardship/locked-by-another-program")
def locked():
    with cli.desk() as desk:
        pupil = furnish(desk)
        with contextlib.closing(sqlite3.connect(desk.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert len(desk.ask("pupil", "list")) == 3, "readers wait for a writer"
            refused(desk.call("purchase", "create", "--pupil", pupil["id"], "--quantity", "1"),
                    "Another program")
            waiting = desk.start("purchase", "create", "--pupil", pupil["id"], "--quantity", "1")
            time.sleep(0.5)
            other.execute("ROLLBACK")
        out, err = waiting.communicate(timeout=60)
        assert waiting.returncode == cli.DONE and json.loads(out)["status"] == "queued", err
        assert len(desk.ask("purchase", "list")) == 1


@tap.test("/cli/hardship/clock-set-back-a-year")
def clock_set_back():
    """No number comes twice, nothing is lost, and what the day does not allow is told."""
    with cli.desk() as desk:
        pupil = furnish(desk)
        sell = ("purchase", "create", "--pupil", pupil["id"], "--quantity", "5")
        numbers = [desk.ask(*sell)["noticeNumber"]]
        desk.ask("attendance", "record", "--class", pupil["class"], "--date", cli.TODAY)

        desk.now = "2025-11-24T07:30:00Z"
        answer = desk.call(*sell, expect=cli.REFUSED)
        assert "24/11/2025" in answer.error["message"], answer
        answer = desk.call("attendance", "record", "--class", pupil["class"], "--date", cli.TODAY,
                           expect=cli.REFUSED)
        assert answer.error["field"] == "date", answer
        assert desk.ask("wallet", "show", "--pupil", pupil["id"])["lines"][0]["balance"] == -1
        desk.verify()

        # By a day only: work goes on.
        for desk.now in ("2026-11-23T07:30:00Z", cli.NOW):
            numbers.append(desk.ask(*sell)["noticeNumber"])
        assert len(set(numbers)) == 3 and sorted(numbers) == numbers, numbers
        again = desk.ask("attendance", "record", "--class", pupil["class"], "--date", cli.TODAY)
        assert again["meals"] == 0, again


@tap.test("/cli/hardship/R-03-damaged-database-ends-with-3")
def damaged():
    with cli.desk(init=False) as desk:
        desk.init()
        pupil = furnish(desk)
        desk.ask("attendance", "record", "--class", pupil["class"], "--date", cli.TODAY)
        copy = desk.path("copy.db")
        desk.ask("backup", copy)
        with contextlib.closing(sqlite3.connect(desk.database)) as raw:
            raw.execute("UPDATE wallet_line SET balance = balance + 1")
            raw.commit()
        answer = desk.call("verify", expect=cli.DAMAGED)
        assert not answer.json["clean"], answer
        assert "R-03" in {finding["rule"] for finding in answer.json["findings"]}, answer
        assert answer.err.startswith("desco-cli: "), answer

        # Where pages are not what they were, the file is told as damaged, whatever is asked.
        with open(desk.database, "r+b") as file:
            file.seek(4096)
            file.write(random.Random(1).randbytes(os.path.getsize(desk.database) - 4096))
        for words in (("verify",), ("pupil", "list")):
            assert desk.call(*words).code == cli.DAMAGED, desk.call(*words)
        desk.ask("restore", copy)
        desk.verify()


def interrupt(desk, number, *words, stdin=os.devnull):
    """Starts a long command and interrupts it: later where it had not begun, sooner where it was done."""
    delay = 0.3
    for _ in range(12):
        with open(stdin, "rb") as source:
            process = subprocess.Popen(
                [cli.PROGRAM, *desk.words("--json", *words)], env=desk.environment, stdin=source,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            time.sleep(delay)
            process.send_signal(number)
            out, err = process.communicate(timeout=60)
        if process.returncode not in (-number, cli.DONE):
            break
        delay *= 0.6 if process.returncode == cli.DONE else 1.5
    assert process.returncode == cli.REFUSED, (process.returncode, out, err)
    assert json.loads(out)["error"]["code"] == "cancelled", out
    assert err.startswith(b"desco-cli: Interrupted"), err


@tap.test("/cli/hardship/ctrl-c/import")
def interrupt_import():
    with cli.desk() as desk:
        path = desk.write("alunni.csv", people.pupil_list(60000))
        before = desk.content()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            interrupt(desk, number, "import", "pupils", path)
            assert desk.content() == before, "something was changed"


@tap.test("/cli/hardship/ctrl-c/notices")
def interrupt_notices():
    with cli.desk() as desk:
        path = desk.write("avvisi.json", json.dumps([NOTICE] * 5000))
        output = desk.write("avvisi.pdf", "before")
        there = sorted(os.listdir(desk.folder))
        interrupt(desk, signal.SIGINT, "notice", "render", "--output", output, stdin=path)
        assert sorted(os.listdir(desk.folder)) == there, os.listdir(desk.folder)
        with open(output, encoding="utf-8") as file:
            assert file.read() == "before"


@tap.test("/cli/hardship/ctrl-c/while-it-waits-for-input")
def interrupt_waiting():
    with cli.desk() as desk:
        reader, writer = os.pipe()
        try:
            interrupt(desk, signal.SIGINT, "notice", "encode", stdin=f"/proc/self/fd/{reader}")
        finally:
            os.close(reader)
            os.close(writer)


if __name__ == "__main__":
    enter_namespace()
    tap.run()
