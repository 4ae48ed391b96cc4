#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""The program itself: its options, its file, and how it ends."""

import http.client
import os
import re
import shutil
import signal
import sqlite3
import ssl
import subprocess
import tempfile
import threading

import tap
from sandbox import PROGRAM, Sandbox, expect, notice_number, position, running


def run(*options):
    return subprocess.run([PROGRAM, *options], capture_output=True, text=True, timeout=20, check=False)


@tap.test("/sandbox/program/usage")
def usage():
    assert re.fullmatch(r"desco-sandbox \d+\.\d+\.\d+\n", run("--version").stdout)
    assert "--fault" in run("--help").stdout and "drop-after-commit" in run("--help").stdout
    for options in (("--port", "65536"), ("--port", "-1"), ("--port", "x"), ("more",), ("--what",)):
        result = run(*options)
        assert result.returncode == 2 and result.stderr.startswith("desco-sandbox: "), options
        assert not result.stdout, "no address"


@tap.test("/sandbox/program/cannot-begin")
def cannot_begin():
    with tempfile.TemporaryDirectory() as folder, running() as sandbox:
        empty = os.path.join(folder, "empty")
        text = os.path.join(folder, "text")
        other = os.path.join(folder, "other.db")
        open(empty, "w", encoding="utf-8").close()
        with open(text, "w", encoding="utf-8") as file:
            file.write("not a database\n" * 100)
        connection = sqlite3.connect(other)
        connection.execute("CREATE TABLE something (x)")
        connection.close()
        for options in (
            ("--fault", "nonsense"), ("--subscription-key-file", empty),
            ("--subscription-key-file", os.path.join(folder, "missing")),
            ("--database", folder), ("--database", text), ("--database", other),
            ("--database", os.path.join(folder, "no", "such", "folder.db")),
            ("--port", sandbox.host.split(":")[1]),
        ):
            result = run(*options)
            assert result.returncode == 1 and result.stderr.startswith("desco-sandbox: "), (
                options, result)
        with open(text, encoding="utf-8") as file:
            assert file.read() == "not a database\n" * 100, "a foreign file was changed"


@tap.test("/sandbox/program/listens-on-loopback-only")
def loopback_only():
    with running() as sandbox:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", sandbox.address), sandbox.address
        port = f"{int(sandbox.host.split(':')[1]):04X}"
        with open(f"/proc/{sandbox.process.pid}/net/tcp", encoding="ascii") as file:
            bound = [line.split()[1] for line in file if line.split()[3] == "0A"]
        assert [address for address in bound if address.endswith(port)] == [f"0100007F:{port}"], bound


@tap.test("/sandbox/program/key-file")
def key_file():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "key")
        with open(path, "w", encoding="utf-8") as file:
            file.write("the-key\n")
        with running("--subscription-key-file", path, key="another") as sandbox:
            expect(sandbox.receipts(), 401)
            sandbox.key = "the-key"
            expect(sandbox.receipts(), 200)


@tap.test("/sandbox/program/ends-when-told")
def ends_when_told():
    for number in (signal.SIGTERM, signal.SIGINT):
        sandbox = Sandbox()
        expect(sandbox.receipts(), 200)
        sandbox.process.send_signal(number)
        assert sandbox.end() == 0


@tap.test("/sandbox/program/restart-keeps-state")
def restart():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "sandbox.db")
        with running("--database", path) as sandbox:
            expect(sandbox.create(position(1)), 201)
            expect(sandbox.create(position(2, validityDate="2026-09-20T00:00:00Z")), 201)
            receipt = expect(sandbox.pay(notice_number(1)), 200).json["receiptId"]
            before = [sandbox.gpd("GET", f"debtpositions/DESCO-{i}").json for i in (1, 2)]
        with running("--database", path) as sandbox:
            after = [sandbox.gpd("GET", f"debtpositions/DESCO-{i}").json for i in (1, 2)]
            assert after == before
            assert receipt in expect(sandbox.receipts(f"receipts/{notice_number(1)[1:]}"), 200).text
            expect(sandbox.create(position(1)), 409)
        with running("--database", path, now="2026-09-21T00:00:00Z") as sandbox:
            assert sandbox.status("DESCO-2") == "VALID", "time went on meanwhile"


@tap.test("/sandbox/program/what-was-answered-survives-kill-9")
def kill_9():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "sandbox.db")
        answered = []
        for round_number in range(5):
            sandbox = Sandbox("--no-limit", "--database", path)
            timer = threading.Timer(0.15, sandbox.process.kill)
            timer.start()
            number = round_number * 1000
            try:
                while True:
                    number += 1
                    expect(sandbox.create(position(number)), 201)
                    expect(sandbox.pay(notice_number(number)), 200)
                    answered.append(number)
            except (OSError, http.client.HTTPException):
                pass
            timer.join()
            sandbox.kill()
        assert answered, "it was killed before anything was answered"
        with running("--no-limit", "--database", path) as sandbox:
            for number in answered:
                assert sandbox.status(f"DESCO-{number}") == "PAID", number
                expect(sandbox.receipts(f"receipts/{notice_number(number)[1:]}"), 200)


@tap.test("/sandbox/program/https")
def https():
    """Only whoever knows the certificate talks to it."""
    if not shutil.which("openssl"):
        raise tap.Skip("openssl is not here")
    with tempfile.TemporaryDirectory() as folder:
        certificate = os.path.join(folder, "certificate.pem")
        key = os.path.join(folder, "key.pem")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
             "-subj", "/CN=practice", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2",
             "-keyout", key, "-out", certificate], check=True, capture_output=True)
        with running("--tls-certificate", certificate, "--tls-key", key) as sandbox:
            assert sandbox.address.startswith("https://127.0.0.1:"), sandbox.address
            host = sandbox.address.removeprefix("https://")
            trusting = ssl.create_default_context(cafile=certificate)
            connection = http.client.HTTPSConnection(host, timeout=20, context=trusting)
            connection.request("GET", "/sandbox/positions")
            assert connection.getresponse().read() == b"[]"
            connection.close()
            connection = http.client.HTTPSConnection(host, timeout=20)
            try:
                connection.request("GET", "/")
                raise AssertionError("nobody vouches for this certificate")
            except ssl.SSLCertVerificationError:
                connection.close()
        for wrong in ((key,), (certificate,), (os.path.join(folder, "missing"),)):
            result = run("--tls-certificate", *wrong)
            assert result.returncode == 1 and result.stderr.startswith("desco-sandbox: "), result


@tap.test("/sandbox/program/clock")
def clock():
    with running() as sandbox:
        assert sandbox.send("GET", "/sandbox/clock").json["now"].startswith("2026-09-14T08:00")
        sandbox.clock("2030-01-01T00:00:00Z")
        assert sandbox.send("GET", "/sandbox/clock").json["now"].startswith("2030-01-01T00:00")
        expect(sandbox.send("POST", "/sandbox/clock", {"now": "tomorrow"}), 400)
        expect(sandbox.send("POST", "/sandbox/clock", {}), 400)


@tap.test("/sandbox/program/what-scripts-see")
def scripts():
    with running() as sandbox:
        expect(sandbox.create(position(1)), 201)
        expect(sandbox.create(position(2), publish=False), 201)
        lines = expect(sandbox.send("GET", "/sandbox/positions"), 200).json
        assert [line["noticeNumber"] for line in lines] == [notice_number(1), notice_number(2)]
        assert lines[0]["status"] == "VALID" and lines[0]["amount"] == 10400, lines
        drafts = expect(sandbox.send("GET", "/sandbox/positions?status=DRAFT"), 200).json
        assert [line["iupd"] for line in drafts] == ["DESCO-2"]
        expect(sandbox.expire("DESCO-9"), 404)
        expect(sandbox.send("GET", "/sandbox/elsewhere"), 404)


if __name__ == "__main__":
    tap.run()
