#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Two hundred thousand receipts in one report take the memory of a tenth of them."""

import contextlib
import os
import sqlite3
import subprocess

import cli
import tap

FEW = 20_000
MANY = 200_000
DAYS = 30
MAX_GROWTH_KIB = 16 * 1024
# 2026-11-01, noon in UTC.
BEGIN = 1_793_534_400_000_000
DAY = 86_400_000_000


def key(number):
    return number.to_bytes(16, "big")


def fill(desk, first, last):
    """Receipts from FIRST to LAST over a month, each poured but one in ten."""
    with contextlib.closing(sqlite3.connect(desk.database)) as file:
        for day in range(DAYS):
            numbers = range(first + day, last, DAYS)
            poured = [number for number in numbers if number % 10]
            file.executemany(
                "INSERT INTO receipt (id, receipt_id, iuv, notice_number, creditor_tax_code, outcome,"
                " amount, payment_at, psp, source, xml, received_at, state) VALUES"
                " (?, ?, ?, ?, '81003310034', 'OK', 520, ?, 'Banca di prova', 'file', x'', 0, 'credited')",
                ((key(number), f"{number:032x}", f"47{number:015d}", f"347{number:015d}",
                  BEGIN + day * DAY + number) for number in numbers))
            flow = key(10**9 + first + day)
            file.execute(
                "INSERT INTO flow (id, fdr, revision, psp_id, regulation, regulation_date, amount,"
                " payments, fetched_at, complete) VALUES (?, ?, 1, 'BANCA', ?, '2026-12-01', ?, ?, 0, 1)",
                (flow, f"{first}-{day}", f"TRN{first}-{day}", 520 * len(poured), len(poured)))
            file.executemany(
                "INSERT INTO flow_payment VALUES (?, ?, ?, ?, 1, 520, 'EXECUTED', ?)",
                ((flow, number, f"47{number:015d}", f"{number:032x}", BEGIN + day * DAY + number)
                 for number in poured))
        file.commit()


def measure(desk, *words):
    """The most memory, in KiB, that a report takes."""
    words = desk.words("--json", "report", "reconciliation", "--from", "2026-11-01", "--to",
                       "2026-11-30", *words)
    with open(os.devnull, "wb") as nowhere, subprocess.Popen(
            [cli.PROGRAM, *words], env=desk.environment, stdout=nowhere) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, process.returncode
    return usage.ru_maxrss


@tap.test("/cli/reconciliation/200000-receipts-in-constant-memory")
def constant_memory():
    if "ASAN_OPTIONS" in os.environ:
        raise tap.Skip("a sanitizer keeps what is freed")
    with cli.desk() as desk:
        ways = [("--by", "day"), ("--by", "transfer"), ("--by", "taxonomy"),
                ("--output", desk.path("report.csv")), ("--output", desk.path("report.xlsx")),
                ("--output", desk.path("report.pdf"))]
        fill(desk, 0, FEW)
        few = [measure(desk, *words) for words in ways]
        fill(desk, FEW, MANY)
        totals = desk.ask("report", "reconciliation", "--from", "2026-11-01", "--to", "2026-11-30",
                          "--output", desk.path("report.csv"))["totals"]
        assert totals["payments"] == MANY and totals["kinds"]["no-transfer"]["count"] == MANY // 10
        assert totals["received"] == 520 * MANY and totals["transferred"] == 520 * MANY * 9 // 10
        many = [measure(desk, *words) for words in ways]
        grown = [f"{' '.join(words)}: {before} KiB became {after} KiB"
                 for words, before, after in zip(ways, few, many) if after - before > MAX_GROWTH_KIB]
        print("#", few, many)
        tap.expect_none(grown, "in more memory")


if __name__ == "__main__":
    # The desk's own check at the end would find receipts that credit nothing.
    cli.Desk.verify = lambda self: None
    tap.run()
