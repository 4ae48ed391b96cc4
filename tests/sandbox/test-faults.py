#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""The limit, the key, and everything that goes wrong on request."""

import email.utils
import http.client
import os
import socket
import subprocess
import time
import zlib

import tap
from sandbox import CREDITOR, POSITIONS, PROGRAM, RECEIPTS, expect, notice_number, position, running

PATH = f"{POSITIONS}/organizations/{CREDITOR}/debtpositions"


def broken(call):
    """Whether a call ends without a whole answer."""
    try:
        call()
    except (http.client.HTTPException, ConnectionError, socket.timeout):
        return True
    return False


@tap.test("/sandbox/limit/100-calls-in-10-seconds")
def limit():
    with running() as sandbox:
        remaining = [
            int(expect(sandbox.gpd("GET", "debtpositions"), 200).headers["x-remaining-calls-per-min"])
            for _ in range(100)
        ]
        if remaining[-1] != 0:
            raise tap.Skip("this machine needs more than 10 seconds for 100 calls")
        assert remaining == list(range(99, -1, -1)), remaining
        answer = expect(sandbox.receipts(), 429)
        assert 1 <= int(answer.headers["Retry-After"]) <= 10, answer.headers
        assert answer.headers["x-remaining-calls-per-min"] == "0"
        sandbox.key = "another"
        expect(sandbox.receipts(), 200)
        expect(sandbox.send("GET", "/sandbox/positions"), 200)


@tap.test("/sandbox/limit/switched-off")
def no_limit():
    with running("--no-limit") as sandbox:
        for _ in range(120):
            answer = expect(sandbox.gpd("GET", "debtpositions"), 200)
        assert "x-remaining-calls-per-min" not in answer.headers


@tap.test("/sandbox/key/must-be-there")
def key():
    with running() as sandbox:
        for path in (PATH, POSITIONS + "/info", RECEIPTS + "/info"):
            expect(sandbox.send("GET", path, headers={"Ocp-Apim-Subscription-Key": None}), 401)
            expect(sandbox.send("GET", path, headers={"Ocp-Apim-Subscription-Key": ""}), 401)
            expect(sandbox.send("GET", path, headers={"Ocp-Apim-Subscription-Key": "any"}), 200)


@tap.test("/sandbox/request-id/comes-back")
def request_id():
    with running() as sandbox:
        answer = sandbox.send("GET", PATH, headers={"X-Request-Id": "abc"})
        assert answer.headers["X-Request-Id"] == "abc"
        assert len(sandbox.send("GET", PATH).headers["X-Request-Id"]) == 36


@tap.test("/sandbox/faults/status")
def status():
    with running("--fault", "500@1,503@2,400@3,429:1500ms@4") as sandbox:
        for code in (500, 503, 400):
            expect(sandbox.create(position(1)), code)
        assert expect(sandbox.create(position(1)), 429).headers["Retry-After"] == "2"
        assert expect(sandbox.send("GET", "/sandbox/positions"), 200).json == [], "carried out"
        expect(sandbox.create(position(1)), 201)


@tap.test("/sandbox/faults/html")
def html():
    with running("--fault", "html@1") as sandbox:
        answer = expect(sandbox.create(position(1)), 200)
        assert answer.headers["Content-Type"].startswith("text/html") and "<html" in answer.text
        expect(sandbox.create(position(1)), 201)


@tap.test("/sandbox/faults/drop")
def drop():
    with running("--fault", "drop@1") as sandbox:
        assert broken(lambda: sandbox.create(position(1)))
        expect(sandbox.create(position(1)), 201)


@tap.test("/sandbox/faults/drop-after-commit")
def drop_after_commit():
    with running("--fault", "drop-after-commit@1/POST:debtpositions") as sandbox:
        expect(sandbox.gpd("GET", "debtpositions"), 200)
        assert broken(lambda: sandbox.create(position(1)))
        expect(sandbox.create(position(1)), 409)
        assert sandbox.status() == "VALID"


@tap.test("/sandbox/faults/cut")
def cut():
    with running("--fault", "cut@1") as sandbox:
        connection = http.client.HTTPConnection(sandbox.host, timeout=20)
        connection.request("GET", PATH, headers={"Ocp-Apim-Subscription-Key": "k"})
        response = connection.getresponse()
        length = int(response.headers["Content-Length"])
        try:
            response.read()
            raise AssertionError("the body is whole")
        except http.client.IncompleteRead as error:
            assert len(error.partial) == length // 2, len(error.partial)
        finally:
            connection.close()
        expect(sandbox.gpd("GET", "debtpositions"), 200)


@tap.test("/sandbox/faults/late")
def late():
    with running("--fault", "late:400ms@1,late:5s@2,drop-after-commit@3,late:100ms@3") as sandbox:
        begin = time.monotonic()
        expect(sandbox.create(position(1)), 201)
        assert time.monotonic() - begin >= 0.4
        try:
            sandbox.send("POST", PATH, position(2), timeout=0.3)
            raise AssertionError("it was in time")
        except socket.timeout:
            pass
        assert broken(lambda: sandbox.create(position(3)))
        for number in (1, 2, 3):
            assert sandbox.status(f"DESCO-{number}") in ("DRAFT", "VALID"), "carried out before"


@tap.test("/sandbox/faults/late-ones-wait-for-nobody")
def late_is_patient():
    """While one call waits another is answered, and ending does not wait for it."""
    with running("--fault", "late:60s/receipts") as sandbox:
        connection = http.client.HTTPConnection(sandbox.host, timeout=20)
        connection.request("GET", f"{RECEIPTS}/payments/{CREDITOR}/receipts",
                           headers={"Ocp-Apim-Subscription-Key": "k"})
        expect(sandbox.gpd("GET", "debtpositions"), 200)
    connection.close()


@tap.test("/sandbox/faults/slow")
def slow():
    with running("--fault", "slow:20ms@1") as sandbox:
        begin = time.monotonic()
        answer = expect(sandbox.gpd("GET", "debtpositions"), 200)
        assert answer.json["payment_position_list"] == []
        assert time.monotonic() - begin >= 0.1


@tap.test("/sandbox/faults/loris")
def loris():
    """One byte now and then: nothing times out, and nothing gets on."""
    with running("--fault", "loris:5ms@1") as sandbox:
        connection = socket.create_connection(sandbox.host.split(":"), timeout=20)
        connection.sendall(f"GET {PATH} HTTP/1.1\r\nHost: {sandbox.host}\r\n"
                           "Ocp-Apim-Subscription-Key: k\r\n\r\n".encode())
        assert [len(connection.recv(4096)) for _ in range(5)] == [1] * 5
        connection.close()
        expect(sandbox.gpd("GET", "debtpositions"), 200)


@tap.test("/sandbox/faults/twice")
def twice():
    """Two answers over one connection, which stays open."""
    with running("--fault", "twice@1") as sandbox:
        connection = socket.create_connection(sandbox.host.split(":"), timeout=20)
        ask = (f"GET {PATH} HTTP/1.1\r\nHost: {sandbox.host}\r\n"
               "Ocp-Apim-Subscription-Key: k\r\n\r\n").encode()
        connection.sendall(ask)
        told = b""
        while told.count(b"payment_position_list") < 2:
            told += connection.recv(4096)
        assert told.count(b"HTTP/1.1 200 OK") == 2 and told.count(b"keep-alive") == 2, told
        connection.sendall(ask)
        connection.settimeout(0.3)
        assert broken(lambda: connection.recv(4096)), "there were two answers, and no third"
        connection.close()


@tap.test("/sandbox/faults/doubled")
def doubled():
    with running("--fault", "doubled@1") as sandbox:
        text = expect(sandbox.create(position(1)), 201).text
        assert text[:len(text) // 2] == text[len(text) // 2:] and len(text) > 100, text
        assert sandbox.status() == "VALID"


@tap.test("/sandbox/faults/endless")
def endless():
    with running("--fault", "endless@1,bomb@2") as sandbox:
        for rule, unpack in (("endless", bytes), ("bomb", zlib.decompressobj(31).decompress)):
            connection = http.client.HTTPConnection(sandbox.host, timeout=20)
            connection.request("GET", PATH, headers={"Ocp-Apim-Subscription-Key": "k"})
            answer = connection.getresponse()
            assert answer.status == 200 and answer.headers["Content-Length"] is None
            read = unpacked = 0
            while unpacked < 50_000_000:
                piece = answer.read(65536)
                read += len(piece)
                unpacked += len(unpack(piece))
            assert rule == "endless" or unpacked > 500 * read, f"{read} bytes became {unpacked}"
            connection.close()
        expect(sandbox.gpd("GET", "debtpositions"), 200)


@tap.test("/sandbox/faults/type")
def content_type():
    with running("--fault", "type@1") as sandbox:
        answer = expect(sandbox.create(position(1)), 201)
        assert answer.headers["Content-Type"] == "application/octet-stream" and answer.json


@tap.test("/sandbox/faults/redirect")
def redirect():
    """To the same place by another name, which a test can see being followed."""
    with running("--fault", "redirect@1") as sandbox:
        answer = expect(sandbox.create(position(1)), 307)
        assert answer.headers["Location"] == (
            f"http://localhost:{sandbox.host.split(':')[1]}{PATH}?toPublish=true"), answer.headers
        assert expect(sandbox.send("GET", "/sandbox/positions"), 200).json == [], "carried out"


@tap.test("/sandbox/faults/clock")
def skewed_clock():
    """A day ahead what is due in an hour is past; the wrong clock is gone with the call."""
    with running("--fault", "ahead@1,behind@3") as sandbox:
        soon = position(1, dueDate="2026-09-14T09:00:00Z")
        expect(sandbox.create(soon), 400)
        expect(sandbox.create(soon), 201)
        told = email.utils.parsedate_to_datetime(expect(sandbox.receipts(), 200).headers["Date"])
        assert told.isoformat()[:13] == "2026-09-13T08", told
        assert sandbox.send("GET", "/sandbox/clock").json["now"].startswith("2026-09-14T08:0")


@tap.test("/sandbox/faults/known")
def known():
    """Whoever wants to try all of them asks which there are; each can be set, each is explained."""
    with running() as sandbox:
        kinds = expect(sandbox.send("GET", "/sandbox/faults"), 200).json["known"]
        names = [kind["rule"] for kind in kinds]
        assert len(set(names)) == len(names) >= 24, names
        for status in ("400", "401", "403", "404", "409", "422", "429", "500", "503"):
            assert status in names, names
        for kind in kinds:
            assert kind["about"]
            expect(sandbox.faults(kind["rule"] + "@1"), 200)
            timed = sandbox.faults(kind["rule"] + ":2s@1").status == 200
            assert timed == kind["takesTime"], kind
            expect(sandbox.faults(kind["rule"] + "@1/POST:debtpositions"), 200)
            number = names.index(kind["rule"]) + 1
            if kind["rule"] not in ("late", "slow", "loris", "endless", "bomb"):
                broken(lambda number=number: sandbox.create(position(number)))
                there = sandbox.gpd("GET", f"debtpositions/DESCO-{number}").status == 200
                assert there == kind["carriedOut"], kind
        text = subprocess.run([PROGRAM, "--help"], env=dict(os.environ, LC_ALL="C.UTF-8"), check=True,
                              capture_output=True, text=True).stdout
        for kind in kinds:
            assert f"\n  {kind['rule']}" in text and kind["about"] in text, kind


@tap.test("/sandbox/faults/how-often")
def how_often():
    def outcomes(sandbox, count):
        return "".join("x" if sandbox.gpd("GET", "debtpositions").status == 500 else "."
                       for _ in range(count))

    with running("--no-limit") as sandbox:
        for rules, wanted in (
            ("500@3", "..x..."), ("500x2", "xx...."), ("500@2x3", ".xxx.."), ("500", "xxxxxx"),
            ("500x1@4", "...x.."), ("500/POST:", "......"), ("500/GET:debt", "xxxxxx"),
            ("500/receipts", "......"), ("500/debtpositions", "xxxxxx"), ("", "......"),
        ):
            expect(sandbox.faults(rules), 200)
            assert outcomes(sandbox, 6) == wanted, f"{rules}: not {wanted}"

        expect(sandbox.faults("500%30", seed=7), 200)
        first = outcomes(sandbox, 100)
        expect(sandbox.faults("500%30", seed=7), 200)
        assert outcomes(sandbox, 100) == first, "the same seed, the same run"
        assert 10 <= first.count("x") <= 50, first


@tap.test("/sandbox/faults/only-the-platform")
def only_the_platform():
    with running("--fault", "500") as sandbox:
        expect(sandbox.send("GET", "/"), 200)
        expect(sandbox.send("GET", "/sandbox/positions"), 200)
        expect(sandbox.receipts(), 500)
        assert expect(sandbox.send("GET", "/sandbox/faults"), 200).json["rules"] == "500"


@tap.test("/sandbox/faults/refused-rules")
def refused_rules():
    with running() as sandbox:
        expect(sandbox.faults("500@1"), 200)
        for rules in ("later", "200", "600", "late:", "late:3", "late:0s", "500@", "500@0", "500%101",
                      "cut:3s", "500z2", "@1", "500,nothing"):
            expect(sandbox.faults(rules), 400)
        expect(sandbox.send("POST", "/sandbox/faults", {}), 400)
        assert sandbox.send("GET", "/sandbox/faults").json["rules"] == "500@1", "the old ones stay"


@tap.test("/sandbox/faults/whole-life-under-chance")
def under_chance():
    """Whatever goes wrong, asking again ends with one position, published."""
    with running("--no-limit", "--fault", "drop%30,drop-after-commit%30,500%20,html%10") as sandbox:
        def until(call, *good):
            for _ in range(200):
                try:
                    answer = call()
                    answer.json
                except (http.client.HTTPException, ConnectionError, ValueError):
                    continue
                if answer.status in good:
                    return
            raise AssertionError("it never went well")

        for number in range(1, 6):
            until(lambda number=number: sandbox.create(position(number)), 201, 409)
        expect(sandbox.faults(""), 200)
        listed = expect(sandbox.gpd("GET", "debtpositions"), 200).json["payment_position_list"]
        assert sorted(each["paymentOption"][0]["nav"] for each in listed) == [
            notice_number(number) for number in range(1, 6)], listed
        assert all(each["status"] == "VALID" for each in listed), listed


if __name__ == "__main__":
    tap.run()
