#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""The page for people: what it shows, what its buttons do, and whom it turns away."""

import html.parser
import urllib.parse

import tap
from sandbox import expect, notice_number, position, running

NAV = notice_number(1)
VOID = {"meta", "link", "input"}


class Page(html.parser.HTMLParser):
    """Checks that elements close in order and notes what matters of them."""

    def __init__(self, answer):
        super().__init__()
        self.open = []
        self.tags = []
        self.words = []
        self.feed(answer.text)
        self.close()
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> while {self.open} are open"
        self.open.pop()

    def handle_data(self, data):
        self.words.append(data.strip())

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self):
        return " ".join(word for word in self.words if word)


def load(sandbox, query=""):
    return Page(expect(sandbox.send("GET", "/" + query), 200))


def follow(sandbox, answer):
    return load(sandbox, expect(answer, 303).headers["Location"][1:])


def buttons(page):
    return [button["value"] for button in page.all("button") if "value" in button]


@tap.test("/sandbox/page/says-that-it-is-practice")
def practice():
    with running() as sandbox:
        page = load(sandbox)
        assert "Ambiente di prova" in page.text and "nessun pagamento è vero" in page.text
        assert page.all("html")[0]["lang"] == "it"
        assert "Qui compaiono le posizioni" in page.text, "an empty page says how to begin"
        expect(sandbox.send("GET", "/page.css"), 200)


@tap.test("/sandbox/page/loads-nothing-from-elsewhere")
def nothing_from_elsewhere():
    with running() as sandbox:
        answer = sandbox.send("GET", "/")
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        page = Page(answer)
        assert not page.all("script") and not page.all("img") and not page.all("style")
        for tag, attributes in page.tags:
            for name in ("href", "src", "action"):
                assert attributes.get(name, "/").startswith("/"), (tag, attributes)


@tap.test("/sandbox/page/pay")
def pay():
    with running() as sandbox:
        expect(sandbox.create(position(1)), 201)
        page = load(sandbox)
        assert buttons(page) == ["paga", "rifiuta", "scade"], buttons(page)
        assert "104,00 €" in page.text and "14/10/2026" in page.text and "Mario Rossi" in page.text
        after = follow(sandbox, sandbox.form(azione="paga", avviso=NAV, vista="tutte", q=""))
        assert "è stato pagato" in after.text and "Pagata" in after.text, after.text
        assert buttons(after) == []
        assert sandbox.status() == "PAID"
        expect(sandbox.receipts(f"receipts/{NAV[1:]}"), 200)


@tap.test("/sandbox/page/decline-and-expire")
def decline_and_expire():
    with running() as sandbox:
        expect(sandbox.create(position(1)), 201)
        assert "rifiutato" in follow(sandbox, sandbox.form(azione="rifiuta", avviso=NAV)).text
        assert sandbox.status() == "VALID"
        assert "è scaduta" in follow(sandbox, sandbox.form(azione="scade", avviso=NAV)).text
        assert sandbox.status() == "EXPIRED"


@tap.test("/sandbox/page/refusals-are-told")
def refusals():
    with running() as sandbox:
        expect(sandbox.create(position(1)), 201)
        expect(sandbox.create(position(2), publish=False), 201)
        expect(sandbox.create(position(3)), 201)
        expect(sandbox.pay(NAV), 200)
        expect(sandbox.expire("DESCO-3"), 200)
        for number, action, words in (
            (1, "paga", "già stato pagato"), (2, "paga", "non si può pagare adesso"),
            (3, "paga", "è scaduto"), (1, "scade", "già chiusa"), (9, "paga", "non c'è"),
        ):
            page = follow(sandbox, sandbox.form(azione=action, avviso=notice_number(number)))
            assert words in page.text, f"{number} {action}: {page.text}"
        expect(sandbox.form(azione="ruba", avviso=NAV), 400)
        expect(sandbox.form(azione="paga"), 400)


@tap.test("/sandbox/page/which-positions")
def which_positions():
    with running("--no-limit") as sandbox:
        for number in range(1, 61):
            expect(sandbox.create(position(number), publish=number != 60), 201)
        expect(sandbox.pay(NAV), 200)

        def shown(query):
            return len(load(sandbox, query).all("tr")) - 1

        assert shown("") == 50 and shown("?pagina=1") == 8, "open ones: neither paid nor a draft"
        assert shown("?vista=tutte&pagina=1") == 10
        assert "Pagina 1 di 2" in load(sandbox).text
        grouped = " ".join(notice_number(7)[i:i + 4] for i in range(0, 18, 4))
        for search in (notice_number(7), grouped, notice_number(7)[-6:],
                       f"PAGOPA|002|{notice_number(7)}|00493410583|10400"):
            query = "?" + urllib.parse.urlencode({"q": search})
            assert shown(query) == 1 and "DESCO" not in load(sandbox, query).text, search
        assert "Nessuna posizione" in load(sandbox, "?q=999999").text
        expect(sandbox.send("GET", "/?pagina=x"), 400)


@tap.test("/sandbox/page/not-payable-yet")
def not_payable_yet():
    with running() as sandbox:
        expect(sandbox.create(position(1, validityDate="2026-09-20T10:00:00Z")), 201)
        page = load(sandbox)
        assert "Non ancora pagabile dal 20/09/2026" in page.text, page.text
        assert buttons(page) == ["scade"]


@tap.test("/sandbox/page/escapes-every-value")
def escapes():
    evil = "<script>alert('x')</script>&\"\u202e"
    with running() as sandbox:
        expect(sandbox.create(position(
            1, fullName=evil, description=evil, companyName=evil)), 201)
        query = urllib.parse.urlencode({"q": evil, "esito": evil, "avviso": evil, "vista": evil})
        for page in (load(sandbox), load(sandbox, "?" + query),
                     load(sandbox, "?" + urllib.parse.urlencode({"esito": "pagato", "avviso": evil}))):
            assert not page.all("script"), page.text
        assert evil.strip() in load(sandbox).text
        location = sandbox.form(azione="paga", avviso=NAV, q="\r\nSet-Cookie: a=b").headers
        assert "Set-Cookie" not in location


@tap.test("/sandbox/page/accessible")
def accessible():
    with running() as sandbox:
        expect(sandbox.create(position(1)), 201)
        page = load(sandbox)
        labels = {label.get("for") for label in page.all("label")}
        for field in page.all("input"):
            assert field.get("type") == "hidden" or field.get("id") in labels, field
        assert all(head.get("scope") in ("col", "row") for head in page.all("th"))
        assert page.all("caption") and page.all("main") and len(page.all("h1")) == 1
        for button in page.all("button"):
            assert "value" not in button or NAV in button["aria-label"], button


@tap.test("/sandbox/page/turns-other-origins-away")
def other_origins():
    with running() as sandbox:
        expect(sandbox.create(position(1)), 201)
        body = urllib.parse.urlencode({"azione": "paga", "avviso": NAV})
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        pay_body = {"noticeNumber": NAV, "outcome": "OK"}
        for headers in (
            {"Origin": "http://elsewhere.example"}, {"Origin": "null"},
            {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
            {"Host": "elsewhere.example"}, {"Host": "elsewhere.example:80"},
            {"Origin": sandbox.address + "0"},
        ):
            expect(sandbox.send("POST", "/azioni", body, {**form, **headers}), 403)
            expect(sandbox.send("POST", "/sandbox/payments", pay_body, headers), 403)
        expect(sandbox.send("GET", "/", headers={"Host": "elsewhere.example"}), 403)
        assert sandbox.status() == "VALID"
        expect(sandbox.send("GET", "/", headers={"Sec-Fetch-Site": "cross-site"}), 200)
        expect(sandbox.send("POST", "/sandbox/payments", pay_body, {"Content-Type": None}), 200)


if __name__ == "__main__":
    tap.run()
