#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""The first run: a database is made, or one to practise on."""

import os

import desk
import tap


@tap.test("/window/first-run/practice-by-one-key")
def practice():
    with desk.Desk() as this:
        this.open("oggi")
        this.wait("Practise with Invented Families")
        this.focus()
        this.press("Return")
        this.wait("PRACTICE")
        this.wait("This morning’s classes")
        assert not os.path.exists(this.database), "the desk's own database was made as well"
        this.database = os.path.join(this.folder, "desco", "practice.db")
        assert this.query("SELECT value FROM setting WHERE key = 'practice'") == [("true",)]
        assert this.query("SELECT count(*) FROM pupil")[0][0] > 100


@tap.test("/window/first-run/a-database-from-a-newer-version-is-left-alone")
def newer():
    with desk.Desk() as this:
        this.init()
        import sqlite3

        connection = sqlite3.connect(this.database)
        connection.execute("PRAGMA user_version = 9999")
        connection.close()
        with open(this.database, "rb") as file:
            before = file.read()
        this.open("oggi")
        this.wait("The database can’t be opened")
        with open(this.database, "rb") as file:
            assert file.read() == before, "it was written to"


desk.enter()
tap.run()
