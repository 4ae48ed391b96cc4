#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""What the desktop, the software centres and the public catalogues read is valid."""

import os
import re
import tempfile
import xml.etree.ElementTree

import tap
import tree

ID = "io.github.desco.Desco"
SCHEMA = os.path.join("data", ID + ".gschema.xml")


def merged(name, *command):
    """A file of data/ with its translations, made as the build makes it."""
    tree.need("msgfmt")
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, name)
    tree.check("msgfmt", *command, "--template", f"data/{name}.in", "-d", "po", "-o", path)
    return path


@tap.test("/house/desktop/desktop-file")
def desktop_file():
    tree.need("desktop-file-validate")
    tree.check("desktop-file-validate", merged(ID + ".desktop", "--desktop"))


@tap.test("/house/desktop/metainfo")
def metainfo():
    tree.need("appstreamcli")
    said = tree.check(
        "appstreamcli", "validate", "--no-net", "--no-color", merged(ID + ".metainfo.xml", "--xml")
    )
    tap.expect_none([line for line in said.splitlines() if line.startswith(("E:", "W:"))], "metainfo")


@tap.test("/house/desktop/metainfo-tells-this-version")
def metainfo_tells_this_version():
    version = re.search(r"version: '([\d.]+)'", tree.read("meson.build"))[1]
    root = xml.etree.ElementTree.fromstring(tree.read(f"data/{ID}.metainfo.xml.in"))
    assert root.find("releases/release").get("version") == version
    assert re.search(rf"^softwareVersion: {re.escape(version)}$", tree.read("publiccode.yml"), re.M)
    assert re.match(rf"Desco {re.escape(version)}\b", tree.read("NEWS").splitlines()[0])


@tap.test("/house/desktop/settings-schema")
def settings_schema():
    tree.need("glib-compile-schemas")
    with tempfile.TemporaryDirectory() as folder:
        tree.check("glib-compile-schemas", "--strict", f"--targetdir={folder}", "data")


@tap.test("/house/desktop/schema-holds-window-state-alone")
def schema_holds_window_state_alone():
    keys = {key.get("name") for key in xml.etree.ElementTree.fromstring(tree.read(SCHEMA)).iter("key")}
    assert keys == {"width", "height", "maximized", "page"}, keys


@tap.test("/house/desktop/icons")
def icons():
    for size, name in (("scalable", ID), ("symbolic", ID + "-symbolic")):
        text = tree.read(f"data/icons/hicolor/{size}/apps/{name}.svg")
        root = xml.etree.ElementTree.fromstring(text)
        assert root.get("width") == root.get("height"), name
        assert "<image" not in text, f"{name} embeds a picture"


@tap.test("/house/desktop/catalogues")
def catalogues():
    tree.need("msgfmt")
    for language in tree.read("po/LINGUAS").split():
        tree.check("msgfmt", "--check", "--output-file=" + os.devnull, f"po/{language}.po")


REQUIRED = (
    "publiccodeYmlVersion name url softwareVersion releaseDate platforms categories developmentStatus"
    " softwareType description legal maintenance localisation"
).split()


@tap.test("/house/desktop/publiccode")
def publiccode():
    text = tree.read("publiccode.yml")
    keys = re.findall(r"^(\w+):", text, re.MULTILINE)
    tap.expect_none([key for key in REQUIRED if key not in keys], "keys missing in publiccode.yml")
    tap.expect_none({key for key in keys if keys.count(key) > 1}, "keys twice in publiccode.yml")
    assert re.search(r"^  license: EUPL-1\.2$", text, re.MULTILINE)
    for language in ("it", "en"):
        block = re.search(rf"^  {language}:\n((?:    .*\n|\n)+)", text, re.MULTILINE)[1]
        short = re.search(r"^    shortDescription: >-\n((?:      .*\n)+)", block, re.MULTILINE)[1]
        length = len(" ".join(short.split()))
        assert length <= 150, f"{language}: shortDescription has {length} characters, more than 150"
        long = re.search(r"^    longDescription: >\n((?:      .*\n|\n)+)", block, re.MULTILINE)[1]
        length = len(" ".join(long.split()))
        assert 150 <= length <= 10000, f"{language}: longDescription has {length} characters"
        assert re.search(r"^    features:\n(?:      - .*\n)+", block, re.MULTILINE), language


if __name__ == "__main__":
    tap.run()
