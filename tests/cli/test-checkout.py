#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Paying online at the desk: the cart, what is refused, and the page in a real browser."""

import contextlib
import os
import re
import shutil
import urllib.parse

import cli
import people
import tap
from sandbox import expect, running

COST = 520
# The cart's page asks for no key and sends people back where it was told.
PAGE = r"http://127\.0\.0\.1:\d+/carrello/[0-9a-f-]{36}$"


@contextlib.contextmanager
def selling(count=3, publish=True):
    """A desk with a purchase of 20 vouchers for each of COUNT pupils, and the sandbox they are at."""
    with cli.desk() as desk, running(now=cli.NOW) as sandbox:
        desk.url = sandbox.address
        desk.ask("import", "pupils", desk.write("alunni.csv", people.pupil_list(count)))
        desk.ask("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS))
        for pupil in desk.ask("pupil", "list"):
            desk.ask("purchase", "create", "--pupil", pupil["id"], "--quantity", "20")
        if publish:
            desk.ask("pagopa", "publish")
        yield desk, sandbox


def sold(desk):
    return sorted(desk.ask("purchase", "list"), key=lambda one: one["noticeNumber"])


def words(purchases):
    return [word for one in purchases for word in ("--purchase", one["id"])]


def check_balances(desk, *expected):
    balances = sorted(pupil["balance"] for pupil in desk.ask("pupil", "list"))
    assert balances == sorted(expected), balances


def page(sandbox, url, path=""):
    """A page of the cart, as a browser without JavaScript gets it."""
    return sandbox.send("GET", urllib.parse.urlsplit(url).path + path, headers={"Ocp-Apim-Subscription-Key": None})


def press(sandbox, url, **fields):
    return sandbox.send(
        "POST", urllib.parse.urlsplit(url).path + "/esito", urllib.parse.urlencode(fields),
        {"Content-Type": "application/x-www-form-urlencoded", "Origin": sandbox.address,
         "Sec-Fetch-Site": "same-origin", "Ocp-Apim-Subscription-Key": None},
    )


PAYER = {"metodo": "carta", "intestatario": "Nonna Pina", "email": "pina@example.org"}


@tap.test("/cli/checkout/several-notices-are-one-cart")
def one_cart():
    for version in ("v1", "v2"):
        with selling() as (desk, sandbox):
            desk.ask("setting", "set", "checkout.version", version)
            url = desk.ask("pagopa", "checkout", *words(sold(desk)), "--email", "pina@example.org")["url"]
            assert re.match(PAGE, url), url
            text = expect(page(sandbox, url), 200).text
            assert "312,00 €" in text, text
            assert text.count("Comune di Massino Visconti") == 3, text
            text = expect(page(sandbox, url, "/dati?metodo=carta"), 200).text
            assert 'value="pina@example.org"' in text, text

            # Coming back proves nothing; the receipts do.
            answer = expect(press(sandbox, url, azione="paga", **PAYER), 303)
            assert answer.headers["Location"].endswith("/carrello/ritorno?esito=ok"), answer.headers
            check_balances(desk, 0, 0, 0)
            assert desk.ask("pagopa", "receipts")["credited"] == 3
            check_balances(desk, 20, 20, 20)
            expect(press(sandbox, url, azione="paga", **PAYER), 409)


@tap.test("/cli/checkout/refused-or-abandoned-leaves-them-open")
def left_open():
    with selling(2) as (desk, sandbox):
        url = desk.ask("pagopa", "checkout", *words(sold(desk)))["url"]
        answer = expect(press(sandbox, url, azione="rifiuta", metodo="conto"), 303)
        assert answer.headers["Location"].endswith("esito=errore"), answer.headers
        answer = expect(press(sandbox, url, azione="abbandona"), 303)
        assert answer.headers["Location"].endswith("esito=annullato"), answer.headers
        expect(page(sandbox, url), 409)
        assert desk.ask("pagopa", "receipts")["credited"] == 0
        assert {one["status"] for one in sold(desk)} == {"published"}

        # Another cart of the same notices is paid.
        url = desk.ask("pagopa", "checkout", *words(sold(desk)))["url"]
        expect(press(sandbox, url, azione="paga", **PAYER), 303)
        assert desk.ask("pagopa", "receipts")["credited"] == 2


@tap.test("/cli/checkout/the-page-says-what-is-missing")
def missing():
    with selling(1) as (desk, sandbox):
        url = desk.ask("pagopa", "checkout", *words(sold(desk)))["url"]
        assert 'role="alert"' in expect(page(sandbox, url, "/dati"), 200).text
        for fields in ({}, {"metodo": "oro"}, {**PAYER, "intestatario": ""}, {**PAYER, "email": "pina"}):
            answer = expect(press(sandbox, url, azione="paga", **fields), 200)
            assert 'role="alert"' in answer.text, answer.text
        expect(page(sandbox, "http://x/carrello/nobody"), 404)
        expect(press(sandbox, url, azione="ruba"), 400)
        # Paid elsewhere meanwhile: the page takes no second payment.
        expect(sandbox.pay(sold(desk)[0]["noticeNumber"]), 200)
        answer = expect(press(sandbox, url, azione="paga", **PAYER), 200)
        assert "non si può pagare" in answer.text, answer.text
        assert desk.ask("pagopa", "receipts")["credited"] == 1


@tap.test("/cli/checkout/what-cannot-be-paid-is-refused-with-the-reason")
def refused():
    with selling(6) as (desk, sandbox):
        six = sold(desk)
        answer = desk.call("pagopa", "checkout", *words(six), expect=cli.REFUSED)
        assert (answer.error["code"], answer.error["field"]) == ("input", "purchase"), answer
        answer = desk.call("pagopa", "checkout", *words([six[0], six[0]]), expect=cli.REFUSED)
        assert answer.error["field"] == "purchase", answer
        answer = desk.call("pagopa", "checkout", "--purchase", six[0]["id"], "--email", "pina", expect=cli.REFUSED)
        assert answer.error["field"] == "email", answer
        desk.call("pagopa", "checkout", expect=cli.USAGE)
        desk.call("pagopa", "checkout", "--purchase", "nobody", expect=cli.REFUSED)

        expect(sandbox.pay(six[0]["noticeNumber"]), 200)
        desk.ask("pagopa", "receipts")
        desk.ask("purchase", "cancel", six[1]["id"])
        for paid, word in ((six[0], "paid already"), (six[1], "cancelled")):
            answer = desk.call("pagopa", "checkout", *words([paid, six[2]]), expect=cli.REFUSED)
            assert answer.error["code"] == "rule" and word in answer.error["message"], answer
    with selling(1, publish=False) as (desk, _):
        answer = desk.call("pagopa", "checkout", *words(sold(desk)), expect=cli.REFUSED)
        assert "publish it first" in answer.error["message"], answer


@tap.test("/cli/checkout/faults-are-told")
def faults():
    with selling(1) as (desk, sandbox):
        for fault, code in (("500", cli.UNREACHABLE), ("429:90s", cli.UNREACHABLE), ("html", cli.UNREACHABLE),
                            ("drop", cli.UNREACHABLE)):
            expect(sandbox.faults(f"{fault}/POST:carts"), 200)
            answer = desk.call("pagopa", "checkout", *words(sold(desk)), expect=code)
            assert answer.error["code"] == "pagopa", answer
        expect(sandbox.faults(""), 200)
        desk.ask("setting", "set", "checkout.url", sandbox.address + "/nowhere")
        desk.call("pagopa", "checkout", *words(sold(desk)), expect=cli.REFUSED)


@tap.test("/cli/checkout/beside-govpay")
def beside_govpay():
    """Who sends through GovPay pays online at pagoPA itself, where the setting says that it is."""
    with selling() as (desk, sandbox):
        desk.url = None
        desk.ask("setting", "set", "pagopa.provider", "govpay")
        desk.ask("setting", "set", "pagopa.url", "http://127.0.0.1:1")
        desk.ask("setting", "set", "pagopa.flows-url", sandbox.address)
        url = desk.ask("pagopa", "checkout", *words(sold(desk)))["url"]
        assert url.startswith(sandbox.address), url


@tap.test("/cli/checkout/practice-never-reaches-the-real-one")
def practice():
    with cli.desk() as desk:
        desk.ask("demo", "--pupils", "10")
        one = desk.ask("purchase", "list")[0]
        answer = desk.call("pagopa", "checkout", "--purchase", one["id"], expect=cli.REFUSED)
        assert answer.error["code"] == "rule", answer


def browser(folder):
    """Chromium without a window; skips the test where there is none."""
    try:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
    except ImportError as error:
        raise tap.Skip("python3-selenium is not here") from error
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not program or not driver:
        raise tap.Skip("chromium and chromedriver are not here")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--no-first-run", "--disable-background-networking", "--window-size=1200,900",
                     f"--user-data-dir={folder}", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"):
        options.add_argument(argument)
    # Everything on the page works without it.
    options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    return webdriver.Chrome(service=Service(driver), options=options)


@tap.test("/cli/checkout/three-siblings-in-one-cart-in-a-real-browser")
def in_a_browser():
    from_shots = os.environ.get("DESCO_SCREENSHOTS")
    with selling(3) as (desk, sandbox), contextlib.ExitStack() as stack:
        chromium = browser(desk.path("chromium"))
        stack.callback(chromium.quit)
        chromium.implicitly_wait(20)

        def find(selector):
            return chromium.find_element("css selector", selector)

        def shoot(name):
            if from_shots:
                chromium.save_screenshot(os.path.join(from_shots, f"checkout-{name}.png"))

        chromium.get(desk.ask("pagopa", "checkout", *words(sold(desk)))["url"])
        assert chromium.title == "Paga gli avvisi", chromium.title
        assert len(chromium.find_elements("css selector", "tbody tr")) == 3
        assert "312,00 €" in find("caption").text
        shoot("scelta")
        find("input[value=carta]").click()
        find("button.likely").click()
        find("#intestatario").send_keys("Nonna Pina")
        find("#email").send_keys("pina@example.org")
        find("#carta").send_keys("4000 0000 0000 0002")
        shoot("dati")
        find("button[value=rifiuta]").click()
        assert "non è riuscito" in find("h1").text, chromium.page_source
        assert desk.ask("pagopa", "receipts")["credited"] == 0

        chromium.back()
        find("#intestatario").clear()
        find("#intestatario").send_keys("Nonna Pina")
        find("#email").clear()
        find("#email").send_keys("pina@example.org")
        find("#carta").clear()
        find("#carta").send_keys("4000 0000 0000 0002")
        find("button[value=paga]").click()
        assert "Il pagamento è stato inviato" in find("h1").text, chromium.page_source
        assert "fa fede la ricevuta" in find("header").text
        shoot("ritorno")
        assert desk.ask("pagopa", "receipts")["credited"] == 3
        check_balances(desk, 20, 20, 20)


if __name__ == "__main__":
    tap.run()
