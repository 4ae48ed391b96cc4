#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Our answers held against the platform's own API descriptions, by Prism between caller and us."""

import tap
from prism import Proxy, find_tools
from sandbox import (BIZEVENTS, BULK, CREDITOR, FLOWS, IBAN, POSITIONS, POSITIONS_V3, RECEIPTS, expect,
                     notice_number, plan, position, running)


def prove_awake(sandbox, proxy, base):
    """That no violation was found means something only where a violation would be."""
    proxy.call("GET", base + "?limit=51", None, 400)
    assert proxy.violations, "Prism let a request pass that breaks the contract"
    proxy.violations.clear()
    expect(sandbox.faults("418@1"), 200)
    proxy.call("GET", base, None, 418)
    assert proxy.violations, "Prism let an answer pass that breaks the contract"


@tap.test("/sandbox/contract/debt-positions")
def debt_positions():
    find_tools("gpd-external-v1.json")
    with running("--no-limit", now=None) as sandbox:
        proxy = Proxy("gpd-external-v1.json", sandbox.address + POSITIONS)
        base = f"/organizations/{CREDITOR}/debtpositions"

        def body(number, **changes):
            return position(number, dueDate="2099-12-31T22:59:59Z", **changes)

        try:
            proxy.call("GET", "/info")
            rich = body(1, officeName="Ufficio scuola", payStandIn=True, email="a@b.it", country="IT",
                        postalIban=IBAN, retentionDate="2100-01-31T22:59:59Z")
            rich["paymentOption"][0]["paymentOptionMetadata"] = [{"key": "a", "value": "b"}]
            rich["paymentOption"][0]["transfer"][0]["transferMetadata"] = [{"key": "a", "value": "b"}]
            proxy.call("POST", base + "?toPublish=true", rich, 201)
            proxy.call("POST", base + "?toPublish=false", body(2), 201)
            proxy.call("POST", base, body(2), 409)
            proxy.call("POST", base, body(3, amount=10401), 400)
            proxy.call("GET", base + "?limit=50&page=0&orderby=IUPD&ordering=ASC")
            proxy.call("GET", base + "?status=VALID&due_date_from=2099-12-01&due_date_to=2099-12-31")
            proxy.call("GET", base + "?due_date_from=2026-10-02&due_date_to=2026-10-01", None, 400)
            proxy.call("GET", base + "/DESCO-1")
            proxy.call("GET", base + "/DESCO-9", None, 404)
            proxy.call("PUT", base + "/DESCO-2?toPublish=true", body(2, description="other"))
            proxy.call("PUT", base + "/DESCO-9", body(9), 404)
            proxy.call("POST", base + "/DESCO-2/publish", None, 409)
            proxy.call("POST", base + "/DESCO-2/invalidate")
            proxy.call("POST", base + "/DESCO-2/invalidate", None, 409)
            proxy.call("PATCH", base + f"/transfers?oldIban={IBAN}&limit=5", {"newIban": IBAN})
            proxy.call("PATCH", base + f"/transfers?oldIban={IBAN}", {"newIban": "IT00"}, 400)
            proxy.call("POST", base + "?toPublish=true", body(4), 201)
            paids = f"/organizations/{CREDITOR}/paymentoptions/paids/"
            proxy.call("POST", paids + notice_number(4), {"paymentDate": "2026-09-14T08:00:00Z"})
            proxy.call("POST", paids + notice_number(4), {}, 409)
            proxy.call("POST", paids + notice_number(2), {}, 422)
            proxy.call("POST", paids + notice_number(9), {}, 404)
            expect(sandbox.pay(notice_number(1)), 200)
            proxy.call("GET", base + "/DESCO-1")
            proxy.call("PUT", base + "/DESCO-1", body(1), 409)
            proxy.call("DELETE", base + "/DESCO-1", None, 409)
            proxy.call("DELETE", base + "/DESCO-2")
            proxy.call("DELETE", base + "/DESCO-2", None, 404)
            expect(sandbox.faults("429@1/debtpositions,500@2/debtpositions"), 200)
            proxy.call("GET", base, None, 429)
            proxy.call("GET", base, None, 500)
            tap.expect_none(proxy.violations, "against gpd-external-v1.json")
            prove_awake(sandbox, proxy, base)
        finally:
            proxy.end()


@tap.test("/sandbox/contract/plans")
def plans():
    find_tools("gpd-external-v3.json")
    with running("--no-limit", now=None) as sandbox:
        proxy = Proxy("gpd-external-v3.json", sandbox.address + POSITIONS_V3)
        base = f"/organizations/{CREDITOR}/debtpositions"

        def body(number):
            return plan(number, due="2099-12-31T22:59:59Z")

        try:
            rich = body(1)
            rich.update(officeName="Ufficio scuola", payStandIn=True)
            for option in rich["paymentOption"]:
                option["retentionDate"] = "2100-01-31T22:59:59Z"
                option["installments"][0]["installmentMetadata"] = [{"key": "a", "value": "b"}]
                option["installments"][0]["transfer"][0]["postalIban"] = IBAN
            proxy.call("POST", base + "?toPublish=true", rich, 201)
            proxy.call("POST", base + "?toPublish=false", body(11), 201)
            proxy.call("POST", base, body(11), 409)
            wrong = body(21)
            wrong["paymentOption"][0]["installments"][0]["amount"] += 1
            proxy.call("POST", base, wrong, 400)
            proxy.call("GET", base + "?limit=50&page=0&orderby=IUPD&ordering=ASC")
            proxy.call("GET", base + "?status=VALID&due_date_from=2099-12-01&due_date_to=2099-12-31")
            proxy.call("GET", base + "?due_date_from=2026-10-02&due_date_to=2026-10-01", None, 400)
            proxy.call("GET", base + "/DESCO-1")
            proxy.call("GET", base + "/DESCO-9", None, 404)
            proxy.call("PUT", base + "/DESCO-11?toPublish=true", body(11))
            proxy.call("PUT", base + "/DESCO-9", body(9), 404)
            proxy.call("POST", base + "/DESCO-11/publish", None, 409)
            expect(sandbox.pay(notice_number(2)), 200)
            proxy.call("GET", base + "/DESCO-1")
            proxy.call("GET", base + "?status=PARTIALLY_PAID")
            proxy.call("PUT", base + "/DESCO-1", body(1), 409)
            proxy.call("DELETE", base + "/DESCO-1", None, 409)
            expect(sandbox.expire("DESCO-11"), 200)
            proxy.call("GET", base + "/DESCO-11")
            proxy.call("DELETE", base + "/DESCO-11")
            proxy.call("DELETE", base + "/DESCO-11", None, 404)
            expect(sandbox.faults("429@1/debtpositions,500@2/debtpositions"), 200)
            proxy.call("GET", base, None, 429)
            proxy.call("GET", base, None, 500)
            tap.expect_none(proxy.violations, "against gpd-external-v3.json")
            prove_awake(sandbox, proxy, base)
        finally:
            proxy.end()


@tap.test("/sandbox/contract/bulk")
def bulk():
    find_tools("gpd-external-v2.json")
    with running("--no-limit", now=None) as sandbox:
        proxy = Proxy("gpd-external-v2.json", sandbox.address + BULK)
        base = f"/organizations/{CREDITOR}/debtpositions"

        def bodies(*numbers, **changes):
            due = "2099-12-31T22:59:59Z"
            return {"paymentPositions": [position(n, dueDate=due, **changes) for n in numbers]}

        def names(*numbers):
            return {"paymentPositionIUPDs": [f"DESCO-{n}" for n in numbers]}

        try:
            proxy.call("GET", "/info")
            proxy.call("POST", base + "?toPublish=true", bodies(*range(1, 101)), 201)
            proxy.call("POST", base + "?toPublish=false", bodies(101), 201)
            proxy.call("POST", base, bodies(102, 1), 409)
            proxy.call("POST", base, bodies(102, amount=10401), 400)
            proxy.call("POST", base, bodies(*range(201, 302)), 400)
            proxy.call("PUT", base + "?toPublish=true", bodies(1, 2, description="other"))
            paids = f"/organizations/{CREDITOR}/paymentoptions/paids/"
            proxy.call("POST", paids + notice_number(3), {"paymentDate": "2026-09-14T08:00:00Z"})
            proxy.call("POST", paids + notice_number(3), {}, 409)
            proxy.call("PUT", base, bodies(2, 3), 409)
            proxy.call("DELETE", base, names(*range(10, 30)))
            proxy.call("DELETE", base, names(30, 10), 404)
            tap.expect_none(proxy.violations, "against gpd-external-v2.json")
            expect(sandbox.faults("418@1"), 200)
            proxy.call("POST", base, bodies(400), 418)
            assert proxy.violations, "Prism let an answer pass that breaks the contract"
        finally:
            proxy.end()


@tap.test("/sandbox/contract/receipts")
def receipts():
    find_tools("gpd-payments.json")
    with running("--no-limit") as sandbox:
        expect(sandbox.create(position(1)), 201)
        expect(sandbox.pay(notice_number(1)), 200)
        proxy = Proxy("gpd-payments.json", sandbox.address + RECEIPTS)
        base = f"/payments/{CREDITOR}/receipts"
        try:
            proxy.call("GET", "/info")
            proxy.call("GET", base)
            proxy.call("GET", base + "?pageNum=0&pageSize=100&from=2026-09-01&to=2026-09-30")
            proxy.call("GET", base + "?pageNum=7", None, 400)
            proxy.call("GET", base + "/" + notice_number(1)[1:])
            proxy.call("GET", base + "/" + notice_number(2)[1:], None, 404)
        finally:
            proxy.end()
        tap.expect_none(proxy.violations, "against gpd-payments.json")


@tap.test("/sandbox/contract/bizevents")
def bizevents():
    find_tools("biz-events-ec.json")
    with running("--no-limit") as sandbox:
        expect(sandbox.create(position(1)), 201)
        iur = expect(sandbox.pay(notice_number(1)), 200).json["receiptId"]
        proxy = Proxy("biz-events-ec.json", sandbox.address + BIZEVENTS)
        base = f"/organizations/{CREDITOR}/receipts"
        try:
            proxy.call("GET", "/info")
            proxy.call("GET", f"{base}/{iur}")
            proxy.call("GET", f"{base}/{iur}/paymentoptions/{notice_number(1)[1:]}")
            proxy.call("GET", f"{base}/{iur}/paymentoptions/{notice_number(2)[1:]}", None, 404)
            proxy.call("GET", f"{base}/nothing", None, 404)
            expect(sandbox.faults("422@1,500@2"), 200)
            proxy.call("GET", f"{base}/{iur}", None, 422)
            proxy.call("GET", f"{base}/{iur}", None, 500)
            tap.expect_none(proxy.violations, "against biz-events-ec.json")
            expect(sandbox.faults("418@1"), 200)
            proxy.call("GET", f"{base}/{iur}", None, 418)
            assert proxy.violations, "Prism let an answer pass that breaks the contract"
        finally:
            proxy.end()


@tap.test("/sandbox/contract/flows")
def flows():
    find_tools("fdr-org.json")
    with running("--no-limit") as sandbox:
        for number in (1, 2, 3):
            expect(sandbox.create(position(number)), 201)
            expect(sandbox.pay(notice_number(number)), 200)
        fdr = expect(sandbox.pour(revoked=notice_number(2), unknown=5), 200).json[0]["fdr"]
        proxy = Proxy("fdr-org.json", sandbox.address + FLOWS)
        base = f"/organizations/{CREDITOR}/fdrs"
        flow = f"{base}/{fdr}/revisions/1/psps/BANCADIPROVA"
        try:
            proxy.call("GET", "/info")
            proxy.call("GET", base)
            proxy.call("GET", base + "?page=1&size=10&publishedGt=2026-09-01T00:00:00Z"
                       "&flowDate=2026-09-01T00:00:00Z&pspId=BANCADIPROVA")
            proxy.call("GET", flow)
            proxy.call("GET", flow + "/payments?page=1&size=2")
            proxy.call("GET", flow.replace("revisions/1", "revisions/7"), None, 404)
            proxy.call("GET", flow.replace("revisions/1", "revisions/7") + "/payments", None, 404)
            expect(sandbox.faults("500@1"), 200)
            proxy.call("GET", base, None, 500)
            tap.expect_none(proxy.violations, "against fdr-org.json")
            proxy.call("GET", base + "?size=1001", None, 400)
            assert proxy.violations, "Prism let a request pass that breaks the contract"
        finally:
            proxy.end()


if __name__ == "__main__":
    tap.run()
