# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""TAP for tests written in Python: decorate functions with @test("/suite/name"), then call run().

A test passes unless it raises: AssertionError and all else fails it, Skip leaves it out. What it
says goes out as diagnostics below its line."""

import sys
import traceback

_tests = []


class Skip(Exception):
    """Raised with the reason, where what a test needs is not there."""


def test(name):
    """Registers a function under the name it proves."""

    def register(function):
        _tests.append((name, function))
        return function

    return register


def expect_none(problems, what):
    """Fails with a list, where there is something in it."""
    problems = list(problems)
    if problems:
        raise AssertionError(f"{what}:\n" + "\n".join(str(problem) for problem in problems))


def _diagnose(text):
    for line in text.splitlines():
        print(f"# {line}")


def run():
    """Runs all tests in the order of their registration and ends the program."""
    print(f"1..{len(_tests)}")
    failed = 0
    for number, (name, function) in enumerate(_tests, start=1):
        try:
            function()
            print(f"ok {number} {name}")
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}")
        except AssertionError as error:
            failed += 1
            print(f"not ok {number} {name}")
            _diagnose(str(error) or traceback.format_exc())
        except Exception:  # pylint: disable=broad-except
            failed += 1
            print(f"not ok {number} {name}")
            _diagnose(traceback.format_exc())
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
