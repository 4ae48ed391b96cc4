#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""J-03: a list from the e-register, looked at before it is taken in."""

import os

import desk
import tap

HEADER = "Cognome;Nome;Data Nascita;Codice Fiscale;Classe;Sezione;Plesso\n"
GOOD = "Rossi;Anna;24/06/2017;RSSNNA17H64F205D;3;A;Primaria G. Rodari\n"
BAD = "Bianchi;Luca;12/03/2016;BNCLCU16C12F205X;3;A;Primaria G. Rodari\n"


def count_pupils(this):
    return this.query("SELECT count(*) FROM pupil")[0][0]


def open_list(this, path):
    this.open("alunni", path)
    this.wait("Import pupils", "frame")
    desk.wait_for("the figures", lambda: this.find_all("Rows: "))


def write_list(this, *rows):
    path = os.path.join(this.folder, "alunni.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEADER)
        file.writelines(rows)
    return path


def find_import_button(this):
    return [button for button in this.find_all("Import", "push button")
            if "Pupil" in button.name and "Import" in button.name][0]


@tap.test("/window/import/J-03/a-whole-list-by-one-key")
def whole_list():
    shared = os.environ.get("DESCO_SHARED", "")
    path = os.path.join(shared, "import", "alunni-semicolon-cp1252.csv")
    if not os.path.exists(path):
        raise tap.Skip("the reference lists are not there")
    with desk.Desk() as this:
        this.init()
        open_list(this, path)
        this.wait("New: 120")
        assert count_pupils(this) == 0, "the trial changed the database"
        desk.wait_for("the button", lambda: find_import_button(this).has_state("SENSITIVE"))
        this.focus()
        this.press("Return")
        desk.wait_for("the pupils", lambda: count_pupils(this) == 120)
        this.verify()


@tap.test("/window/import/R-41/errors-stand-beside-their-rows")
def errors_shown():
    with desk.Desk() as this:
        this.init()
        open_list(this, write_list(this, GOOD, BAD))
        this.wait("With errors: 1")
        this.wait("Line 3")
        assert this.find_all("BNCLCU16C12F205X"), "the value is not shown"


@tap.test("/window/import/R-41/the-good-rows-or-nothing")
def good_rows():
    with desk.Desk() as this:
        this.init()
        open_list(this, write_list(this, GOOD, BAD))
        this.wait("With errors: 1")
        desk.wait_for("the button", lambda: find_import_button(this).has_state("SENSITIVE"))
        this.focus()
        this.press("Return")
        desk.wait_for("the good row", lambda: count_pupils(this) == 1)
        assert this.query("SELECT surname FROM pupil") == [("Rossi",)]


desk.enter()
tap.run()
