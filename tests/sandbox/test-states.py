#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""The state machine: what each act does in each state, and what time does by itself."""

import tap
from sandbox import expect, notice_number, position, running

NAV = notice_number(1)


def draft(sandbox):
    expect(sandbox.create(position(1), publish=False), 201)


def published(sandbox):
    expect(sandbox.create(position(1, validityDate="2026-09-20T00:00:00Z")), 201)


def valid(sandbox):
    expect(sandbox.create(position(1)), 201)


def invalid(sandbox):
    valid(sandbox)
    expect(sandbox.gpd("POST", "debtpositions/DESCO-1/invalidate"), 200)


def expired(sandbox):
    valid(sandbox)
    expect(sandbox.expire("DESCO-1"), 200)


def instalments():
    body = position(1, isPartialPayment=True)
    body["paymentOption"] += position(2, isPartialPayment=True)["paymentOption"]
    return body


def partially_paid(sandbox):
    expect(sandbox.create(instalments()), 201)
    expect(sandbox.pay(notice_number(2)), 200)


def paid(sandbox):
    valid(sandbox)
    expect(sandbox.pay(NAV), 200)


STATES = [draft, published, valid, invalid, expired, partially_paid, paid]

# For each act the status code and the state after it, state by state in the order above.
ACTS = {
    "publish": (
        lambda sandbox: sandbox.gpd("POST", "debtpositions/DESCO-1/publish"),
        [(200, "VALID"), (409, "PUBLISHED"), (409, "VALID"), (409, "INVALID"), (409, "EXPIRED"),
         (409, "PARTIALLY_PAID"), (409, "PAID")],
    ),
    "invalidate": (
        lambda sandbox: sandbox.gpd("POST", "debtpositions/DESCO-1/invalidate"),
        [(409, "DRAFT"), (200, "INVALID"), (200, "INVALID"), (409, "INVALID"), (409, "EXPIRED"),
         (409, "PARTIALLY_PAID"), (409, "PAID")],
    ),
    "replace": (
        lambda sandbox: sandbox.gpd("PUT", "debtpositions/DESCO-1", position(1)),
        [(200, "DRAFT"), (200, "DRAFT"), (200, "DRAFT"), (409, "INVALID"), (200, "DRAFT"),
         (409, "PARTIALLY_PAID"), (409, "PAID")],
    ),
    "delete": (
        lambda sandbox: sandbox.gpd("DELETE", "debtpositions/DESCO-1"),
        [(200, None), (200, None), (200, None), (200, None), (200, None),
         (409, "PARTIALLY_PAID"), (409, "PAID")],
    ),
    "pay": (
        lambda sandbox: sandbox.pay(NAV),
        [(422, "DRAFT"), (422, "PUBLISHED"), (200, "PAID"), (422, "INVALID"), (422, "EXPIRED"),
         (200, "PAID"), (409, "PAID")],
    ),
    "decline": (
        lambda sandbox: sandbox.pay(NAV, "KO"),
        [(422, "DRAFT"), (422, "PUBLISHED"), (200, "VALID"), (422, "INVALID"), (422, "EXPIRED"),
         (200, "PARTIALLY_PAID"), (409, "PAID")],
    ),
    "mark-paid": (
        lambda sandbox: sandbox.gpd("POST", f"paymentoptions/paids/{NAV}", {}),
        [(422, "DRAFT"), (422, "PUBLISHED"), (200, "PAID"), (422, "INVALID"), (422, "EXPIRED"),
         (200, "PAID"), (409, "PAID")],
    ),
    "expire": (
        lambda sandbox: sandbox.expire("DESCO-1"),
        [(409, "DRAFT"), (200, "EXPIRED"), (200, "EXPIRED"), (409, "INVALID"), (409, "EXPIRED"),
         (409, "PARTIALLY_PAID"), (409, "PAID")],
    ),
}


def check_act(act, outcomes):
    wrong = []
    for prepare, (status, state) in zip(STATES, outcomes, strict=True):
        with running() as sandbox:
            prepare(sandbox)
            answer = act(sandbox)
            read = sandbox.gpd("GET", "debtpositions/DESCO-1")
            after = read.json["status"] if read.status == 200 else None
            if (answer.status, after) != (status, state):
                wrong.append(f"{prepare.__name__}: {answer.status} and {after}, "
                             f"not {status} and {state}: {answer.text}")
    tap.expect_none(wrong, "other outcomes")


for act_name, (act_function, act_outcomes) in ACTS.items():
    tap.test(f"/sandbox/states/{act_name}")(
        lambda act=act_function, outcomes=act_outcomes: check_act(act, outcomes))


@tap.test("/sandbox/states/validity-date")
def validity_date():
    with running() as sandbox:
        published(sandbox)
        assert sandbox.status() == "PUBLISHED"
        sandbox.clock("2026-09-20T00:00:00Z")
        assert sandbox.status() == "VALID"
        expect(sandbox.pay(NAV), 200)


@tap.test("/sandbox/states/due-date")
def due_date():
    with running() as sandbox:
        expect(sandbox.create(position(1, switchToExpired=True)), 201)
        expect(sandbox.create(position(2)), 201)
        sandbox.clock("2026-10-14T21:59:58Z")
        assert sandbox.status() == "VALID"
        sandbox.clock("2026-10-14T22:00:00Z")
        assert sandbox.status() == "EXPIRED"
        assert sandbox.status("DESCO-2") == "VALID", "it was not told to expire"
        expect(sandbox.pay(NAV), 422)
        expect(sandbox.pay(notice_number(2)), 200)


@tap.test("/sandbox/states/both-dates-at-once")
def both_dates_at_once():
    with running() as sandbox:
        expect(sandbox.create(position(1, switchToExpired=True,
                                       validityDate="2026-09-20T00:00:00Z")), 201)
        sandbox.clock("2027-01-01T00:00:00Z")
        listed = expect(sandbox.gpd("GET", "debtpositions", status="EXPIRED"), 200).json
        assert listed["page_info"]["items_found"] == 1, listed


@tap.test("/sandbox/states/publish-too-late")
def publish_too_late():
    with running() as sandbox:
        expect(sandbox.create(position(1), publish=False), 201)
        expect(sandbox.create(position(2, validityDate="2026-09-20T00:00:00Z"), publish=False), 201)
        sandbox.clock("2026-09-21T00:00:00Z")
        refused = expect(sandbox.gpd("POST", "debtpositions/DESCO-2/publish"), 409).json
        assert "validity" in refused["title"], refused
        sandbox.clock("2026-10-15T00:00:00Z")
        refused = expect(sandbox.gpd("POST", "debtpositions/DESCO-1/publish"), 409).json
        assert "due" in refused["title"], refused


@tap.test("/sandbox/states/instalments")
def all_instalments():
    with running() as sandbox:
        expect(sandbox.create(instalments()), 201)
        expect(sandbox.pay(NAV), 200)
        assert sandbox.status() == "PARTIALLY_PAID"
        expect(sandbox.pay(NAV), 409)
        expect(sandbox.pay(notice_number(2)), 200)
        assert sandbox.status() == "PAID"


@tap.test("/sandbox/states/whole-instead-of-instalments")
def whole_instead_of_instalments():
    body = instalments()
    body["paymentOption"] += position(3)["paymentOption"]
    with running() as sandbox:
        expect(sandbox.create(body), 201)
        expect(sandbox.pay(notice_number(3)), 200)
        assert sandbox.status() == "PAID"
        expect(sandbox.pay(NAV), 409)
    with running() as sandbox:
        expect(sandbox.create(body), 201)
        expect(sandbox.pay(NAV), 200)
        expect(sandbox.pay(notice_number(3)), 409)


if __name__ == "__main__":
    tap.run()
