#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""What every command has in common: its help, one document, a silent standard error, its database."""

import json
import os
import pty
import re
import shutil
import subprocess

import cli
import people
import tap


def commands():
    """The words of each command, as desco-cli --help lists them."""
    said = cli.call("--help", expect=cli.DONE).out
    found = re.findall(r"^  ([a-z]+(?: [a-z]+)?)(?=  )", said, re.MULTILINE)
    assert len(found) > 20, said
    return [words.split() for words in found]


@tap.test("/cli/usage/help-of-every-command")
def help_of_every_command():
    with cli.desk(init=False) as desk:
        environment = desk.environment
        before = sorted(os.listdir(desk.folder))
        wrong = []
        for words in commands():
            answer = cli.call(*words, "--help", env=environment, expect=cli.DONE)
            if not answer.out.startswith("Usage:") or "--help" not in answer.out or answer.err:
                wrong.append(answer)
            if f"desco-cli {' '.join(words)} " not in answer.out.splitlines()[1]:
                wrong.append(answer)
        tap.expect_none(wrong, "not the help of that command")
        assert sorted(os.listdir(desk.folder)) == before, "--help made a database"


@tap.test("/cli/usage/wrong-words-end-every-command-with-2")
def wrong_words():
    with cli.desk() as desk:
        before = desk.content()
        wrong = []
        for words in commands():
            answer = desk.call(*words, "--no-such-option", stdin="")
            # One document, and no other line.
            if answer.code != cli.USAGE or answer.error["code"] != "usage" or "field" in answer.error:
                wrong.append(answer)
            if answer.err != f"desco-cli: {answer.error['message']}\n":
                wrong.append(answer)
        tap.expect_none(wrong, "ended otherwise")
        assert desk.content() == before


@tap.test("/cli/usage/json-before-and-after-the-command")
def json_anywhere():
    with cli.desk() as desk:
        for words in (["--json", "verify"], ["verify", "--json"]):
            answer = cli.call("--database", desk.database, *words, env=desk.environment, expect=cli.DONE)
            assert answer.json["clean"], answer
        said = cli.call("verify", "--database", desk.database, env=desk.environment, expect=cli.DONE).out
        assert "{" not in said and said.endswith(".\n"), said


@tap.test("/cli/usage/database-where-none-is-named")
def default_database():
    with cli.desk(init=False) as desk:
        desk.database = desk.path("desco/desco.db")
        words = desk.words("init", "--creditor-tax-code", cli.CREDITOR, "--name", "Comune", "--town",
                           cli.TOWN, "--iban", "IT60X0542811101000000123456", "--segregation-code", "47")
        cli.call(*words[2:], env=desk.environment, expect=cli.DONE)
        assert os.path.exists(desk.database), os.listdir(desk.folder)
        cli.call("verify", env=desk.environment, expect=cli.DONE)


@tap.test("/cli/usage/numbers-below-zero-are-no-options")
def below_zero():
    with cli.desk() as desk:
        assert desk.ask("setting", "set", "wallet.limit", "-7")["value"] == "-7"
        assert desk.ask("setting", "get", "wallet.limit")["value"] == "-7"
        desk.ask("import", "pupils", desk.write("alunni.csv", people.pupil_list(1)))
        assert desk.ask("report", "balances", "--below", "-1") == []
        assert len(desk.ask("report", "balances", "--below", "1")) == 1


@tap.test("/cli/usage/names-that-look-like-options")
def after_two_hyphens():
    with cli.desk() as desk:
        shutil.move(desk.write("alunni.csv", people.pupil_list(1)), desk.path("--list.csv"))
        assert desk.ask("import", "pupils", "--", "--list.csv", cwd=desk.folder)["added"] == 1


@tap.test("/cli/usage/progress-at-a-terminal-only")
def progress():
    with cli.desk() as desk:
        path = desk.write("alunni.csv", people.pupil_list(3000))
        words = [cli.PROGRAM, *desk.words("--json", "import", "pupils", path)]
        main, terminal = pty.openpty()
        process = subprocess.Popen(words, env=desk.environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=terminal)
        os.close(terminal)
        seen = b""
        try:
            while chunk := os.read(main, 4096):
                seen += chunk
        except OSError:
            # The terminal is gone with the program.
            pass
        os.close(main)
        out = process.communicate(timeout=60)[0]
        assert json.loads(out)["added"] == 3000, out
        assert re.search(rb"\r\d+", seen) and seen.endswith(b"\r\x1b[K"), seen[-200:]

        answer = desk.call("import", "pupils", path, expect=cli.DONE)
        assert answer.err == "" and answer.json["unchanged"] == 3000, answer


@tap.test("/cli/usage/version")
def version():
    said = cli.call("--version", expect=cli.DONE).out
    assert re.fullmatch(r"desco-cli \d+\.\d+\.\d+\n", said), said


if __name__ == "__main__":
    tap.run()
