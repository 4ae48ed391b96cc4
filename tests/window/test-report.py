#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""A month held against the banks' transfers, looked at and printed."""

import contextlib
import os
import shutil
import sqlite3
import subprocess

import desk
import tap

# 2026-11-10, noon in UTC.
PAID = 1_794_312_000_000_000
AMOUNT = 10400


def reconcile(this):
    """Three receipts; the bank poured two of them, one with another amount, and one that nobody made."""
    this.init()
    with contextlib.closing(sqlite3.connect(this.database)) as file:
        # Numbers that this desk has given out; others are of another one.
        file.execute("INSERT OR REPLACE INTO notice_counter VALUES (0, 10)")
        for number in (1, 2, 3):
            file.execute(
                "INSERT INTO receipt (id, receipt_id, iuv, notice_number, creditor_tax_code, outcome,"
                " amount, payment_at, psp, source, xml, received_at, state) VALUES"
                " (?, ?, ?, ?, '81003310034', 'OK', ?, ?, 'Banca di prova', 'file', x'', 0, 'credited')",
                (number.to_bytes(16, "big"), f"r{number}", f"{number:017}", f"3{number:017}", AMOUNT,
                 PAID))
        file.execute(
            "INSERT INTO flow (id, fdr, revision, psp_id, regulation, regulation_date, amount, payments,"
            " fetched_at, complete) VALUES (?, 'F1', 1, 'BANCA', 'TRN1', '2026-11-11', ?, 3, 0, 1)",
            (b"f" * 16, AMOUNT + 99 + 700))
        for ordinal, iuv, iur, amount in ((1, f"{1:017}", "r1", AMOUNT), (2, f"{2:017}", "r2", 99),
                                          (3, f"47000{9:012}", "r9", 700)):
            file.execute("INSERT INTO flow_payment VALUES (?, ?, ?, ?, 1, ?, 'EXECUTED', ?)",
                         (b"f" * 16, ordinal, iuv, iur, amount, PAID))
        file.commit()


def show_pdfs_with(this, script):
    """The program that opens a PDF, as a desktop would find it."""
    path = os.path.join(this.folder, "viewer")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\n{script}\n")
    os.chmod(path, 0o755)
    applications = os.path.join(this.folder, "applications")
    os.makedirs(applications, exist_ok=True)
    with open(os.path.join(applications, "viewer.desktop"), "w", encoding="utf-8") as file:
        file.write(f"[Desktop Entry]\nType=Application\nName=Viewer\nExec={path} %f\n"
                   "MimeType=application/pdf;\n")
    with open(os.path.join(this.folder, "mimeapps.list"), "w", encoding="utf-8") as file:
        file.write("[Default Applications]\napplication/pdf=viewer.desktop\n")


def read_rows(this, name):
    lists = [widget for widget in this.find_all(name) if widget.role == "list"]
    return [row.name for row in lists[0].find_all(role="list item") if row.name] if lists else []


def open_report(this):
    this.open("report")
    desk.wait_for("the month", lambda: read_rows(this, "What the month comes to"))
    this.focus()


@tap.test("/window/report/a-month-is-reconciled")
def reconciled():
    """Each side's sum, what the payments are, and what is missing, as a screen reader reads them."""
    with desk.Desk() as this:
        reconcile(this)
        open_report(this)
        sums = read_rows(this, "What the month comes to")
        assert [row for row in sums if "Received" in row] == ["Received through pagoPA, 312,00 €"], sums
        assert "Transferred by the banks, 111,99 €" in sums, sums
        kinds = read_rows(this, "What the payments are")
        assert set(kinds) == {"In order, 1, 104,00 €", "Different amounts, 1, 104,00 €",
                              "Receipt without a transfer, 1, 104,00 €",
                              "Transfer without a receipt, 1, 7,00 €"}, kinds
        missing = read_rows(this, "What is missing on either side")
        assert "Different amounts, 10/11/2026, 104,00 €, 0,99 €" in missing, missing
        assert "Transfer without a receipt, 10/11/2026, 0,00 €, 7,00 €" in missing, missing
        assert len(missing) == 3, missing


@tap.test("/window/report/a-month-is-printed")
def printed():
    """What the printing program gets is the month's report, with all that the page shows."""
    with desk.Desk() as this:
        reconcile(this)
        copy = os.path.join(this.folder, "printed.pdf")
        show_pdfs_with(this, f'cp "$1" "{copy}.part" && mv "{copy}.part" "{copy}"')
        open_report(this)
        this.press("alt+p")
        desk.wait_for("the PDF", lambda: os.path.exists(copy))
        with open(copy, "rb") as file:
            assert file.read(5) == b"%PDF-"
        if shutil.which("pdftotext"):
            text = subprocess.run(["pdftotext", "-layout", copy, "-"], check=True,
                                  capture_output=True, text=True).stdout
            for word in ("Comune di Prova", "01/11/2026", "312,00", "111,99", "TRN1"):
                assert word in text, f"{word} is not in {text}"


@tap.test("/window/report/another-month")
def another_month():
    """A month in which nothing was paid says what will be there; the coming ones can't be asked for."""
    with desk.Desk() as this:
        reconcile(this)
        open_report(this)
        assert not this.wait("The month after", "push button").has_state("SENSITIVE")
        before = this.wait("The month before", "push button")
        before.accessible.do_action(0)
        this.wait("October 2026")
        this.wait("Nothing was paid in this month")
        assert this.wait("The month after", "push button").has_state("SENSITIVE")


desk.enter()
tap.run()
