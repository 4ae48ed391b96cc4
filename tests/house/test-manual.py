#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""The manual, the completion and the commands' own help say the same."""

import os
import re
import subprocess

import tap
import tree

COMPLETION = os.path.join("data", "completions", "desco-cli")


def program(name):
    path = os.path.join(tree.BUILD, "src", name, name)
    if not os.path.exists(path):
        raise tap.Skip(f"{name} is not built here")
    return path


def help_of(*command):
    return tree.check(*command, "--help", env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""})


def manual(name):
    """A page as people read it, on one line, with plain hyphens."""
    tree.need("man")
    text = tree.check(
        "man", "-l", f"data/man/{name}.1", env={**os.environ, "MANWIDTH": "500", "MAN_KEEP_FORMATTING": ""}
    )
    return re.sub(r"\s+", " ", re.sub(r".\x08", "", text).replace("\u2010", "-"))


def complete(*words):
    script = (
        'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _desco_cli;'
        ' printf "%s\\n" "${COMPREPLY[@]}"'
    )
    return set(tree.check("bash", "-c", script, "_", COMPLETION, *words).split())


def commands():
    """What desco-cli --help lists: the words of each command."""
    found = re.findall(r"^  ([a-z]+(?: [a-z]+)?)(?=  |$| [^a-z])", help_of(program("desco-cli")), re.MULTILINE)
    assert found, "desco-cli --help lists no commands"
    return sorted(set(found))


def options(text):
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) - {"--help"}


@tap.test("/house/manual/pages-have-no-warnings")
def pages_have_no_warnings():
    tree.need("man")
    tree.need("groff")
    for path in tree.files(".1", below="data") + tree.files(".1", below="src"):
        result = subprocess.run(
            ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", path],
            cwd=tree.ROOT, capture_output=True, text=True, check=False,
        )
        assert result.returncode == 0 and not result.stderr, f"{path}: {result.stderr}"


@tap.test("/house/manual/every-command-is-in-it")
def every_command_is_in_it():
    page = manual("desco-cli")
    tap.expect_none([name for name in commands() if name not in page], "not in desco-cli(1)")


@tap.test("/house/manual/every-option-is-in-it")
def every_option_is_in_it():
    page = manual("desco-cli")
    desco_cli = program("desco-cli")
    missing = []
    for name in [""] + commands():
        text = help_of(desco_cli, *name.split())
        missing += [f"{name} {option}" for option in sorted(options(text)) if option not in page]
    tap.expect_none(missing, "not in desco-cli(1)")


@tap.test("/house/manual/window-options-are-in-it")
def window_options_are_in_it():
    page = manual("desco")
    text = help_of(program("desco"))
    theirs = {"--help-all", "--help-gapplication", "--display", "--gapplication-service"}
    tap.expect_none(sorted(option for option in options(text) - theirs if option not in page), "not in desco(1)")


@tap.test("/house/manual/sandbox-options-are-in-it")
def sandbox_options_are_in_it():
    text = help_of(program("desco-sandbox"))
    page = manual("desco-sandbox")
    tap.expect_none(sorted(option for option in options(text) if option not in page), "not in desco-sandbox(1)")


@tap.test("/house/manual/completion-knows-every-command")
def completion_knows_every_command():
    missing = []
    for name in commands():
        words = name.split()
        if words[-1] not in complete("desco-cli", *words[:-1], words[-1][:2]):
            missing.append(name)
    tap.expect_none(missing, "not completed")


@tap.test("/house/manual/completion-knows-nothing-else")
def completion_knows_nothing_else():
    known = []
    for first in complete("desco-cli", ""):
        if first.startswith("--"):
            continue
        seconds = {word for word in complete("desco-cli", first, "") if re.fullmatch("[a-z]+", word)}
        known += [f"{first} {second}" for second in seconds] or [first]
    tap.expect_none(sorted(set(known) - set(commands())), "completed, and no command")


@tap.test("/house/manual/completion-knows-every-option")
def completion_knows_every_option():
    desco_cli = program("desco-cli")
    everywhere = options(help_of(desco_cli))
    missing = sorted(everywhere - complete("desco-cli", "--"))
    for name in commands():
        text = help_of(desco_cli, *name.split())
        known = complete("desco-cli", *name.split(), "--")
        missing += [f"{name} {option}" for option in sorted(options(text) - everywhere - known)]
    tap.expect_none(missing, "not completed")


if __name__ == "__main__":
    tap.run()
