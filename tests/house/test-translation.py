#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Every language of po/LINGUAS says all that the sources say, and takes the same values."""

import ast
import collections
import functools
import re
import tempfile

import tap
import tree

# The keywords of meson's preset for GLib.
KEYWORDS = (
    "_ N_ C_:1c,2 NC_:1c,2 g_dcgettext:2 g_dngettext:2,3 g_dpgettext2:2c,3"
    " gettext:1 ngettext:1,2 pgettext:1c,2 npgettext:1c,2,3 Q_ dgettext:2 dngettext:2,3"
)
PLACEHOLDER = re.compile(r"%(?:(\d+)\$)?[-+ #0']*(?:\*|\d+)?(?:\.(?:\*|\d+))?((?:hh?|ll?|[jzt])?[a-zA-Z%]|<\w+>)")
KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])? (".*")$')

Message = collections.namedtuple("Message", "context id plural texts flags")


def is_message(lines):
    return any(line.startswith("msgid ") for line in lines)


def read_message(lines):
    """One entry of a catalogue from its lines."""
    fields = collections.defaultdict(str)
    flags = set()
    field = None
    for line in lines:
        found = KEYWORD.match(line)
        if found:
            field = (found[1], int(found[2] or 0))
            fields[field] += ast.literal_eval(found[3])
        elif line.startswith("#,"):
            flags.update(flag.strip() for flag in line[2:].split(","))
        elif line.startswith('"'):
            fields[field] += ast.literal_eval(line)
    texts = [fields[key] for key in sorted(fields) if key[0] == "msgstr"]
    return Message(
        fields.get(("msgctxt", 0)), fields["msgid", 0], fields.get(("msgid_plural", 0)), texts, flags
    )


def read_catalogue(text):
    """{(context, id): Message} of a catalogue, without its header and what is obsolete."""
    entries = (entry.splitlines() for entry in text.split("\n\n"))
    messages = [read_message(lines) for lines in entries if is_message(lines)]
    return {(message.context, message.id): message for message in messages if message.id}


@functools.lru_cache
def template():
    """What is to be translated, as the sources have it now."""
    tree.need("xgettext")
    with tempfile.NamedTemporaryFile(suffix=".pot") as pot:
        tree.check(
            "xgettext", "--from-code=UTF-8", "--add-comments", f"--output={pot.name}",
            "--files-from=po/POTFILES.in", *(f"--keyword={word}" for word in KEYWORDS.split()),
        )
        return read_catalogue(pot.read().decode("utf-8"))


def languages():
    return [line for line in tree.read("po/LINGUAS").split() if not line.startswith("#")]


def translation(language):
    return read_catalogue(tree.read(f"po/{language}.po"))


def placeholders(text):
    """What a text takes, in the order of the arguments: the types without flags and width."""
    found = [(found[1], found[2]) for found in PLACEHOLDER.finditer(text) if found[2] != "%"]
    if any(place for place, _ in found):
        return [kind for _, kind in sorted(found, key=lambda one: int(one[0] or 0))]
    return [kind for _, kind in found]


def say(language, message):
    return f"{language}: {message.id!r}"


@tap.test("/house/translation/no-message-ends-in-a-macro")
def no_message_ends_in_a_macro():
    """xgettext reads up to a macro that it does not know, and the rest is never translated."""
    broken = [message.id for message in template().values() if re.search(r"(?<!%)(?:%%)*%$", message.id)]
    tap.expect_none(broken, "write PRId64, which gettext knows, or %s")


@tap.test("/house/translation/everything-is-translated")
def everything_is_translated():
    missing = []
    for language in languages():
        there = translation(language)
        for key, message in template().items():
            found = there.get(key)
            if found is None or not all(found.texts) or found.plural != message.plural:
                missing.append(f"{say(language, message)} is not translated")
            elif "fuzzy" in found.flags:
                missing.append(f"{say(language, message)} is marked fuzzy")
    tap.expect_none(missing, "run “meson compile desco-update-po” in the build folder, and translate")


@tap.test("/house/translation/values-are-the-same")
def values_are_the_same():
    """A format in a translation takes the same values; of a plural, the last form does."""
    wrong = []
    for language in languages():
        for key, message in translation(language).items():
            if key not in template() or not message.texts[-1]:
                continue
            wanted = placeholders(message.plural or message.id)
            wrong += [
                f"{say(language, message)}: {placeholders(text)} in place of {wanted}"
                for text in message.texts
                if placeholders(text) != wanted
            ]
    tap.expect_none(wrong, "translations that take other values")


@tap.test("/house/translation/ends-are-the-same")
def ends_are_the_same():
    """Blanks at either end, and the key of a button's label, are there where the source has them."""
    wrong = []
    for language in languages():
        for message in translation(language).values():
            for text in message.texts:
                blanks = re.match(r"(\s*).*?(\s*)$", text, re.DOTALL).groups()
                wanted = re.match(r"(\s*).*?(\s*)$", message.id, re.DOTALL).groups()
                if text and (blanks != wanted or ("_" in message.id) != ("_" in text)):
                    wrong.append(f"{say(language, message)} is {text!r}")
    tap.expect_none(wrong, "blanks or keys differ")


@tap.test("/house/translation/catalogues-compile")
def catalogues_compile():
    tree.need("msgfmt")
    for language in languages():
        tree.check("msgfmt", "--check", "--output-file=/dev/null", f"po/{language}.po")


if __name__ == "__main__":
    tap.run()
