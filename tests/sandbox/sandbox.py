# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Starts the real desco-sandbox and talks to it, as a creditor, a bank and a browser would."""

import contextlib
import http.client
import json
import os
import subprocess
import urllib.parse

PROGRAM = os.environ["DESCO_SANDBOX"]
POSITIONS = "/gpd/debt-positions-service/v1"
POSITIONS_V3 = "/gpd/debt-positions-service/v3"
BULK = "/gpd/debt-positions-service/v2"
RECEIPTS = "/gpd/payments-receipts-service/v1"
FLOWS = "/fdr-org/service/v1"
BIZEVENTS = "/bizevents/service/v1"
CREDITOR = "00493410583"
OTHER_CREDITOR = "01234567897"
IBAN = "IT60X0542811101000000123456"
OTHER_IBAN = "IT33X0542811101000000123457"
NOW = "2026-09-14T08:00:00Z"
DUE = "2026-10-14T21:59:59.000Z"


class Answer:
    """What came back."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)


def expect(answer, status):
    assert answer.status == status, f"{answer.status} instead of {status}: {answer.text}"
    return answer


def notice_number(base, aux="3", application="01"):
    """A number with its check: (the first 16 digits) mod 93."""
    digits = aux + application + f"{base:013d}" if aux in "03" else aux + f"{base:015d}"
    return digits + f"{int(digits) % 93:02d}"


def position(number=1, **changes):
    """A body as Desco sends it. Members of the option and the transfer are found by their names."""
    nav = notice_number(number)
    transfer = {
        "idTransfer": "1", "amount": 10400, "remittanceInformation": "Buoni mensa",
        "category": "9/0107101TS/", "iban": IBAN,
    }
    option = {
        "nav": nav, "iuv": nav[1:], "amount": 10400, "description": "20 buoni mensa",
        "isPartialPayment": False, "dueDate": DUE, "transfer": [transfer],
    }
    body = {
        "iupd": f"DESCO-{number}", "type": "F", "fiscalCode": "RSSMRA80A01H501U",
        "fullName": "Mario Rossi", "companyName": "Comune di Prova", "switchToExpired": False,
        "paymentOption": [option],
    }
    for name, value in changes.items():
        place = next((part for part in (option, transfer) if name in part), body)
        place[name] = value
    return body


def plan_installment(number, amount, due=DUE):
    """One payment of a version 3 body."""
    nav = notice_number(number)
    return {
        "nav": nav, "iuv": nav[1:], "amount": amount, "description": "Buoni mensa", "dueDate": due,
        "transfer": [{
            "idTransfer": "1", "amount": amount, "remittanceInformation": "Buoni mensa",
            "category": "9/0107101TS/", "iban": IBAN,
        }],
    }


def plan(number=1, due=DUE):
    """A version 3 body that offers the whole or three instalments, numbered from there on."""
    debtor = {"type": "F", "fiscalCode": "RSSMRA80A01H501U", "fullName": "Mario Rossi"}
    option = {"description": "20 buoni mensa", "switchToExpired": False, "debtor": debtor}
    parts = [plan_installment(number + 1 + i, amount, due) for i, amount in enumerate((3640, 3640, 3120))]
    return {
        "iupd": f"DESCO-{number}", "companyName": "Comune di Prova", "paymentOption": [
            dict(option, installments=[plan_installment(number, 10400, due)]),
            dict(option, installments=parts)],
    }


class Sandbox:
    """A running desco-sandbox."""

    def __init__(self, *options, now=NOW, key="practice"):
        environment = dict(os.environ, DESCO_NOW=now) if now else dict(os.environ)
        self.key = key
        self.process = subprocess.Popen(
            [PROGRAM, "--port", "0", *options], stdout=subprocess.PIPE, text=True, env=environment
        )
        self.address = self.process.stdout.readline().strip()
        if not self.address:
            raise AssertionError(f"desco-sandbox ended with {self.process.wait()}")
        self.host = self.address.removeprefix("http://")

    def end(self):
        """Asks it to end; returns what it ends with."""
        if self.process.poll() is None:
            self.process.terminate()
        self.process.stdout.close()
        return self.process.wait(timeout=20)

    def kill(self):
        self.process.kill()
        self.process.stdout.close()
        return self.process.wait(timeout=20)

    def send(self, method, path, body=None, headers=None, timeout=20):
        """One call over a connection of its own; None in headers takes a header away."""
        connection = http.client.HTTPConnection(self.host, timeout=timeout)
        wanted = {"Ocp-Apim-Subscription-Key": self.key, "Content-Type": "application/json"}
        wanted.update(headers or {})
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
        try:
            connection.request(
                method, path, body=body.encode() if isinstance(body, str) else body,
                headers={name: value for name, value in wanted.items() if value is not None},
                encode_chunked="Transfer-Encoding" in wanted,
            )
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def gpd(self, method, path, body=None, creditor=CREDITOR, **query):
        text = "?" + urllib.parse.urlencode(query) if query else ""
        return self.send(method, f"{POSITIONS}/organizations/{creditor}/{path}{text}", body)

    def v3(self, method, path, body=None, creditor=CREDITOR, **query):
        text = "?" + urllib.parse.urlencode(query) if query else ""
        return self.send(method, f"{POSITIONS_V3}/organizations/{creditor}/{path}{text}", body)

    def create(self, body, publish=True, creditor=CREDITOR):
        return self.gpd("POST", "debtpositions", body, creditor, toPublish="true" if publish else "false")

    def bulk(self, method, body, creditor=CREDITOR, publish=True):
        """Version 2: several positions in one call."""
        query = f"?toPublish={'true' if publish else 'false'}" if method != "DELETE" else ""
        return self.send(method, f"{BULK}/organizations/{creditor}/debtpositions{query}", body)

    def calls(self):
        """How many came to the platform, and how many were too many."""
        answer = expect(self.send("GET", "/sandbox/calls"), 200).json
        return answer["calls"], answer["turnedAway"]

    def status(self, iupd="DESCO-1"):
        return expect(self.gpd("GET", f"debtpositions/{iupd}"), 200).json["status"]

    def pay(self, nav, outcome="OK", **more):
        return self.send("POST", "/sandbox/payments", {"noticeNumber": nav, "outcome": outcome, **more})

    def expire(self, iupd):
        return self.send("POST", f"/sandbox/positions/{iupd}/expire", "{}")

    def receipts(self, path="receipts", creditor=CREDITOR, **query):
        text = "?" + urllib.parse.urlencode(query) if query else ""
        return self.send("GET", f"{RECEIPTS}/payments/{creditor}/{path}{text}")

    def flows(self, path="", creditor=CREDITOR, **query):
        text = "?" + urllib.parse.urlencode(query) if query else ""
        return self.send("GET", f"{FLOWS}/organizations/{creditor}/fdrs{'/' if path else ''}{path}{text}")

    def bizevents(self, iur, iuv=None, creditor=CREDITOR, **more):
        """A receipt by the payment's number, and by its reference where that is known."""
        option = f"/paymentoptions/{iuv}" if iuv else ""
        return self.send("GET", f"{BIZEVENTS}/organizations/{creditor}/receipts/{iur}{option}", **more)

    def pour(self, **odd):
        return self.send("POST", "/sandbox/flows", odd)

    def faults(self, rules, **more):
        return self.send("POST", "/sandbox/faults", {"rules": rules, **more})

    def clock(self, now):
        return expect(self.send("POST", "/sandbox/clock", {"now": now}), 200)

    def form(self, **fields):
        """What a browser sends when somebody presses a button of the page."""
        return self.send(
            "POST", "/azioni", urllib.parse.urlencode(fields),
            {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.address,
             "Sec-Fetch-Site": "same-origin", "Ocp-Apim-Subscription-Key": None},
        )


@contextlib.contextmanager
def running(*options, **more):
    """Ends it in any case; where all went well, it must end well, with nothing leaked to a sanitizer."""
    sandbox = Sandbox(*options, **more)
    try:
        yield sandbox
    except BaseException:
        sandbox.kill()
        raise
    code = sandbox.end()
    assert code == 0, f"desco-sandbox ended with {code}"
