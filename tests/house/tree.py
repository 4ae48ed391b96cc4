# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""The project's own files, as a test of the house sees them."""

import os
import shutil
import subprocess

import tap

ROOT = os.environ.get("DESCO_SOURCE_ROOT") or os.path.dirname(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
)
BUILD = os.environ.get("DESCO_BUILD_ROOT", "")
NOT_OURS = {".git", "build", "node_modules", "__pycache__", "subprojects"}


def files(*endings, below=""):
    """Paths from the project's root, sorted, of what ends in one of the endings."""
    found = []
    for where, folders, names in os.walk(os.path.join(ROOT, below)):
        folders[:] = [
            name for name in folders if name not in NOT_OURS and not name.startswith("_build")
        ]
        found += [
            os.path.relpath(os.path.join(where, name), ROOT)
            for name in names
            if not endings or name.endswith(endings)
        ]
    return sorted(found)


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def scripts():
    """The programs without an ending in build-aux, .ci and tests: (path, first line) each."""
    for path in files(below="build-aux") + files(below=".ci") + files(below="tests"):
        if "." not in os.path.basename(path) and os.access(os.path.join(ROOT, path), os.X_OK):
            yield path, read(path).splitlines()[0]


def need(command):
    """Skips the test where a command is not there."""
    if shutil.which(command) is None:
        raise tap.Skip(f"{command} is not there")


def check(*command, **options):
    """Runs a command in the project's root; fails with what it said."""
    result = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, **options
    )
    said = (result.stdout + result.stderr).strip()
    assert result.returncode == 0, f"{' '.join(command[:3])} … ended with {result.returncode}\n{said}"
    return said
