# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Desks that sold to many pupils, each made once and copied for each test, and what pagoPA has of them."""

import concurrent.futures
import contextlib
import tempfile
import time

import cli
import people
from sandbox import expect, running

PATIENCE = 60


class Sold:
    """A desk that sold to COUNT pupils."""

    made = {}

    def __init__(self, count):
        self.folder = tempfile.TemporaryDirectory(prefix="desco-sold-")
        desk = cli.Desk(self.folder.name)
        desk.init()
        desk.ask("import", "pupils", desk.write("alunni.csv", people.pupil_list(count)))
        desk.ask("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            list(pool.map(
                lambda pupil: desk.ask("purchase", "create", "--pupil", pupil["id"],
                                       "--quantity", "20"),
                desk.ask("pupil", "list")))
        self.database = desk.path("backup.db")
        desk.ask("backup", self.database)

    @classmethod
    def get(cls, count):
        if count not in cls.made:
            cls.made[count] = cls(count)
        return cls.made[count].database


@contextlib.contextmanager
def selling(count):
    with cli.desk(init=False) as desk, running(now=cli.NOW) as sandbox:
        desk.url = sandbox.address
        with open(Sold.get(count), "rb") as file:
            desk.write("desk.db", file.read())
        yield desk, sandbox
        desk.verify()


def there(sandbox):
    return expect(sandbox.send("GET", "/sandbox/positions"), 200).json


def wait_until(sandbox, is_so, problem):
    """Until what the sandbox has is so, which it tells while it keeps an answer back."""
    deadline = time.monotonic() + PATIENCE
    while not is_so(there(sandbox)):
        assert time.monotonic() < deadline, problem
