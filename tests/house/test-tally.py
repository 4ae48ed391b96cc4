#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""The last line of build-aux/test tells the truth."""

import json
import os
import subprocess
import sys
import tempfile

import tap
import tree


def tally(*entries):
    """The last line and the exit status for a log of (result, standard output) entries."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as log:
        for number, (result, stdout) in enumerate(entries):
            log.write(json.dumps({"name": f"t{number}", "result": result, "stdout": stdout}) + "\n")
        log.flush()
        done = subprocess.run(
            [sys.executable, os.path.join(tree.ROOT, "build-aux", "tally"), log.name],
            capture_output=True, text=True, check=False,
        )
    return done.stdout.splitlines()[-1], done.returncode


CASES = {
    "subtests-are-counted": (
        [("OK", "TAP version 13\n1..2\nok 1 /a\nok 2 /b # SKIP no display\n"), ("OK", "1..1\nok 1 /c\n")],
        ("2 passed, 0 failed, 1 skipped", 0),
    ),
    "a-failure-counts": ([("FAIL", "1..2\nok 1 /a\nnot ok 2 /b\n")], ("1 passed, 1 failed, 0 skipped", 1)),
    "a-crash-after-good-subtests-counts": (
        [("ERROR", "1..2\nok 1 /a\n")],
        ("1 passed, 1 failed, 0 skipped", 1),
    ),
    "a-time-out-counts": ([("TIMEOUT", "")], ("0 passed, 1 failed, 0 skipped", 1)),
    "a-block-is-not-counted-twice": (
        [("OK", "1..1\n    1..2\n    ok 1 /a/x\n    ok 2 /a/y\nok 1 /a\n")],
        ("2 passed, 0 failed, 0 skipped", 0),
    ),
    "a-program-without-tap-is-one": ([("OK", "fine\n")], ("1 passed, 0 failed, 0 skipped", 0)),
    "nothing-run-is-a-failure": ([], ("0 passed, 0 failed, 0 skipped", 1)),
}


def register(name, entries, expected):
    @tap.test(f"/house/tally/{name}")
    def counts():
        result = tally(*entries)
        assert result == expected, f"{result} instead of {expected}"


for case, (given, wanted) in CASES.items():
    register(case, given, wanted)


if __name__ == "__main__":
    tap.run()
