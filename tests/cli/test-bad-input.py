#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""What bad input gets: a sentence with the way out, the exit code of the contract, nothing half done."""

import os

import cli
import people
import tap

ROWS = people.pupil_list(3).splitlines()
NOBODY = "019a0000-0000-7000-8000-000000000000"
LONG = "B" * 300


def list_of(*lines):
    return "\n".join(lines) + "\n"


# Lists that are refused whole: name, content, a word of what is said.
LISTS = [
    ("not-there", None, "no such file"),
    ("pdf.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "PDF"),
    ("png.csv", b"\x89PNG\r\n\x1a\n" + bytes(64), "picture"),
    ("page.xls", "<html><table><tr><td>Cognome</td></tr></table></html>", "web page"),
    ("empty.csv", "", "empty"),
    ("blank.csv", "\n\n  \n", "header"),
    ("no-header.csv", list_of(*ROWS[1:]), "header"),
    ("two-headers.csv", list_of(ROWS[0], *ROWS), "two headers"),
    ("header-again.csv", list_of(ROWS[0], ROWS[1], ROWS[0], ROWS[2]), "two headers"),
    ("same-column.csv", "Cognome;Nome;Cognome\nRossi;Anna;Bianchi\n", "--map"),
    ("cell-of-1-mb.csv", list_of(ROWS[0], ROWS[1], "A" * (1 << 20) + ROWS[2]), "cell"),
    ("open-quote.csv", list_of(ROWS[0], '"' + ROWS[1], *[ROWS[2]] * 1000), "quotation mark"),
    ("nul.csv", list_of(*ROWS).replace("Babebo", "Ba\0bebo"), "NUL"),
    ("nothing-but-nul.csv", bytes(5000), "NUL"),
    ("damaged.xlsx", b"PK\x03\x04" + bytes(100), "workbook"),
    ("damaged.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "damaged"),
    ("database.csv", b"SQLite format 3\0" + bytes(100), "database"),
]

# Commands on a desk that has pupils, a tariff and a queued purchase. {…} is filled in.
# Words, exit code, field, a part of the message.
COMMANDS = [
    ("purchase create --pupil {pupil} --quantity 0", 1, "quantity", "from 1 to 200"),
    ("purchase create --pupil {pupil} --quantity -1", 1, "quantity", "from 1 to 200"),
    ("purchase create --pupil {pupil} --quantity 201", 1, "quantity", "from 1 to 200"),
    ("purchase create --pupil {pupil} --quantity 1000000000000", 1, "quantity", "from 1 to 200"),
    ("purchase create --pupil {pupil} --quantity 99999999999999999999", 1, "quantity", "whole number"),
    ("purchase create --pupil {pupil} --quantity 2,5", 1, "quantity", "2,5"),
    ("purchase create --pupil {pupil} --quantity", 2, None, "--quantity"),
    ("purchase create --pupil {pupil}", 2, None, "--quantity"),
    ("purchase create --pupil nobody --quantity 5", 1, "pupil", "nobody"),
    ("purchase create --pupil {pupil} --quantity 5 --due-date 2026-11-23", 1, "dueDate", "23/11/2026"),
    ("purchase create --pupil {pupil} --quantity 5 --due-date 9999-12-31", 1, "dueDate", "31/12/9999"),
    ("purchase create --pupil {pupil} --quantity 5 --due-date 2026-02-30", 1, "dueDate", "2026-02-30"),
    ("purchase show {nobody}", 1, "purchase", ""),
    ("purchase show 347000000000000999", 1, "purchase", "347000000000000999"),
    ("purchase cancel nothing", 1, "purchase", "nothing"),
    ("purchase list --status eaten", 1, "status", "published"),
    ("pupil show {nobody}", 1, "pupil", "{nobody}"),
    ("pupil show RSSMRA85T10A562S", 1, "pupil", "RSSMRA85T10A562S"),
    ("pupil show %", 1, "pupil", "“%”"),
    ("pupil list --class 1A", 1, "class", "SCHOOL/CLASS"),
    ("pupil list --class X/1A", 1, "school", "“X”"),
    ("pupil list --school X", 1, "school", "“X”"),
    ("tariff quote", 2, None, "--pupil"),
    ("tariff quote --pupil {pupil} --date 24/11/2026", 1, "date", "2026-11-24"),
    ("tariff quote --pupil {pupil} --date 2030-01-01", 1, None, "01/01/2030"),
    ("wallet show", 2, None, "--guardian"),
    ("wallet show --guardian nobody", 1, "guardian", "nobody"),
    ("wallet show --pupil {pupil} --guardian nobody", 2, None, "one of them"),
    ("attendance record --date 2026-11-24", 2, None, "--class"),
    ("attendance record --class {class} --date 2026-02-30", 1, "date", "2026-02-30"),
    ("attendance record --class {class} --date tomorrow", 1, "date", "tomorrow"),
    ("attendance record --class {class} --date 2026-11-22", 1, None, "22/11/2026"),
    ("attendance record --class {class} --date 9999-12-31", 1, "date", "31/12/9999"),
    ("attendance record --class {class} --absent nobody", 1, "pupil", "nobody"),
    ("attendance record --class {class} --absent {pupil} --plain {pupil}", 1, "plain", "one of them"),
    ("attendance record --class {class} --staff-meals 1000000", 1, "staffMeals", "1000"),
    ("attendance close --date 2026-11-22", 1, None, "22/11/2026"),
    ("attendance reopen --reason x --date 2026-11-24", 1, None, "not closed"),
    ("attendance reopen", 1, "reason", "why"),
    ("notice print --output {folder}/new.pdf", 2, None, "--purchase"),
    ("notice print --output {folder}/new.pdf --purchase {sold}", 1, None, "can't be paid yet"),
    ("notice print --output {folder}/new.pdf --unprinted", 1, None, "nothing to print"),
    ("notice print --output {folder}/new.pdf --class X/9Z", 1, "school", "“X”"),
    ("pagopa publish --purchase nothing", 1, "purchase", "nothing"),
    ("--pagopa-url ftp://x pagopa publish", 1, "pagopa.url", "ftp://x"),
    ("import pupils {list} --map Cognome", 1, "map", "COLUMN=FIELD"),
    ("import pupils {list} --map Cognome=zzz", 1, "map", "zzz"),
    ("import pupils {list} --map #99=name", 1, "map", "#99"),
    ("import pupils {list} --encoding klingon", 1, "encoding", "UTF-8"),
    ("import pupils {list} --separator xx", 1, "separator", "tab"),
    ("import pupils {folder}", 1, "file", "folder"),
    ("import guardians {folder}", 1, "file", "folder"),
    ("import tariffs {folder}", 1, "file", "folder"),
    ("import pupils /dev/null", 1, "file", "device"),
    ("setting get nothing", 1, "key", "setting list"),
    ("setting set nothing 1", 1, "key", "setting list"),
    ("setting set purchase.maximum x", 1, "value", "purchase.maximum"),
    ("setting set attendance.cutoff 25:00", 1, "value", "23:59"),
    ("demo --pupils 5", 1, None, "pupils in this database"),
    ("demo --pupils 0", 1, "pupils", "1 to 150000"),
    ("demo", 2, None, "--pupils"),
    ("backup {database}", 1, "file", "itself"),
    ("backup {folder}", 1, "file", "folder"),
    ("backup {list}", 1, "file", "not a copy"),
    ("backup {folder}/nowhere/copy.db", 1, None, "can't be written"),
    ("restore {list}", 1, None, "not a database of Desco"),
    ("restore {folder}/nothing.db", 1, None, "no database"),
    ("--database {folder}/nothing.db verify", 1, None, "desco-cli init"),
    ("--database {list} verify", 1, None, "not a database of Desco"),
    ("--database {folder} verify", 1, None, "not a file"),
    ("--database", 2, None, "--database"),
    ("", 2, None, "--help"),
    ("sell", 2, None, "“sell”"),
    ("purchase", 2, None, "“purchase”"),
    ("import meals x", 2, None, "“import meals”"),
    ("import pupils", 2, None, "FILE"),
    ("import pupils a b", 2, None, "“b”"),
    ("verify --quickly", 2, None, "--quickly"),
    ("report balances --below x", 1, "below", "“x”"),
]

# What init gets besides what it needs: option, value, field.
CREDITORS = [
    ("--creditor-tax-code", "1", "creditorTaxCode"),
    ("--creditor-tax-code", "RSSMRA85T10A562S", "creditorTaxCode"),
    ("--iban", "IT00X", "iban"),
    ("--segregation-code", "7", "segregationCode"),
    ("--segregation-code", "4x", "segregationCode"),
    ("--name", "", "name"),
    ("--name", LONG, "name"),
    ("--school-year", "26", "schoolYear"),
    ("--taxonomy", "meals", "taxonomy"),
    ("--postal-account", "z", "postalAccount"),
]

# What notices on standard input get: text, field.
NOTICES = [
    ("", "input"), ("{", "input"), ("[", "input"), ("\0", "input"), ("null", "notices"),
    ("{}", "notices"), ("[1]", "notices"), ("[{}]", "amount"), ('[{"amount": 1.5}]', "amount"),
    ('[{"amount": -1}]', "noticeNumber"), ('[{"amount": 100, "noticeNumber": "1"}]', "noticeNumber"),
]


def check_refusal(answer, code, field, words):
    """One sentence on standard error, the same in one document, with the field where there is one."""
    assert answer.code == code, f"{answer.code} instead of {code}"
    lines = answer.err.splitlines()
    assert len(lines) == 1 and lines[0].startswith("desco-cli: "), "not one line on standard error"
    message = lines[0].removeprefix("desco-cli: ")
    assert answer.error["message"] == message, "the document says something else"
    assert answer.error["code"] and answer.error.get("field") == field, f"not the field {field}"
    assert words in message, f"“{words}” is not said"


def furnish(desk):
    desk.ask("import", "pupils", desk.write("alunni.csv", people.pupil_list(3)))
    desk.ask("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS))
    pupil = desk.ask("pupil", "list")[0]
    sold = desk.ask("purchase", "create", "--pupil", pupil["id"], "--quantity", "5")
    return {
        "pupil": pupil["id"], "class": pupil["class"], "sold": sold["id"], "nobody": NOBODY,
        "folder": desk.folder, "database": desk.database, "list": desk.path("alunni.csv"),
    }


def gather(cases, check):
    """All that is wrong with a table's cases, not the first alone."""
    wrong = []
    for name, *case in cases:
        try:
            check(name, *case)
        except Exception as error:  # pylint: disable=broad-except
            wrong.append(f"{name}: {error}")
    tap.expect_none(wrong, "cases that end otherwise")


@tap.test("/cli/bad-input/commands")
def commands():
    with cli.desk() as desk:
        names = furnish(desk)
        before = desk.content()

        def check(text, code, field, words):
            asked = [word.format(**names) for word in text.split()]
            answer = desk.call(*asked)
            try:
                check_refusal(answer, code, field, words.format(**names))
            except (AssertionError, ValueError, KeyError) as error:
                raise AssertionError(f"{error}: {answer}") from error
            assert not os.path.exists(desk.path("new.pdf")), "a file was begun"

        gather(COMMANDS, check)
        assert desk.content() == before, "something was changed"
        assert not [name for name in os.listdir(desk.folder) if "partial" in name]


@tap.test("/cli/bad-input/lists")
def lists():
    with cli.desk() as desk:
        before = desk.content()

        def check(name, content, words):
            path = desk.write(name, content) if content is not None else desk.path(name)
            for kind in ("pupils", "guardians"):
                answer = desk.call("import", kind, path)
                try:
                    check_refusal(answer, cli.REFUSED, "file", words)
                except (AssertionError, ValueError, KeyError) as error:
                    raise AssertionError(f"{error}: {answer}") from error

        # The column of a guardian's own surname comes with the pupil's: other columns collide.
        gather([case for case in LISTS if case[0] != "same-column.csv"], check)
        name, content, words = next(case for case in LISTS if case[0] == "same-column.csv")
        check_refusal(desk.call("import", "pupils", desk.write(name, content)), cli.REFUSED, "file", words)
        assert desk.content() == before, "something was changed"


@tap.test("/cli/bad-input/file-of-2-GB")
def huge_file():
    """Sparse, so that it costs no disk; refused without being read into memory."""
    with cli.desk() as desk:
        before = desk.content()
        for name, start in (("zeros.csv", ""), ("rows.csv", people.pupil_list(3))):
            path = desk.write(name, start)
            os.truncate(path, 2 << 30)
            for command in ("import pupils", "import guardians", "import tariffs"):
                answer = desk.call(*command.split(), path, timeout=60)
                check_refusal(answer, cli.REFUSED, "file", "NUL" if not start else "")
        receipts = desk.call("import", "receipts", path, expect=cli.REFUSED)
        assert "1 MiB" in receipts.json["rejected"][0]["reason"], receipts
        assert desk.content() == before, "something was changed"


@tap.test("/cli/bad-input/rows-are-told-by-line-and-column")
def bad_rows():
    good = ROWS[3].split(";")

    def row(**changes):
        cells = good.copy()
        for column, value in changes.items():
            cells[int(column[1:])] = value
        return ";".join(cells)

    cases = [
        ("name of 300 characters", row(c0=LONG), "Cognome"),
        ("no surname", row(c0=""), "Cognome"),
        ("day that is not there", row(c2="30/02/2016", c3=""), "Data Nascita"),
        ("month first", row(c2="12/31/2016", c3=""), "Data Nascita"),
        ("wrong check character", row(c3=good[3][:15] + ("A" if good[3][15] != "A" else "B")),
         "Codice Fiscale"),
        ("birth date of another", row(c2="02/01/2016"), "Codice Fiscale"),
        ("father's code", row(c10="RSSMRA85T10A562T"), "C.F. Genitore"),
    ]
    with cli.desk() as desk:
        before = desk.content()

        def check(name, line, column):
            path = desk.write("one.csv", list_of(ROWS[0], line))
            answer = desk.call("import", "pupils", path, expect=cli.REFUSED)
            assert answer.err.startswith("desco-cli: 1 row was refused"), answer
            (refused,) = answer.json["rejected"]
            assert refused["line"] == 2 and refused["reason"].endswith("."), answer
            assert refused["column"] == column, answer

        gather(cases, check)
        assert desk.content() == before, "something was changed"

        path = desk.write("mixed.csv", list_of(ROWS[0], ROWS[1], cases[0][1], ROWS[2]))
        answer = desk.call("import", "pupils", path, expect=cli.PARTLY)
        assert (answer.json["added"], answer.json["rejected"][0]["line"]) == (2, 3), answer


@tap.test("/cli/bad-input/right-to-left-name")
def right_to_left():
    """Not bad at all: taken as it is and given back as it is."""
    name, surname = "ליאור", "אבו־מערוף"
    cells = ROWS[1].split(";")
    with cli.desk() as desk:
        path = desk.write("alunni.csv", list_of(ROWS[0], ";".join([surname, name, cells[2], "", *cells[4:]])))
        assert desk.ask("import", "pupils", path)["added"] == 1
        (pupil,) = desk.ask("pupil", "list")
        assert (pupil["surname"], pupil["name"]) == (surname, name), pupil
        assert len(desk.ask("pupil", "list", "--search", name)) == 1
        assert f"{surname} {name}" in desk.say("pupil", "show", pupil["id"])
        assert desk.ask("import", "pupils", path)["unchanged"] == 1


@tap.test("/cli/bad-input/creditor")
def creditors():
    with cli.desk(init=False) as desk:

        def check(option, value, field):
            answer = desk.call(
                "init", "--creditor-tax-code", cli.CREDITOR, "--name", "Comune", "--town", cli.TOWN,
                "--iban", "IT60X0542811101000000123456", "--segregation-code", "47", option, value,
            )
            check_refusal(answer, cli.REFUSED, field, "")
            assert os.listdir(desk.folder) == ["secrets"], os.listdir(desk.folder)

        gather(CREDITORS, check)
        check_refusal(desk.call("init", "--name", "Comune"), cli.USAGE, None, "--creditor-tax-code")


@tap.test("/cli/bad-input/notices-on-standard-input")
def notices():
    with cli.desk() as desk:
        output = desk.path("new.pdf")

        def check(text, field):
            for command in (["notice", "encode"], ["notice", "render", "--output", output]):
                answer = desk.call(*command, stdin=text)
                check_refusal(answer, cli.REFUSED, field, "")
            assert not os.path.exists(output), "a file was begun"

        gather(NOTICES, check)


@tap.test("/cli/bad-input/answer-that-cannot-be-written")
def answer_lost():
    """Told on standard error where the disk is full; a reader who has enough is told nothing."""
    with cli.desk() as desk:
        furnish(desk)
        with open("/dev/full", "wb") as full:
            process = desk.start("pupil", "list", stdout=full)
            err = process.communicate(timeout=60)[1].decode()
        assert process.returncode == cli.PARTLY and err.startswith("desco-cli: The answer"), err
        reader, writer = os.pipe()
        os.close(reader)
        process = desk.start("pupil", "list", stdout=writer)
        os.close(writer)
        assert process.communicate(timeout=60)[1] == b"" and process.returncode == cli.DONE


@tap.test("/cli/bad-input/backup-keeps-what-is-there")
def backup():
    with cli.desk() as desk:
        names = furnish(desk)
        copy = desk.path("copy.db")
        desk.ask("backup", copy)
        first = os.stat(copy).st_ino
        desk.ask("backup", copy)
        assert os.stat(copy).st_ino != first, "last night's copy was not replaced"
        desk.call("backup", names["list"], expect=cli.REFUSED)
        with open(names["list"], encoding="utf-8") as file:
            assert file.read() == people.pupil_list(3)
        there = desk.ask("purchase", "list")
        sold = desk.ask("purchase", "create", "--pupil", names["pupil"], "--quantity", "7")
        desk.ask("restore", copy)
        assert desk.ask("purchase", "list") == there, "the copy is not what was there"
        again = desk.ask("purchase", "create", "--pupil", names["pupil"], "--quantity", "7")
        assert again["noticeNumber"] > sold["noticeNumber"], "a number was given twice"


@tap.test("/cli/bad-input/receipts")
def receipts():
    with cli.desk() as desk:
        names = {
            desk.path("nothing.xml"): "No such file",
            desk.write("empty.xml", ""): "empty", desk.write("a.xml", "%PDF-1.7"): "XML",
            desk.write("b.xml", "<receipt/>"): "",
            desk.write("c.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'): "",
        }
        before = desk.content()
        answer = desk.call("import", "receipts", *names, expect=cli.REFUSED)
        assert answer.err.startswith("desco-cli: 5 files"), answer
        for refused in answer.json["rejected"]:
            assert names[refused["file"]] in refused["reason"], refused
            assert "root:" not in refused["reason"] and "/" not in refused["reason"], refused
        empty = desk.path("empty")
        os.mkdir(empty)
        check_refusal(desk.call("import", "receipts", empty), cli.REFUSED, "file", "no XML")
        assert desk.content() == before, "something was changed"


if __name__ == "__main__":
    tap.run()
