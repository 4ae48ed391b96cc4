#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""From the start of the program to the first frame of the pupils' page with its rows, and the memory
that it took: with a region's pupils against a village's."""

import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

BUILD = os.environ["DESCO_BUILD_ROOT"]
WINDOW = os.path.join(BUILD, "src", "desco", "desco")
CLI = os.path.join(BUILD, "src", "desco-cli", "desco-cli")

MANY = 150_000
FEW = 1_000
ROUNDS = 5
TIME_BAR = 1.2
MEMORY_BAR_MIB = 25


def enter():
    """Starts the script again on a display and a bus of its own, where there is none."""
    if os.environ.get("DISPLAY") and os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return
    if shutil.which("xvfb-run") is None:
        print("xvfb-run is not installed: the window can't be measured", file=sys.stderr)
        sys.exit(77)
    os.execvp("xvfb-run", ["xvfb-run", "--auto-servernum", "--server-args",
                           "-screen 0 1280x900x24 -noreset", "dbus-run-session", sys.executable]
              + sys.argv)


def make_database(folder, pupils):
    path = os.path.join(folder, f"{pupils}.db")
    for arguments in (["init", "--creditor-tax-code", "81003310034", "--name", "Comune di Prova",
                       "--town", "Prova", "--iban", "IT60X0542811101000000123456",
                       "--segregation-code", "47"],
                      ["demo", "--pupils", str(pupils), "--seed", "1"]):
        subprocess.run([CLI, "--database", path, *arguments], check=True, stdout=subprocess.DEVNULL)
    # A desk's own database: practice would start its pagoPA first, which is not what is measured.
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM setting WHERE key = 'practice'")
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


def measure(path, environment):
    """Milliseconds to the first frame, and the peak of resident memory in MiB."""
    start = time.monotonic()
    said = subprocess.run([WINDOW, "--database", path, "--page", "alunni", "--measure-first-frame"],
                          env=environment, check=True, stdout=subprocess.PIPE, text=True,
                          timeout=60).stdout
    for line in said.splitlines():
        if line.startswith("first-frame\t"):
            _, moment, kibibytes = line.split("\t")
            return (int(moment) / 1e6 - start) * 1000, int(kibibytes) / 1024
    raise SystemExit(f"the window said nothing of its first frame: {said!r}")


def report(what, baseline, measured, reference, ratio, bar):
    print("BENCH " + json.dumps({"what": what, "baseline": baseline, "measured": measured,
                                 "reference": reference, "ratio": ratio, "sense": "<=",
                                 "bar": bar}), flush=True)


def main():
    enter()
    folder = tempfile.mkdtemp(prefix="desco-bench-window-")
    try:
        environment = dict(os.environ, GDK_BACKEND="x11", GSK_RENDERER="cairo", GTK_A11Y="none",
                           GSETTINGS_BACKEND="memory", XDG_DATA_HOME=folder, XDG_CONFIG_HOME=folder,
                           XDG_CACHE_HOME=folder)
        few, many = make_database(folder, FEW), make_database(folder, MANY)
        figures = {few: [], many: []}
        # Turn about, so that whatever else the machine does falls on both; the first is not counted.
        for number in range(ROUNDS + 1):
            for path in (few, many):
                figure = measure(path, environment)
                if number > 0:
                    figures[path].append(figure)
        times = {path: statistics.median(figure[0] for figure in figures[path]) for path in figures}
        memory = {path: statistics.median(figure[1] for figure in figures[path]) for path in figures}
    finally:
        shutil.rmtree(folder, ignore_errors=True)

    report(f"first frame of the pupils' page, {MANY:,} pupils", f"the same, {FEW:,} pupils",
           f"{times[many]:.0f} ms", f"{times[few]:.0f} ms", times[many] / times[few], TIME_BAR)
    most = (memory[few] + MEMORY_BAR_MIB) / memory[few]
    report(f"memory at that frame, {MANY:,} pupils (within {MEMORY_BAR_MIB} MiB)",
           f"the same, {FEW:,} pupils", f"{memory[many]:.1f} MiB", f"{memory[few]:.1f} MiB",
           memory[many] / memory[few], round(most, 2))


main()
