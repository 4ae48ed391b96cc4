#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Every reference list gives what it must, and changes nothing when it comes again."""

import glob
import os

import cli
import people
import tap

COUNTS = ("read", "added", "updated", "unchanged")


def find_list(expected):
    """The list that an .expected.json is about."""
    stem = expected.removesuffix(".expected.json")
    return next(path for path in glob.glob(stem + ".*") if not path.endswith(".json"))


def check_list(expected_path):
    path = find_list(expected_path)
    expected = cli.read_json(expected_path)
    with cli.desk() as desk:
        code = cli.PARTLY if expected["rejected"] else cli.DONE
        rehearsed = desk.ask("import", "pupils", path, "--dry-run",
                             expect=cli.REFUSED if expected["rejected"] else cli.DONE)
        assert desk.ask("pupil", "list") == [], "a rehearsal changed something"

        first = desk.ask("import", "pupils", path, expect=code)
        for report in (first, rehearsed):
            # Only how it ended is different.
            assert ("error" in report) == bool(report["rejected"]), report
            report.pop("error", None)
        assert first == rehearsed, f"{first}\nis not what the rehearsal said:\n{rehearsed}"
        assert [first[name] for name in COUNTS] == [expected[name] for name in COUNTS], first
        assert [{"line": row["line"], "column": row["column"]} for row in first["rejected"]] == [
            {"line": row["line"], "column": row["column"]} for row in expected["rejected"]], first
        for row in first["rejected"]:
            assert row["value"] and row["reason"].endswith("."), row
        assert len(desk.ask("pupil", "list")) == expected["added"]

        content = desk.content()
        again = desk.ask("import", "pupils", path, expect=code)
        assert (again["added"], again["updated"]) == (0, 0), again
        assert again["unchanged"] == expected["added"] + expected["unchanged"], again
        assert desk.content() == content, "reading it again changed the database"


@tap.test("/cli/lists/R-41/each-gives-what-it-must")
def reference_lists():
    found = sorted(glob.glob(os.path.join(cli.shared("import"), "alunni-*.expected.json")))
    assert found, "there are no lists"
    problems = []
    for path in found:
        try:
            check_list(path)
        except AssertionError as error:
            problems.append(f"{os.path.basename(path)}: {error}")
    tap.expect_none(problems, "lists that give something else")


@tap.test("/cli/lists/R-30/price-of-each-school")
def prices():
    pupils = cli.shared("import", "alunni-semicolon-cp1252.csv")
    tariffs = cli.shared("import", "tariffe-2026-27.csv")
    expected = cli.read_json(cli.shared("import", "tariffe-2026-27.expected.json"))
    with cli.desk(now="2026-09-01T08:00:00Z") as desk:
        desk.ask("import", "pupils", pupils)
        first = desk.ask("import", "tariffs", tariffs)
        again = desk.ask("import", "tariffs", tariffs)
        assert first["added"] == again["unchanged"] == first["read"], (first, again)

        seen = set()
        wrong = []
        for pupil in desk.ask("pupil", "list"):
            if pupil["school"] in seen:
                continue
            seen.add(pupil["school"])
            quote = desk.ask("tariff", "quote", "--pupil", pupil["id"], "--date", "2026-11-24")
            if quote["unitAmount"] != expected[pupil["school"]]:
                wrong.append(f"{pupil['school']}: {quote}")
        tap.expect_none(wrong, "other prices")
        assert seen == set(expected) - {"note"}, seen


@tap.test("/cli/lists/R-41/good-rows-or-nothing")
def good_rows_or_nothing():
    lines = people.pupil_list(4).splitlines()
    lines[2] = lines[2].replace("H501", "H502", 1)
    with cli.desk() as desk:
        path = desk.write("alunni.csv", "\n".join(lines))
        report = desk.ask("import", "pupils", path, "--all-or-nothing", expect=cli.REFUSED)
        assert len(report["rejected"]) == 1 and desk.ask("pupil", "list") == [], report
        report = desk.ask("import", "pupils", path, expect=cli.PARTLY)
        assert report["added"] == 3 and len(desk.ask("pupil", "list")) == 3, report
        desk.write("alunni.csv", people.pupil_list(4))
        report = desk.ask("import", "pupils", path)
        assert (report["added"], report["unchanged"]) == (1, 3), report


@tap.test("/cli/lists/J-03/columns-by-hand")
def columns_by_hand():
    with cli.desk() as desk:
        path = desk.write("alunni.csv", "Chi;Come;Dove\nBianchi;Anna;1A\n")
        desk.call("import", "pupils", path, expect=cli.REFUSED)
        report = desk.ask("import", "pupils", path, "--school", people.SCHOOL, "--map", "Chi=surname",
                          "--map", "#2=name", "--map", "Dove=class")
        assert report["added"] == 1, report
        assert desk.ask("pupil", "list")[0]["class"] == people.SCHOOL + "/1A"


if __name__ == "__main__":
    tap.run()
