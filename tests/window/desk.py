# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""A desk to test: the real window on a display of its own, seen as a screen reader sees it and
driven by its keyboard, with a database of invented people, and the pagoPA of practice."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request

BUILD = os.environ["DESCO_BUILD_ROOT"]
WINDOW = os.path.join(BUILD, "src", "desco", "desco")
CLI = os.path.join(BUILD, "src", "desco-cli", "desco-cli")

# A Tuesday of the school year, half an hour before the cut-off.
NOW = "2026-11-24T07:43:00Z"
TODAY = "2026-11-24"

PATIENCE = 20
NEEDED = ("Xvfb", "xvfb-run", "dbus-run-session", "xdotool")

# Newer versions of AT-SPI name some roles anew.
NEWER_ROLES = {"button": "push button"}


def find_missing():
    """What the tests of the window need and this machine lacks, or None."""
    for program in NEEDED:
        if shutil.which(program) is None:
            return program
    try:
        import gi

        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi  # noqa: F401  pylint: disable=unused-import
    except (ImportError, ValueError):
        return "python3-gi with gir1.2-atspi-2.0"
    return None


def enter():
    """Starts the script again on a display and a bus of its own, or leaves its tests out."""
    missing = find_missing()
    if missing is not None:
        print(f"1..0 # SKIP {missing} is not installed")
        sys.exit(0)
    if os.environ.get("DESCO_WINDOW_TEST") == "inside":
        os.dup2(8, 1)
        wait_for("the display", lambda: subprocess.run(
            ["xdotool", "getmouselocation"], capture_output=True, check=False).returncode == 0)
        return
    environment = dict(os.environ, DESCO_WINDOW_TEST="inside", GDK_BACKEND="x11", GTK_A11Y="atspi",
                       GSK_RENDERER="cairo", GSETTINGS_BACKEND="memory", LC_ALL="C.UTF-8",
                       TZ="Europe/Rome", G_DEBUG="fatal-criticals", DESCO_NOW=NOW, NO_AT_BRIDGE="1")
    environment.pop("WAYLAND_DISPLAY", None)
    # The bus, its services and xvfb-run say this and that on stdout, between the lines of TAP.
    os.dup2(1, 8, inheritable=True)
    os.dup2(2, 9, inheritable=True)
    os.execvpe("xvfb-run", ["xvfb-run", "--auto-servernum",
                            "--server-args", "-screen 0 1280x900x24 -noreset",
                            "sh", "-c", 'exec "$@" >&9 2>&9', "sh",
                            "dbus-run-session", sys.executable] + sys.argv, environment)


def wait_for(what, condition):
    """Asks again until there is an answer; what it is waiting for goes into the failure."""
    deadline = time.monotonic() + PATIENCE
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {PATIENCE} s for {what}")
        time.sleep(0.05)


def ask(url, path, body=None):
    """What the pagoPA of practice at a URL answers."""
    request = urllib.request.Request(
        url + path, json.dumps(body).encode() if body is not None else None,
        {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return json.load(answer)


class Widget:
    """One accessible object."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def name(self):
        return self.accessible.get_name() or ""

    @property
    def role(self):
        role = self.accessible.get_role_name()
        return NEWER_ROLES.get(role, role)

    def has_state(self, state):
        from gi.repository import Atspi

        return self.accessible.get_state_set().contains(getattr(Atspi.StateType, state))

    def click(self):
        """Presses a button, as a screen reader does for whoever uses it."""
        assert self.accessible.get_action_iface().do_action(0), f"{self.name!r} can't be pressed"

    def walk(self):
        """Itself and all below it; what goes away meanwhile is passed over."""
        from gi.repository import GLib

        yield self
        try:
            count = self.accessible.get_child_count()
            children = [self.accessible.get_child_at_index(i) for i in range(count)]
        except GLib.Error:
            return
        for child in children:
            if child is not None:
                yield from Widget(child).walk()

    def find_all(self, name=None, role=None):
        from gi.repository import GLib

        found = []
        for widget in self.walk():
            try:
                if (role is None or widget.role == role) and (name is None or name in widget.name):
                    found.append(widget)
            except GLib.Error:
                continue
        return found


class Desk:
    """A folder with a database, and the programs that work on it."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="desco-window-")
        self.database = os.path.join(self.folder, "desco.db")
        self.environment = dict(os.environ, XDG_DATA_HOME=self.folder, XDG_CONFIG_HOME=self.folder,
                                XDG_CACHE_HOME=self.folder)
        self.window = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # The database -------------------------------------------------------------------------------

    def cli(self, *arguments):
        answer = subprocess.run([CLI, "--database", self.database, "--json", *arguments],
                                env=self.environment, capture_output=True, text=True, check=False)
        if answer.returncode != 0:
            raise AssertionError(f"desco-cli {' '.join(arguments)} ended with {answer.returncode}: "
                                 f"{answer.stderr}{answer.stdout}")
        return json.loads(answer.stdout or "null")

    def init(self):
        self.cli("init", "--creditor-tax-code", "81003310034", "--name", "Comune di Prova",
                 "--town", "Prova", "--iban", "IT60X0542811101000000123456",
                 "--segregation-code", "47")
        # What a test does not have it asked, is not.
        self.cli("setting", "set", "pagopa.poll", "false")

    def fill(self, pupils=60):
        """A practice database with people, tariffs, purchases and meals: the same on each run."""
        self.init()
        self.cli("demo", "--pupils", str(pupils), "--seed", "1")

    def query(self, sql, *parameters):
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10)
        try:
            return connection.execute(sql, parameters).fetchall()
        finally:
            connection.close()

    def verify(self):
        self.cli("verify")

    # pagoPA -------------------------------------------------------------------------------------

    def get_sandbox_url(self):
        """The pagoPA of practice, which the window started."""
        return self.query("SELECT value FROM setting WHERE key = 'pagopa.url'")[0][0]

    # The browser --------------------------------------------------------------------------------

    def take_pages(self, path):
        """From now on a page that the window opens is written into a file, as no browser is here."""
        folder = os.path.join(self.folder, "applications")
        os.makedirs(folder, exist_ok=True)
        script = os.path.join(self.folder, "browser")
        with open(script, "w", encoding="utf-8") as file:
            file.write(f'#!/bin/sh\nprintf "%s\\n" "$1" > {path}.new && mv {path}.new {path}\n')
        os.chmod(script, 0o755)
        with open(os.path.join(folder, "browser.desktop"), "w", encoding="utf-8") as file:
            file.write(f"[Desktop Entry]\nType=Application\nName=Browser\nExec={script} %u\n"
                       "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n")
        with open(os.path.join(self.folder, "mimeapps.list"), "w", encoding="utf-8") as file:
            file.write("[Default Applications]\nx-scheme-handler/http=browser.desktop\n"
                       "x-scheme-handler/https=browser.desktop\n")

    # The window ---------------------------------------------------------------------------------

    def open(self, page, *arguments):
        self.window = subprocess.Popen([WINDOW, "--database", self.database, "--page", page,
                                        *arguments], env=self.environment, cwd=self.folder)
        wait_for("the window", self.get_application)
        self.focus()

    def close(self):
        if self.window is None:
            return
        self.window.terminate()
        try:
            self.window.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.window.kill()
            self.window.wait()
        self.window = None

    def get_application(self):
        from gi.repository import Atspi

        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.window.pid:
                return Widget(child)
        return None

    def find_all(self, name=None, role=None):
        application = self.get_application()
        return application.find_all(name, role) if application is not None else []

    def wait(self, name=None, role=None):
        """The first widget of that name and role, when it comes."""
        found = wait_for(f"{role or 'a widget'} named {name!r}", lambda: self.find_all(name, role))
        return found[0]

    def focus(self):
        """Gives the keyboard to the newest window of the program: there is no window manager."""
        ids = wait_for("an X window", lambda: subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.window.pid)],
            capture_output=True, text=True, check=False).stdout.split())
        subprocess.run(["xdotool", "windowfocus", "--sync", max(ids, key=int)], check=False,
                       capture_output=True)

    def press(self, *keys):
        """Presses keys, each by its X name; says how many there were."""
        for key in keys:
            subprocess.run(["xdotool", "key", "--clearmodifiers", key], check=True)
        return len(keys)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "20", text], check=True)

    def tab_to(self, name, role="push button"):
        """Presses Tab until the widget has the focus, as who has no mouse does."""
        target = self.wait(name, role)
        for _ in range(40):
            if any(widget.has_state("FOCUSED") for widget in target.walk()):
                return
            self.press("Tab")
        raise AssertionError(f"the keyboard does not reach {name}")

    def shoot(self, name):
        """A picture of the display, where somebody wants to see it."""
        folder = os.environ.get("DESCO_SCREENSHOTS")
        if folder:
            time.sleep(0.5)
            subprocess.run(["import", "-window", "root", os.path.join(folder, f"{name}.png")], check=True)
