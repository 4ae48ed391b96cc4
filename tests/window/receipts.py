# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Receipts of what a desk sold, as files."""

import os

RECEIPT = """<?xml version="1.0" encoding="UTF-8"?>
<receipt><receiptId>{number}</receiptId><noticeNumber>{notice}</noticeNumber>
<fiscalCode>81003310034</fiscalCode><outcome>OK</outcome>
<creditorReferenceId>{iuv}</creditorReferenceId><paymentAmount>{amount}</paymentAmount>
<description>Buoni mensa</description><companyName>Comune di Prova</companyName>
<debtor><uniqueIdentifier><entityUniqueIdentifierType>F</entityUniqueIdentifierType>
<entityUniqueIdentifierValue>RSSMRA85T10A562S</entityUniqueIdentifierValue></uniqueIdentifier>
<fullName>Rossi Mario</fullName></debtor>
<transferList><transfer><idTransfer>1</idTransfer><transferAmount>{amount}</transferAmount>
<fiscalCodePA>81003310034</fiscalCodePA><IBAN>IT60X0542811101000000123456</IBAN>
<remittanceInformation>Buoni</remittanceInformation>
<transferCategory>9/0107101TS/</transferCategory></transfer></transferList>
<idPSP>PSP</idPSP><PSPCompanyName>Banca di Prova</PSPCompanyName><idChannel>C</idChannel>
<channelDescription>app</channelDescription><payer><uniqueIdentifier>
<entityUniqueIdentifierType>F</entityUniqueIdentifierType>
<entityUniqueIdentifierValue>RSSMRA85T10A562S</entityUniqueIdentifierValue></uniqueIdentifier>
<fullName>Rossi Mario</fullName></payer>
<paymentDateTime>2026-11-23T10:00:00</paymentDateTime></receipt>
"""


def write_receipt(this, sold, number, cents):
    path = os.path.join(this.folder, f"{number}.xml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(RECEIPT.format(number=number, notice=sold["noticeNumber"], iuv=sold["iuv"],
                                  amount=f"{cents // 100}.{cents % 100:02}"))
    return path
