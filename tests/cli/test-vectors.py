#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""The commands that need no database: notice encode, notice check, taxcode check."""

import json
import os

import cli
import people
import tap

DATA = os.path.join(os.environ["G_TEST_SRCDIR"], "data")


def vectors(name):
    """Those beside the project, else those in it."""
    path = os.path.join(cli.SHARED, "pagopa", "vectors", name)
    return cli.read_json(path if os.path.exists(path) else os.path.join(DATA, name))


@tap.test("/cli/vectors/N-11/encode")
def encode():
    notices = vectors("notices.json")
    asked = [
        {key: value for key, value in notice.items() if key not in ("qr", "dataMatrix")}
        for notice in notices
    ]
    answer = cli.call("--json", "notice", "encode", stdin=json.dumps(asked), expect=cli.DONE).json
    wrong = []
    for notice, given in zip(notices, answer, strict=True):
        for code in ("qr", "dataMatrix"):
            if given.get(code) != notice.get(code):
                wrong.append(f"{notice['noticeNumber']}: {given.get(code)!r}, not {notice[code]!r}")
    tap.expect_none(wrong, "other codes")


@tap.test("/cli/vectors/encode/one-document-also-without-json")
def encode_as_text():
    notices = vectors("notices.json")[:2]
    text = cli.call("notice", "encode", stdin=json.dumps(notices), expect=cli.DONE).out
    assert len(json.loads(text)) == 2, text


def number_of(case):
    return case["number"] if "number" in case else case["noticeNumber"]


@tap.test("/cli/vectors/notice-check")
def notice_check():
    cases = vectors("notice-numbers.json")
    good = [case if isinstance(case, str) else number_of(case) for case in cases["valid"]]
    bad = [case if isinstance(case, str) else number_of(case) for case in cases["invalid"]]
    assert all(answer["valid"] for answer in
               cli.call("--json", "notice", "check", *good, expect=cli.DONE).json)
    for answer in cli.call("--json", "notice", "check", "--", *bad, expect=cli.REFUSED).json:
        assert not answer["valid"] and answer["reason"].endswith("."), answer
    mixed = cli.call("--json", "notice", "check", good[0], bad[-1], expect=cli.REFUSED).json
    assert [answer["valid"] for answer in mixed] == [True, False], mixed


@tap.test("/cli/vectors/R-40/taxcode-check")
def taxcode_check():
    good = ["RSSMRA85T10A562S", "rssmra85t10a562s", "MLLLRD1PS11L746A", "01199250158",
            people.tax_code("BBBNNI", people.FIRST_BIRTH)]
    bad = ["RSSMRA85T10A562T", "RSSMRA85T10A562", "RSSMRA85Z10A562S", "RSSMRA85T99A562S",
           "01199250159", "", "àèìòù", "RSSMRA85T10A562SS"]
    answers = cli.call("--json", "taxcode", "check", *good, *bad, expect=cli.REFUSED).json
    assert [answer["code"] for answer in answers] == good + bad, answers
    tap.expect_none([answer for answer in answers[:len(good)] if not answer["valid"]], "valid ones refused")
    tap.expect_none([answer for answer in answers[len(good):]
                     if answer["valid"] or not answer["reason"].endswith(".")], "wrong ones taken")
    cli.call("taxcode", "check", *good, expect=cli.DONE)


@tap.test("/cli/vectors/no-database-is-made")
def no_database_is_made():
    with cli.desk(init=False) as desk:
        desk.ask("taxcode", "check", "RSSMRA85T10A562S")
        desk.call("notice", "encode", stdin="[]")
        assert sorted(os.listdir(desk.folder)) == ["secrets"], os.listdir(desk.folder)


if __name__ == "__main__":
    tap.run()
