# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Prism, which holds requests and answers against the platform's own API descriptions."""

import json
import os
import re
import shutil
import signal
import subprocess

import tap
from sandbox import Sandbox, expect


def find_tools(description):
    shared = os.environ.get("DESCO_SHARED", "")
    path = os.path.join(shared, "pagopa", "openapi", description)
    prism = os.path.join(os.environ.get("DESCO_NODE_MODULES", ""), ".bin", "prism")
    if not os.path.exists(path):
        raise tap.Skip("the platform's API description is not here")
    if not shutil.which("node") or not os.path.exists(prism):
        raise tap.Skip("Prism is not here")
    return prism, path


class Proxy(Sandbox):
    """Prism in front of a running sandbox: the same calls, each looked at in both directions."""

    def __init__(self, description, upstream):  # pylint: disable=super-init-not-called
        prism, path = find_tools(description)
        self.key = "practice"
        self.process = subprocess.Popen(
            [prism, "proxy", "--port", "0", "--host", "127.0.0.1", path, upstream],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
        self.violations = []
        for line in self.process.stdout:
            found = re.search(r"listening on (http://[\d.]+:\d+)", line)
            if found:
                self.address = found.group(1)
                self.host = self.address.removeprefix("http://")
                return
        raise AssertionError("Prism did not begin")

    def end(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.stdout.close()
        return self.process.wait(timeout=20)

    def call(self, method, path, body=None, status=200):
        """Prism knows the paths below the service only; it says in a header what it dislikes."""
        answer = self.send(method, path, body)
        if "sl-violations" in answer.headers:
            for violation in json.loads(answer.headers["sl-violations"]):
                self.violations.append(f"{method} {path} {answer.status}: {violation}")
        return expect(answer, status)
