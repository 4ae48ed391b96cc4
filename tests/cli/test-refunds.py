#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Refunds and transfers from the command line, and the accounting office's list."""

import csv
import io
import zipfile

import cli
import people
import tap

IBAN = "IT60X0542811101000000123456"


def receipt(purchase):
    euros = f"{purchase['amount'] // 100}.{purchase['amount'] % 100:02}"
    return f"""<receipt><receiptId>R-{purchase['iuv']}</receiptId>
<noticeNumber>{purchase['noticeNumber']}</noticeNumber><fiscalCode>{cli.CREDITOR}</fiscalCode>
<outcome>OK</outcome><creditorReferenceId>{purchase['iuv']}</creditorReferenceId>
<paymentAmount>{euros}</paymentAmount><description>Buoni</description><companyName>Comune</companyName>
<debtor><uniqueIdentifier><entityUniqueIdentifierType>F</entityUniqueIdentifierType>
<entityUniqueIdentifierValue>RSSMRA85T10A562S</entityUniqueIdentifierValue></uniqueIdentifier>
<fullName>Rossi Mario</fullName></debtor><transferList><transfer><idTransfer>1</idTransfer>
<transferAmount>{euros}</transferAmount><fiscalCodePA>{cli.CREDITOR}</fiscalCodePA><IBAN>{IBAN}</IBAN>
<remittanceInformation>Buoni</remittanceInformation><transferCategory>9/0107101TS/</transferCategory>
</transfer></transferList><idPSP>P</idPSP><PSPCompanyName>Banca</PSPCompanyName><idChannel>C</idChannel>
<channelDescription>app</channelDescription><paymentDateTime>2026-11-24T09:00:00</paymentDateTime></receipt>"""


def school(desk):
    """Two siblings and another child; the first has 20 vouchers at 5,20."""
    father = people.row(0).split(";")[8:]
    rows = [people.row(0), ";".join(people.row(1).split(";")[:8] + father), people.row(2)]
    desk.ask("import", "pupils", desk.write(
        "alunni.csv", "\n".join([people.HEADER + people.HEADER_ADULT, *rows]) + "\n"))
    desk.ask("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS))
    pupils = [people.row(number).split(";")[3] for number in range(3)]
    purchase = desk.ask("purchase", "create", "--pupil", pupils[0], "--quantity", "20")
    desk.ask("import", "receipts", desk.write("ricevuta.xml", receipt(purchase)))
    return pupils, purchase


def balance(desk, pupil):
    line = desk.ask("wallet", "show", "--pupil", pupil)["lines"][0]
    return line["balance"], line["value"]


@tap.test("/cli/refunds/R-08/life-of-a-refund")
def life():
    with cli.desk() as desk:
        pupils, purchase = school(desk)
        first = desk.ask("refund", "create", "--pupil", pupils[0], "--quantity", "5", "--reason", "moves", "--iban", IBAN)
        assert (first["quantity"], first["amount"], first["status"]) == (5, 2600, "requested"), first
        rest = desk.ask("refund", "create", "--purchase", purchase["noticeNumber"], "--reason", "=HYPERLINK()")
        assert (rest["quantity"], rest["amount"]) == (15, 7800), rest
        assert balance(desk, pupils[0]) == (0, 0)
        desk.call("refund", "create", "--pupil", pupils[0], "--reason", "more", expect=cli.REFUSED)

        desk.call("refund", "set", rest["id"], "--status", "refused", expect=cli.REFUSED)
        desk.ask("refund", "set", rest["id"], "--status", "refused", "--note", "stays")
        assert balance(desk, pupils[0]) == (15, 7800)
        desk.ask("refund", "set", first["id"], "--status", "paid")
        assert [refund["status"] for refund in desk.ask("refund", "list")] == ["paid", "refused"]
        assert desk.ask("refund", "list", "--status", "exported") == []
        desk.verify()


@tap.test("/cli/refunds/R-43/list-for-the-accounting-office")
def export():
    with cli.desk() as desk:
        pupils, _ = school(desk)
        desk.ask("refund", "create", "--pupil", pupils[0], "--quantity", "5", "--reason", '=1+1;"x"', "--iban", IBAN)
        desk.ask("refund", "create", "--pupil", pupils[0], "--quantity", "1", "--reason", "again")
        path = desk.path("rimborsi.csv")
        desk.call("refund", "export", "--output", desk.path("rimborsi.txt"), expect=cli.REFUSED)
        assert len(desk.ask("refund", "export", "--output", path)) == 2
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(io.StringIO(file.read()), delimiter=";"))
        assert len(rows) == 3 and len({len(row) for row in rows}) == 1, rows
        assert IBAN in rows[1] and "26,00" in rows[1] and "'=1+1;\"x\"" in rows[1], rows
        assert all(row[-1] == "internal use" for row in rows[1:]), rows
        assert {refund["status"] for refund in desk.ask("refund", "list")} == {"exported"}

        assert desk.ask("refund", "export", "--output", path) == []
        book = desk.path("rimborsi.xlsx")
        assert len(desk.ask("refund", "export", "--output", book, "--again")) == 2
        with zipfile.ZipFile(book) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>2600/100</f><v>26</v>" in sheet, sheet[:2000]
        assert "internal use" in sheet, "the pages are not marked"


@tap.test("/cli/transfers/R-11/between-siblings")
def transfer():
    with cli.desk() as desk:
        pupils, _ = school(desk)
        moved = desk.ask("wallet", "transfer", "--from", pupils[0], "--to", pupils[1], "--quantity", "7")
        assert moved == {"taken": 7, "received": 7, "unitAmount": 520, "value": 3640, "rest": 0}, moved
        assert (balance(desk, pupils[0]), balance(desk, pupils[1])) == ((13, 6760), (7, 3640))
        for to, quantity in ((pupils[2], "1"), (pupils[0], "1"), (pupils[1], "14"), (pupils[1], "0")):
            desk.call("wallet", "transfer", "--from", pupils[0], "--to", to, "--quantity", quantity, expect=cli.REFUSED)
        desk.verify()


if __name__ == "__main__":
    tap.run()
