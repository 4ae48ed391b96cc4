# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Drives the real desco-cli, as scripts and timers do: each desk has a folder and a database."""

import contextlib
import json
import os
import sqlite3
import subprocess
import tempfile

import tap

PROGRAM = os.environ["DESCO_CLI"]
SHARED = os.environ.get("DESCO_SHARED", "")

# A Tuesday, half past eight in Rome: before the cut-off.
NOW = "2026-11-24T07:30:00Z"
TODAY = "2026-11-24"
CREDITOR = "81003310034"
TOWN = "Massino Visconti"

DONE, REFUSED, USAGE, DAMAGED, UNREACHABLE, PARTLY = range(6)


def shared(*parts):
    """The path of reference data; skips the test where it is not there."""
    path = os.path.join(SHARED, *parts)
    if not SHARED or not os.path.exists(path):
        raise tap.Skip(f"{'/'.join(parts)} is not here")
    return path


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


class Answer:
    """What a call came to."""

    def __init__(self, words, code, out, err):
        self.words = words
        self.code = code
        self.out = out
        self.err = err

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def error(self):
        return self.json["error"]

    def __str__(self):
        return f"desco-cli {' '.join(self.words)[:300]}: {self.code}\n{self.out[:2000]}{self.err[:2000]}"


def call(*words, expect=None, stdin=None, timeout=120, **more):
    """Calls desco-cli and waits; fails where it does not end with the code that is expected."""
    result = subprocess.run(
        [PROGRAM, *words], input=stdin.encode() if isinstance(stdin, str) else stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True, timeout=timeout, check=False, **more,
    )
    answer = Answer(
        [str(word) for word in words], result.returncode,
        result.stdout.decode("utf-8"), result.stderr.decode("utf-8"),
    )
    assert expect is None or answer.code == expect, f"{answer.code} instead of {expect}: {answer}"
    return answer


class Desk:
    """A database in a folder of its own. What it is asked, it is asked at a set moment."""

    def __init__(self, folder, now=NOW):
        self.folder = folder
        self.database = os.path.join(folder, "desk.db")
        self.now = now
        self.url = None
        self.runtime = tempfile.TemporaryDirectory(prefix="desco-run-")
        self.secrets = self.write("secrets", "[pagopa]\nsubscription-key=practice\n", mode=0o600)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content, mode=0o644):
        """Puts a file into the folder; gives its path."""
        path = self.path(name)
        with open(path, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        os.chmod(path, mode)
        return path

    @property
    def environment(self):
        # The key comes from the file: nobody's keyring is asked. What the programs of a desk tell each
        # other about pagoPA's limit is of one moment: another one is as after a night.
        runtime = os.path.join(self.runtime.name, "".join(filter(str.isdigit, self.now)))
        os.makedirs(runtime, mode=0o700, exist_ok=True)
        return dict(
            os.environ, DESCO_NOW=self.now, DESCO_SECRETS_FILE=self.secrets,
            DBUS_SESSION_BUS_ADDRESS="disabled:", XDG_DATA_HOME=self.folder, XDG_RUNTIME_DIR=runtime,
        )

    def words(self, *words):
        url = ["--pagopa-url", self.url] if self.url else []
        return ["--database", self.database, *url, *words]

    def call(self, *words, **more):
        """As call(), on this desk's database, with --json."""
        return call(*self.words("--json", *words), env=self.environment, **more)

    def say(self, *words, expect=DONE, **more):
        """What a person reads of a command."""
        return call(*self.words(*words), env=self.environment, expect=expect, **more).out

    def ask(self, *words, expect=DONE, **more):
        """The document that a command answers."""
        return self.call(*words, expect=expect, **more).json

    def rows(self, question):
        """What the database has to a question in SQL, which changes nothing."""
        with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as file:
            return file.execute(question).fetchall()

    def start(self, *words, **more):
        """Calls it and does not wait."""
        return subprocess.Popen(
            [PROGRAM, *self.words("--json", *words)], env=self.environment, stdin=subprocess.DEVNULL,
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more},
        )

    def init(self, *more):
        return self.ask(
            "init", "--creditor-tax-code", CREDITOR, "--name", "Comune di Massino Visconti",
            "--town", TOWN, "--iban", "IT60X0542811101000000123456", "--segregation-code", "47",
            "--school-year", "2026/2027", *more,
        )

    def verify(self):
        answer = self.call("verify")
        assert answer.code == DONE and answer.json == {"clean": True, "findings": []}, answer

    def content(self):
        """All that the database holds, line by line."""
        with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as file:
            return list(file.iterdump())


@contextlib.contextmanager
def desk(now=NOW, init=True):
    """A desk in a folder that is taken away in the end; whole, where the test went well."""
    with tempfile.TemporaryDirectory(prefix="desco-cli-") as folder:
        here = Desk(folder, now)
        if init:
            here.init()
        yield here
        if init:
            here.verify()
