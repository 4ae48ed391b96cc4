#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""What a screen reader is told: whatever takes the focus has a name."""

import desk
import tap

PAGES = {
    "oggi": "This morning’s classes",
    "presenze": "Pupils of the class",
    "alunni": "Search pupils",
    "acquisti": "Fetch Receipts",
    "ricevute": "Search receipts",
    "report": "The month before",
}

# What only holds others, and gives the focus on to them; and the texts that may be selected.
CONTAINERS = {"list", "viewport", "scroll pane", "filler", "panel", "table", "tree table", "grouping",
              "generic", "label", "static", "frame", "application", "window", "unknown", "group"}


def find_spoken_with_their_box(this):
    """The entry that a combo box shows of its list: it takes no focus of its own, the box is read."""
    boxes = (widget for widget in this.get_application().walk()
             if widget.role == "combo box" and widget.name)
    return [inner.accessible for box in boxes for inner in box.walk() if inner.role == "list item"]


def find_nameless(this):
    nameless = []
    spoken = find_spoken_with_their_box(this)
    for widget in this.get_application().walk():
        if widget.accessible in spoken:
            continue
        if widget.role in CONTAINERS or not widget.has_state("FOCUSABLE"):
            continue
        # Without a name of its own GTK gives the one of the class.
        if widget.name == "" or widget.name.startswith("Gtk"):
            nameless.append(f"{widget.role} {widget.name!r}")
    return nameless


def check_page(page):
    with desk.Desk() as this:
        this.fill()
        this.open(page)
        this.wait(PAGES[page])
        tap.expect_none(find_nameless(this), f"on the page {page}, without a name")
        count = sum(widget.has_state("FOCUSABLE") for widget in this.get_application().walk())
        assert count > 4, f"only {count} widgets take the focus"


def find_current(this):
    """The pages that the sidebar says are in front."""
    sidebar, = this.find_all("Pages", "list")
    return [row.name.split(",")[0] for row in sidebar.find_all(role="list item")
            if row.has_state("SELECTED")]


@tap.test("/window/names/the-sidebar-tells-the-page-in-front-not-the-focus")
def sidebar():
    with desk.Desk() as this:
        this.fill(20)
        this.open("oggi")
        this.wait("This morning’s classes")
        this.focus()
        assert find_current(this) == ["Today"], find_current(this)
        this.tab_to("Receipts", "list item")
        assert find_current(this) == ["Today"], find_current(this)
        this.press("Return")
        this.wait("Search receipts")
        assert find_current(this) == ["Receipts"], find_current(this)


for page in PAGES:
    tap.test(f"/window/names/{page}")(lambda page=page: check_page(page))

desk.enter()
tap.run()
