#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""The sandbox as GovPay: the same positions and receipts, its own checks, words and errors."""

import base64
import json
import re

import tap
from sandbox import CREDITOR, IBAN, expect, notice_number, position, running

ROOT = "/govpay/backend/api/pendenze/rs/basic/v2"
LOGIN = {"Authorization": "Basic " + base64.b64encode(b"anna:segreto").decode(),
         "Ocp-Apim-Subscription-Key": None}
PATCH = {**LOGIN, "Content-Type": "application/json-patch+json"}
ID = "01890a5d000070008000000000000001"
IUPD = "DESCO-01890a5d-0000-7000-8000-000000000001"


def debt(number=1, **changes):
    """A NuovaPendenza; members of the payer and the item are found by their names."""
    item = {"idVocePendenza": "1", "importo": 104.00, "descrizione": "Buoni mensa",
            "ibanAccredito": IBAN, "tipoContabilita": "ALTRO", "codiceContabilita": "0107101TS/"}
    payer = {"tipo": "F", "identificativo": "RSSMRA80A01H501U", "anagrafica": "Mario Rossi"}
    body = {"idTipoPendenza": "MENSA", "idDominio": CREDITOR, "causale": "20 buoni mensa",
            "soggettoPagatore": payer, "importo": 104.00, "numeroAvviso": notice_number(number),
            "dataScadenza": "2026-10-14", "voci": [item]}
    for name, value in changes.items():
        place = payer if name in ("tipo", "identificativo", "anagrafica", "email") else body
        place[name] = value
    if "importo" in changes and "voci" not in changes:
        item["importo"] = changes["importo"]
    return body


def put(sandbox, body, name=ID, headers=None):
    return sandbox.send("PUT", f"{ROOT}/pendenze/DESCO/{name}", body, headers or LOGIN)


def read(sandbox, name=ID):
    return sandbox.send("GET", f"{ROOT}/pendenze/DESCO/{name}", headers=LOGIN)


def change(sandbox, *operations, name=ID):
    return sandbox.send("PATCH", f"{ROOT}/pendenze/DESCO/{name}", list(operations), PATCH)


def withdrawal(state="ANNULLATA"):
    return {"op": "REPLACE", "path": "/stato", "value": state}


def refused(answer, status, category, word=""):
    fault = expect(answer, status).json
    assert fault["categoria"] == category and fault["codice"] and fault["descrizione"], fault
    assert word in fault.get("dettaglio", ""), fault


@tap.test("/sandbox/govpay/load-and-read")
def test_load_and_read():
    with running() as sandbox:
        created = expect(put(sandbox, debt()), 201).json
        assert created["idDominio"] == CREDITOR and created["numeroAvviso"] == notice_number(1), created
        assert expect(put(sandbox, debt()), 200).json["numeroAvviso"] == notice_number(1)
        answer = expect(read(sandbox), 200)
        assert answer.json["stato"] == "NON_ESEGUITA" and answer.json["idPendenza"] == ID, answer.text
        assert answer.json["dataScadenza"] == "2026-10-14" and answer.json["rpp"] == [], answer.text
        assert answer.json["voci"][0]["codiceContabilita"] == "0107101TS/", answer.text
        # The same position, and one more place to find it.
        assert sandbox.status(IUPD) == "VALID"
        by_number = sandbox.send("GET", f"{ROOT}/pendenze/byAvviso/{CREDITOR}/{notice_number(1)}",
                                 headers=LOGIN)
        assert expect(by_number, 200).json["idPendenza"] == ID
        assert expect(sandbox.send("GET", f"/pendenze/DESCO/{ID}", headers=LOGIN), 200).json == answer.json


@tap.test("/sandbox/govpay/R-01-euros")
def test_euros():
    """What the digits say is what is kept, to the cent, and numbers come back as numbers."""
    with running() as sandbox:
        for number, (sent, cents) in enumerate(
                (("19.99", 1999), ("0.01", 1), ("999999999.99", 99999999999), ("1e2", 10000),
                 ("20", 2000), ("20.5", 2050), ("4.35", 435)), start=1):
            text = json.dumps(debt(number, importo=1)).replace('"importo": 1', f'"importo": {sent}')
            expect(put(sandbox, text, f"debt-{number}"), 201)
            written = re.search(r'"importo":([^,}]+)', read(sandbox, f"debt-{number}").text).group(1)
            assert re.fullmatch(r"\d+\.\d\d", written) and int(written.replace(".", "")) == cents, written
        for wrong in ("20.005", '"19.99"', "0", "-1", "1e99", "null"):
            text = json.dumps(debt(90, importo=1)).replace('"importo": 1', f'"importo": {wrong}')
            refused(put(sandbox, text, "wrong"), 400, "RICHIESTA", "importo")


@tap.test("/sandbox/govpay/refuses")
def test_refuses():
    with running() as sandbox:
        expect(put(sandbox, debt()), 201)
        item = debt()["voci"][0]
        for body, status, word in (
                (debt(2, causale="x" * 141), 400, "causale"),
                (debt(2, idTipoPendenza="a b"), 400, "idTipoPendenza"),
                (debt(2, idDominio="1"), 400, "idDominio"),
                (debt(2, soggettoPagatore=None), 400, "soggettoPagatore"),
                (debt(2, anagrafica="x" * 71), 400, "anagrafica"),
                (debt(2, email="nessuna"), 400, "email"),
                (debt(2, numeroAvviso="301000000000000000"), 400, ""),
                (debt(2, dataScadenza="14/10/2026"), 400, "14/10/2026"),
                (debt(2, dataScadenza="2020-01-01"), 400, "dueDate"),
                (debt(2, voci=[]), 400, "voci"),
                (debt(2, voci=[item] * 6), 400, "voci"),
                (debt(2, voci=[{**item, "tipoContabilita": "BOH"}]), 400, "tipoContabilita"),
                (debt(2, voci=[{**item, "ibanAccredito": "IT00X0542811101000000123456"}]), 400, "iban"),
                (debt(2, voci=[item, {**item, "importo": 1}]), 422, "somma"),
                (debt(1), 422, notice_number(1)),
        ):
            refused(put(sandbox, body, "other"), status, "RICHIESTA" if status == 400 else "OPERAZIONE", word)
        refused(put(sandbox, debt(2), "a%20b"), 400, "RICHIESTA", "idPendenza")
        refused(put(sandbox, debt(2), "x" * 36), 400, "RICHIESTA", "idPendenza")
        refused(put(sandbox, "{", "other"), 400, "RICHIESTA")
        refused(put(sandbox, "{}", "other", {**LOGIN, "Content-Type": "text/plain"}), 415, "RICHIESTA")
        refused(read(sandbox, "other"), 404, "OPERAZIONE")
        refused(sandbox.send("GET", ROOT + "/altro", headers=LOGIN), 404, "OPERAZIONE")


@tap.test("/sandbox/govpay/withdraw-and-revive")
def test_withdraw():
    with running() as sandbox:
        expect(put(sandbox, debt()), 201)
        for wrong in ({"op": "replace", "path": "/stato", "value": "ANNULLATA"},
                      {"op": "REPLACE", "path": "/importo", "value": "1"},
                      {"op": "REPLACE", "path": "/stato", "value": {"Annullata": None}},
                      {"op": "REPLACE", "path": "/stato", "value": "ESEGUITA"}, "x"):
            refused(change(sandbox, wrong), 400, "RICHIESTA")
        as_json = sandbox.send("PATCH", f"{ROOT}/pendenze/DESCO/{ID}", [withdrawal()],
                               {**LOGIN, "Content-Type": "application/json"})
        refused(as_json, 415, "RICHIESTA")
        assert expect(change(sandbox, withdrawal()), 200).json["stato"] == "ANNULLATA"
        assert expect(change(sandbox, withdrawal()), 200).json["stato"] == "ANNULLATA"
        assert sandbox.status(IUPD) == "INVALID"
        # GovPay brings it back to whoever loads it again.
        expect(put(sandbox, debt()), 200)
        assert expect(read(sandbox), 200).json["stato"] == "NON_ESEGUITA"
        expect(sandbox.pay(notice_number(1)), 200)
        refused(change(sandbox, withdrawal()), 422, "OPERAZIONE")
        refused(put(sandbox, debt(causale="altro")), 422, "OPERAZIONE", "ESEGUITA")


@tap.test("/sandbox/govpay/payments")
def test_payments():
    """What is paid at the page or by a bank shows, with its receipt; GPD's positions as well."""
    with running() as sandbox:
        expect(put(sandbox, debt()), 201)
        expect(sandbox.create(position(2)), 201)
        receipt_id = expect(sandbox.pay(notice_number(1)), 200).json["receiptId"]
        expect(sandbox.pay(notice_number(2), outcome="KO", receipt=True), 200)
        paid = expect(read(sandbox), 200).json
        assert paid["stato"] == "ESEGUITA" and paid["dataPagamento"] == "2026-09-14", paid
        assert len(paid["rpp"]) == 1, paid

        def listed(**query):
            text = "&".join(f"{name}={value}" for name, value in query.items())
            return expect(sandbox.send("GET", f"{ROOT}/rpp?idDominio={CREDITOR}&{text}", headers=LOGIN), 200).json
        done = listed(esitoPagamento="ESEGUITO")
        assert done["numRisultati"] == 1 and done["numPagine"] == 1 and done["pagina"] == 1, done
        context = done["risultati"][0]["rt"]["datiPagamento"]["CodiceContestoPagamento"]
        assert context == receipt_id, done
        assert listed(esitoPagamento="NON_ESEGUITO")["numRisultati"] == 1
        assert listed(iuv=notice_number(1)[1:])["numRisultati"] == 1
        assert listed(dataRtA="2026-09-13T00:00:00Z")["numRisultati"] == 0
        document = sandbox.send("GET", f"{ROOT}/rpp/{CREDITOR}/{notice_number(1)[1:]}/{context}/rt", headers=LOGIN)
        assert f"<receiptId>{receipt_id}</receiptId>" in expect(document, 200).text
        assert document.headers["Content-Type"] == "application/xml"
        refused(sandbox.send("GET", f"{ROOT}/rpp/{CREDITOR}/{notice_number(1)[1:]}/x/rt", headers=LOGIN),
                404, "OPERAZIONE")


@tap.test("/sandbox/govpay/pages")
def test_pages():
    with running() as sandbox:
        for number in range(1, 6):
            expect(put(sandbox, debt(number), f"debt-{number}"), 201)
        expect(change(sandbox, withdrawal(), name="debt-3"), 200)

        def page(**query):
            text = "&".join(f"{name}={value}" for name, value in query.items())
            return expect(sandbox.send("GET", f"{ROOT}/pendenze?{text}", headers=LOGIN), 200).json
        found = []
        for number in (1, 2, 3):
            one = page(pagina=number, risultatiPerPagina=2, ordinamento="%2BdataCaricamento")
            assert (one["numRisultati"], one["numPagine"], one["pagina"]) == (5, 3, number), one
            found += [line["idPendenza"] for line in one["risultati"]]
        assert found == [f"debt-{number}" for number in range(1, 6)], found
        assert "voci" not in page()["risultati"][0]
        assert [line["idPendenza"] for line in page(stato="ANNULLATA")["risultati"]] == ["debt-3"]
        assert page(idDominio="01234567897")["numRisultati"] == 0
        assert page(idPendenza="debt-2")["numRisultati"] == 1
        assert page(dataA="2026-09-13T00:00:00Z")["numRisultati"] == 0
        for wrong in ("stato=PAGATA", "pagina=0", "risultatiPerPagina=201", "dataDa=ieri"):
            refused(sandbox.send("GET", f"{ROOT}/pendenze?{wrong}", headers=LOGIN), 400, "RICHIESTA")


@tap.test("/sandbox/govpay/users")
def test_users():
    with running() as sandbox:
        for header in ({}, {"Authorization": "Basic !"}, {"Authorization": "Bearer x"}):
            answer = sandbox.send("GET", ROOT + "/pendenze", headers={"Ocp-Apim-Subscription-Key": None, **header})
            refused(answer, 401, "AUTORIZZAZIONE")
            assert answer.headers["WWW-Authenticate"].startswith("Basic"), answer.headers
        expect(sandbox.faults("503@1,429:2s@2"), 200)
        refused(sandbox.send("GET", ROOT + "/pendenze", headers=LOGIN), 503, "INTERNO")
        assert sandbox.send("GET", ROOT + "/pendenze", headers=LOGIN).headers["Retry-After"] == "2"


tap.run()
