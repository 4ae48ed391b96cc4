#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""kill -9 while the real desco-cli talks to a payment service.

    test-kill-provider.py PROVIDER

A relay stands between the two and counts calls. At the Nth it kills the command, once before the call
is passed on and once after it was carried out and before it is answered; then at random moments.
Done again, everything must be there once, and both sides say the same.
DESCO_KILL_ROUNDS is how many random kills there are, DESCO_KILL_SEED plays a run again."""

import contextlib
import http.client
import http.server
import os
import random
import sys
import threading
import time

import cli
import people
import tap
from sandbox import expect, running

PROVIDER = sys.argv[1]
ROUNDS = int(os.environ.get("DESCO_KILL_ROUNDS", "6"))
SEED = os.environ.get("DESCO_KILL_SEED") or str(random.SystemRandom().randrange(10 ** 9))
QUANTITY = 20
# More calls than any command makes for two purchases.
MAX_CALLS = 30
# Such a version has no call to withdraw, and deletes.
DELETES = ("gpd-v3",)


class Relay(http.server.ThreadingHTTPServer):
    """Passes calls on, and kills whoever makes one of them."""

    daemon_threads = True

    def __init__(self, sandbox):
        super().__init__(("127.0.0.1", 0), RelayHandler)
        self.target = sandbox.host
        self.lock = threading.Lock()
        self.expect_nothing()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address):
        """Whoever is killed resets the connection."""

    def expect_nothing(self):
        self.plan(0, None)

    def plan(self, number, moment):
        with self.lock:
            self.process = None
            self.calls = 0
            self.number = number
            self.moment = moment
        self.armed = threading.Event()

    def count(self):
        """Which call this is; waits until it is known whose."""
        with self.lock:
            self.calls += 1
            number = self.calls
        if self.number:
            self.armed.wait(20)
        return number

    def kill_at(self, number, moment):
        if (number, moment) != (self.number, self.moment):
            return False
        self.process.kill()
        return True


class RelayHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def relay(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        number = self.server.count()
        if self.server.kill_at(number, "before"):
            self.close_connection = True
            return
        headers = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "connection")}
        upstream = http.client.HTTPConnection(self.server.target, timeout=30)
        upstream.request(self.command, self.path, body or None, headers)
        answer = upstream.getresponse()
        content = answer.read()
        upstream.close()
        if self.server.kill_at(number, "after"):
            self.close_connection = True
            return
        with contextlib.suppress(OSError):
            self.send_response(answer.status)
            for name in ("Content-Type", "Retry-After", "WWW-Authenticate"):
                if answer.getheader(name):
                    self.send_header(name, answer.getheader(name))
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = relay

    def log_message(self, *arguments):
        pass


class Game:
    """A desk, the platform, and the relay between them."""

    def __init__(self, desk, sandbox, relay):
        self.desk = desk
        self.sandbox = sandbox
        self.relay = relay
        self.killed = 0
        desk.url = relay.url
        desk.ask("setting", "set", "pagopa.provider", PROVIDER)
        desk.ask("import", "pupils", desk.write("alunni.csv", people.pupil_list(2)))
        desk.ask("import", "tariffs", desk.write("tariffe.csv", people.TARIFFS))
        self.pupils = [pupil["id"] for pupil in desk.ask("pupil", "list")]

    def sell(self, count=2):
        return [self.desk.ask("purchase", "create", "--pupil", pupil, "--quantity", str(QUANTITY))
                for pupil in self.pupils[:count]]

    def publish(self):
        answer = self.desk.ask("pagopa", "publish")
        assert answer["failed"] == [], answer

    def pay(self, purchases):
        for purchase in purchases:
            self.sandbox.pay(purchase["noticeNumber"])

    def positions(self):
        found = expect(self.sandbox.send("GET", "/sandbox/positions"), 200).json
        numbers = [one["noticeNumber"] for one in found]
        assert len(numbers) == len(set(numbers)), numbers
        return {one["noticeNumber"]: one for one in found}

    def purchase(self, purchase):
        return self.desk.ask("purchase", "show", purchase["id"])

    def kill(self, number, moment, *words):
        """Runs a command and kills it at a call; says whether it came so far."""
        self.relay.plan(number, moment)
        process = self.desk.start(*words)
        self.relay.process = process
        self.relay.armed.set()
        process.communicate(timeout=60)
        self.relay.expect_nothing()
        self.killed += process.returncode == -9
        assert process.returncode in (0, -9), f"{words} ended with {process.returncode}"
        return process.returncode == -9

    def kill_soon(self, delay, *words):
        """Runs a command and kills it after a while."""
        process = self.desk.start(*words)
        time.sleep(delay)
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=60)
        self.killed += process.returncode == -9

    def check_published(self, purchases):
        there = self.positions()
        for purchase in purchases:
            line = there[purchase["noticeNumber"]]
            assert (line["amount"], line["status"]) == (purchase["amount"], "VALID"), line
            assert self.purchase(purchase)["status"] == "published", purchase

    def check_credited(self, purchases, before):
        for purchase in purchases:
            assert self.purchase(purchase)["status"] == "credited", self.purchase(purchase)
        balances = self.balances()
        for pupil in self.pupils[:len(purchases)]:
            assert balances[pupil] == before[pupil] + QUANTITY, f"{before} {balances}"

    def check_cancelled(self, purchase):
        line = self.positions().get(purchase["noticeNumber"])
        if PROVIDER in DELETES:
            assert line is None or line["status"] == "INVALID", line
        else:
            assert line["status"] == "INVALID", line
        assert self.purchase(purchase)["status"] == "cancelled", purchase

    def balances(self):
        return {pupil["id"]: pupil["balance"] for pupil in self.desk.ask("pupil", "list")}


@contextlib.contextmanager
def playing():
    with cli.desk() as desk, running("--no-limit", now=cli.NOW) as sandbox:
        game = Game(desk, sandbox, Relay(sandbox))
        yield game
        desk.verify()


def every_call():
    """Each call of a command, and both moments of it, until a command ends before it gets there."""
    for number in range(1, MAX_CALLS):
        for moment in ("before", "after"):
            yield number, moment


@tap.test(f"/crash/kill-provider/{PROVIDER}/publish")
def test_publish():
    with playing() as game:
        for number, moment in every_call():
            purchases = game.sell()
            came_so_far = game.kill(number, moment, "pagopa", "publish")
            game.publish()
            game.check_published(purchases)
            if not came_so_far:
                break
        assert game.killed > 0


@tap.test(f"/crash/kill-provider/{PROVIDER}/receipts")
def test_receipts():
    with playing() as game:
        for number, moment in every_call():
            purchases = game.sell()
            game.publish()
            game.pay(purchases)
            before = game.balances()
            came_so_far = game.kill(number, moment, "pagopa", "receipts")
            game.desk.ask("pagopa", "receipts")
            game.check_credited(purchases, before)
            if not came_so_far:
                break
        assert game.killed > 0


@tap.test(f"/crash/kill-provider/{PROVIDER}/cancel")
def test_cancel():
    with playing() as game:
        for number, moment in every_call():
            purchase = game.sell(1)[0]
            game.publish()
            came_so_far = game.kill(number, moment, "purchase", "cancel", purchase["id"])
            game.desk.ask("purchase", "cancel", purchase["id"])
            game.check_cancelled(purchase)
            if not came_so_far:
                break
        assert game.killed > 0


@tap.test(f"/crash/kill-provider/{PROVIDER}/random-moments")
def test_random_moments():
    """With calls that fail beside the kills; all of it is set right in the end."""
    print(f"# seed {SEED}, {ROUNDS} rounds")
    chance = random.Random(SEED)
    with playing() as game:
        begin = time.monotonic()
        game.desk.ask("pagopa", "receipts")
        typical = time.monotonic() - begin
        everything = []
        for _ in range(ROUNDS):
            everything += game.sell()
            expect(game.sandbox.faults("drop-after-commit%20,cut%10"), 200)
            game.kill_soon(chance.uniform(0, 1.5 * typical), "pagopa", "publish")
            expect(game.sandbox.faults(""), 200)
        # What a lost answer put off is due an hour later.
        game.desk.now = "2026-11-24T09:00:00Z"
        game.publish()
        game.check_published(everything)
        game.pay(everything)
        before = game.balances()
        for _ in range(ROUNDS):
            game.kill_soon(chance.uniform(0, 1.5 * typical), "pagopa", "receipts")
        game.desk.ask("pagopa", "receipts")
        after = game.balances()
        for pupil in game.pupils:
            assert after[pupil] - before[pupil] <= QUANTITY * ROUNDS, f"{before} {after}"
        assert sum(after.values()) == QUANTITY * len(everything), after
        assert {line["status"] for line in game.positions().values()} == {"PAID"}


tap.run()
