#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""N-18 from the command line: languages, instalments, two notices a sheet; and the creditor's logo (N-03)."""

import json
import os
import shutil
import subprocess

import cli
import people
import tap
from sandbox import expect, running

CREST = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M1 1h7v7z" fill="#123456"/></svg>'
ELSEWHERE = CREST.replace("<path", '<image href="https://example.org/crest.png"/><path')


def read_words(path):
    if shutil.which("pdftotext") is None:
        raise tap.Skip("pdftotext is not installed")
    result = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return result.stdout.decode("utf-8")


def pages(path):
    return read_words(path).count("\f")


def sell(desk, pupil, *more):
    return desk.ask("purchase", "create", "--pupil", pupil, "--quantity", "20", *more)


def open_shop(desk, sandbox):
    desk.url = sandbox.address
    desk.ask("import", "pupils", desk.write("alunni.csv", people.pupil_list(3)))
    desk.ask("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS))
    return [pupil["id"] for pupil in desk.ask("pupil", "list")]


def printed(desk, *words):
    path = desk.path("avvisi.pdf")
    desk.ask("notice", "print", "--output", path, *words)
    return path


@tap.test("/cli/notice-variants/N-18/whose-language")
def whose_language():
    """What is asked for, else the family's, else the setting's."""
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        pupils = open_shop(desk, sandbox)
        sold = sell(desk, pupils[0])
        desk.ask("pagopa", "publish")
        one = ["--purchase", sold["id"]]
        assert "Zahlungsmitteilung" not in read_words(printed(desk, *one))
        desk.ask("setting", "set", "notice.language", "de")
        assert "Zahlungsmitteilung" in read_words(printed(desk, *one))

        guardian = desk.ask("pupil", "show", pupils[0])["guardian"]
        reference = guardian["id"] if isinstance(guardian, dict) else guardian
        assert desk.ask("guardian", "set", reference, "--language", "sl")["language"] == "sl"
        words = read_words(printed(desk, *one))
        assert "Obvestilo o plačilu" in words and "Avviso di pagamento" in words, words
        assert "Payment notice" in read_words(printed(desk, *one, "--language", "en"))
        assert "Obvestilo" not in read_words(printed(desk, *one, "--language", "none"))
        # A list that is read again says nothing of it, and takes nothing away.
        desk.ask("import", "pupils", desk.path("alunni.csv"))
        assert "Obvestilo o plačilu" in read_words(printed(desk, *one))
        desk.ask("guardian", "set", reference, "--language", "default")
        assert "Zahlungsmitteilung" in read_words(printed(desk, *one))

        for words in (["setting", "set", "notice.language", "it"],
                      ["guardian", "set", reference, "--language", "it"],
                      ["notice", "print", "--output", desk.path("x.pdf"), *one, "--language", "it"]):
            assert desk.call(*words, expect=cli.REFUSED).error["message"]
        assert not os.path.exists(desk.path("x.pdf"))


@tap.test("/cli/notice-variants/N-18/instalments")
def instalments():
    """The whole and its parts; once a part is paid, the next part's own notice."""
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        sold = sell(desk, open_shop(desk, sandbox)[0], "--instalments", "3")
        desk.ask("pagopa", "publish")
        path = printed(desk, "--purchase", sold["id"])
        words = read_words(path)
        assert pages(path) == 2 and "RATA UNICA" in words and "RATA 3 DI 3" in words, words

        expect(sandbox.pay(sold["instalments"][0]["noticeNumber"]), 200)
        assert desk.ask("pagopa", "receipts")["credited"] == 1
        path = printed(desk, "--purchase", sold["id"])
        words = read_words(path)
        assert pages(path) == 1 and "RATA 2 DI 3 entro il 24/01/2027" in words, words
        assert "€ 36,40" in words and "RATA UNICA" not in words, words


@tap.test("/cli/notice-variants/N-18/two-up")
def two_up():
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        pupils = open_shop(desk, sandbox)
        for pupil in pupils:
            sell(desk, pupil)
        desk.ask("pagopa", "publish")
        path = printed(desk, "--unprinted", "--two-up")
        assert pages(path) == (len(pupils) + 1) // 2 and read_words(path).count("DOVE PAGARE?") == len(pupils)

        before = os.stat(path).st_mtime_ns
        refused = desk.call("notice", "print", "--output", path, "--purchase",
                            desk.ask("purchase", "list")[0]["id"], "--two-up", "--language", "fr",
                            expect=cli.REFUSED)
        assert refused.error["field"] == "secondLanguage", refused
        assert os.stat(path).st_mtime_ns == before
        desk.call("notice", "print", "--output", path, "--unprinted", "--two-up", "--separate",
                  expect=cli.USAGE)


@tap.test("/cli/notice-variants/N-03/logo")
def logo():
    with cli.desk() as desk:
        crest = desk.write("stemma.svg", CREST)
        assert desk.ask("creditor", "set", "--logo", crest) == {
            "name": "Comune di Massino Visconti", "logoType": "image/svg+xml", "logoSize": len(CREST)}
        desk.verify()
        held = "\n".join(desk.content())
        assert CREST.encode().hex().upper() in held.upper(), "the logo is in the database"
        for name, content, reason in [
                ("altrove.svg", ELSEWHERE, "outside"), ("vuoto.png", "", "empty"),
                ("testo.txt", "a crest", "neither"), ("grande.svg", CREST + " " * 600_000, "512"),
                ("rotto.png", b"\x89PNG\r\n\x1a\nbroken", "pixels")]:
            refused = desk.call("creditor", "set", "--logo", desk.write(name, content), expect=cli.REFUSED)
            assert refused.error["field"] == "logo" and reason in refused.error["message"], refused
        desk.call("creditor", "set", "--logo", desk.path("nessuno.svg"), expect=cli.REFUSED)
        desk.call("creditor", "set", expect=cli.USAGE)
        assert CREST.encode().hex().upper() in "\n".join(desk.content()).upper(), "and stays there"
        assert desk.ask("creditor", "set", "--remove-logo")["logoType"] is None


@tap.test("/cli/notice-variants/N-18/render")
def render():
    notice = {
        "noticeNumber": "318334243475847505", "amount": 10400, "subject": "Buoni mensa",
        "creditorTaxCode": "01199250158", "creditorName": "Comune di Vallechiara",
        "debtorTaxCode": "ANONIMO", "debtorName": "Rossi Maria", "secondLanguage": "fr",
    }
    with cli.desk(init=False) as desk:
        path = desk.path("avviso.pdf")
        cli.call("notice", "render", "--output", path, stdin=json.dumps([notice]), expect=cli.DONE)
        words = read_words(path)
        assert "Avis de paiement" in words and "senza scadenza" in words and "sans échéance" in words, words
        wrong = cli.call("--json", "notice", "encode", stdin=json.dumps([{**notice, "secondLanguage": "xx"}]),
                         expect=cli.REFUSED)
        assert wrong.error["field"] == "secondLanguage", wrong


if __name__ == "__main__":
    tap.run()
