#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""What the sources must be like, whoever writes them."""

import os
import re
import sys

import tap
import tree

LIBRARY = os.path.join("src", "libdesco")
SQL_USERS = (os.path.join(LIBRARY, "store"), os.path.join("src", "desco-sandbox"))
COMMENTED = (".c", ".h", ".py", ".sh", ".sql", ".ui", ".css", ".svg", ".1")


def lines_with(pattern, paths):
    """Every place where a pattern stands, as path:line: text."""
    for path in paths:
        for number, line in enumerate(tree.read(path).splitlines(), start=1):
            if pattern.search(line):
                yield f"{path}:{number}: {line.strip()}"


def sources(below="src"):
    return tree.files(".c", ".h", below=below)


@tap.test("/house/sources/library-knows-no-widgets")
def library_knows_no_widgets():
    widget = re.compile(r"#\s*include\s*[<\"](gtk|gdk|gsk|adwaita|libadwaita)")
    tap.expect_none(lines_with(widget, sources(LIBRARY)), "GTK below src/libdesco")


@tap.test("/house/sources/sqlite-stays-in-the-store")
def sqlite_stays_in_the_store():
    handle = re.compile(r"sqlite3\.h|\bsqlite3(_\w+)?\b")
    elsewhere = [path for path in sources() if not path.startswith(SQL_USERS)]
    tap.expect_none(lines_with(handle, elsewhere), "sqlite3 above the store")


@tap.test("/house/sources/R-01-no-floating-point-near-money")
def no_floating_point_near_money():
    money = re.compile(
        r"\b(double|gdouble|float|gfloat)\b[ *]+\w*(amount|cents|price|cost|balance|money)"
        r"|\((double|gdouble|float|gfloat)\) *\w*(amount|cents|price|cost|balance|money)"
    )
    tap.expect_none(lines_with(money, sources()), "floating point near money")


@tap.test("/house/sources/public-functions-are-documented")
def public_functions_are_documented():
    declared = re.compile(r"^[\w \t*]*?\b(desco_\w+) \([^;]*\)[\w\s(),]*;", re.MULTILINE)
    made_by_macros = re.compile(r"_(get_type|quark)$")
    documented = set()
    for path in tree.files(".c", below=LIBRARY):
        documented.update(re.findall(r"^ \* (desco_\w+):", tree.read(path), re.MULTILINE))
    missing = []
    for path in tree.files(".h", below=LIBRARY):
        if path.endswith("-private.h"):
            continue
        text = re.sub(r"/\*.*?\*/", "", tree.read(path), flags=re.DOTALL)
        missing += [
            f"{path}: {name}"
            for name in declared.findall(text)
            if name not in documented and not made_by_macros.search(name)
        ]
    tap.expect_none(missing, "no gtk-doc comment")


@tap.test("/house/sources/every-file-says-its-licence")
def every_file_says_its_licence():
    paths = tree.files(*COMMENTED) + [path for path, _ in tree.scripts()]
    silent = [
        path
        for path in paths
        if "SPDX-License-Identifier: EUPL-1.2" not in "\n".join(tree.read(path).splitlines()[:6])
    ]
    tap.expect_none(silent, "no SPDX-License-Identifier at its head")


@tap.test("/house/sources/nothing-is-left-open")
def nothing_is_left_open():
    mark = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|HA" + r"CK)\b")
    tap.expect_none(lines_with(mark, sources() + sources("tests")), "left open")


@tap.test("/house/sources/no-path-of-one-machine")
def no_path_of_one_machine():
    folder = re.compile(r"(?<![\w.}-])/(home|root|work)/[a-z]")
    paths = [path for path in tree.files() if path.endswith((".c", ".h", ".py", ".md", ".build"))]
    paths += [path for path, _ in tree.scripts()]
    ours = os.path.join("tests", "house", "test-sources.py")
    tap.expect_none(lines_with(folder, [path for path in paths if path != ours]), "one machine's path")


@tap.test("/house/sources/format")
def source_format():
    tree.need("clang-format")
    version = re.search(r"version (\d+)", tree.check("clang-format", "--version"))[1]
    # Versions lay out a few constructions differently; Debian 12's is the one that counts.
    if version != "14":
        raise tap.Skip(f"clang-format {version} is not 14")
    paths = sources() + sources("tests")
    tap.expect_none(
        [path for path in paths if tree.check("clang-format", path) != tree.read(path).strip()],
        "run clang-format -i on",
    )


@tap.test("/house/sources/shell")
def shell():
    tree.need("shellcheck")
    paths = [path for path, first in tree.scripts() if re.match(r"#!.*\b(ba)?sh$", first)]
    paths += tree.files(".sh") + [os.path.join("data", "completions", "desco-cli")]
    tree.check("shellcheck", "--external-sources", "--severity=warning", *paths)


@tap.test("/house/sources/python")
def python():
    paths = [path for path, first in tree.scripts() if "python3" in first] + tree.files(".py")
    for path in paths:
        compile(tree.read(path), path, "exec")


@tap.test("/house/sources/texts-are-listed-for-translation")
def texts_are_listed():
    tree.check(sys.executable, os.path.join("build-aux", "potfiles"), "--check")


@tap.test("/house/sources/every-test-is-run")
def every_test_is_run():
    forgotten = []
    for path in tree.files(".c", ".py", below="tests"):
        folder, name = os.path.split(os.path.splitext(path)[0])
        if name.startswith("test-"):
            build = tree.read(os.path.join(folder, "meson.build"))
            if not re.search(rf"'(test-)?{re.escape(name[5:])}(\.c|\.py)?'|{re.escape(name)}\.", build):
                forgotten.append(path)
    tap.expect_none(forgotten, "in no meson.build")


if __name__ == "__main__":
    tap.run()
