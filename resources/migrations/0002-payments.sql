-- SPDX-FileCopyrightText: 2026 The Desco authors
-- SPDX-License-Identifier: EUPL-1.2
--
-- Payments that a municipality can run on: instalments, the platform's state beside ours, receipts
-- that a person decides on, cash at the desk, the bank's transfers, refunds.

PRAGMA user_version = 2;

-- Who is told, and what stands on the notice (N-03, N-18) ----------------------------------------

ALTER TABLE creditor ADD COLUMN logo BLOB;
ALTER TABLE creditor ADD COLUMN logo_type TEXT CHECK (logo_type IN ('image/png', 'image/svg+xml'));

-- The second language of the family's notices: 'de', 'sl', 'fr', 'en'; NULL for the setting's.
ALTER TABLE guardian ADD COLUMN language TEXT;

ALTER TABLE notice ADD COLUMN variant TEXT;

-- Instalments (R-04) ----------------------------------------------------------------------------

-- A purchase may be paid at once, by its own notice number, or in instalments, each by a number of
-- its own. An instalment pays a whole number of vouchers, so that its receipt credits what it paid
-- and no cent is left over between two of them.
CREATE TABLE instalment (
  purchase_id BLOB NOT NULL REFERENCES purchase,
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 12),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  due_date TEXT NOT NULL,
  iuv TEXT NOT NULL UNIQUE,
  notice_number TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL CHECK (status = 'open' OR status = 'paid' OR status = 'credited'
    OR status = 'expired' OR status = 'cancelled'),
  PRIMARY KEY (purchase_id, number)
) STRICT, WITHOUT ROWID;

-- How many instalments a purchase offers; 0 for none.
ALTER TABLE purchase ADD COLUMN instalments INTEGER NOT NULL DEFAULT 0
  CHECK (instalments = 0 OR instalments BETWEEN 2 AND 12);
-- How it was paid in the end: 'pagopa', 'cash', 'pos'.
ALTER TABLE purchase ADD COLUMN method TEXT CHECK (method = 'pagopa' OR method = 'cash'
  OR method = 'pos');

-- Which instalment an entry credits; 0 for the whole purchase.
ALTER TABLE ledger ADD COLUMN instalment INTEGER NOT NULL DEFAULT 0;
-- The quittance that the money was taken against (R-10).
ALTER TABLE ledger ADD COLUMN quittance_id BLOB REFERENCES quittance;
-- A transfer-in names its transfer-out: they are undone together (R-11).
ALTER TABLE ledger ADD COLUMN pair_id BLOB REFERENCES ledger;
-- Cents of a voucher that a conversion broke: what an entry leaves of it in the wallet, or, below
-- zero, takes from there (R-11). Its sum stands beside the balance (R-03).
ALTER TABLE ledger ADD COLUMN rest INTEGER NOT NULL DEFAULT 0;
ALTER TABLE wallet_line ADD COLUMN rest INTEGER NOT NULL DEFAULT 0 CHECK (rest >= 0);
CREATE UNIQUE INDEX ledger_pair ON ledger (pair_id) WHERE pair_id IS NOT NULL;

-- One standing entry a purchase and instalment: a voided quittance is undone, and may be taken anew.
DROP INDEX ledger_purchase;
CREATE INDEX ledger_purchase ON ledger (purchase_id, instalment) WHERE kind = 'purchase';
CREATE INDEX ledger_quittance ON ledger (quittance_id) WHERE quittance_id IS NOT NULL;

DROP TRIGGER ledger_no_replace;
CREATE TRIGGER ledger_no_replace BEFORE INSERT ON ledger
WHEN EXISTS (SELECT 1 FROM ledger WHERE id = NEW.id)
  OR (NEW.reverses IS NOT NULL AND EXISTS (SELECT 1 FROM ledger WHERE reverses = NEW.reverses))
  OR (NEW.receipt_id IS NOT NULL AND EXISTS
      (SELECT 1 FROM ledger WHERE receipt_id = NEW.receipt_id))
  OR (NEW.kind = 'purchase' AND EXISTS
      (SELECT 1 FROM ledger AS p WHERE p.purchase_id = NEW.purchase_id AND p.kind = 'purchase'
         AND p.instalment = NEW.instalment
         AND NOT EXISTS (SELECT 1 FROM ledger AS r WHERE r.reverses = p.id)))
BEGIN SELECT RAISE (ABORT, 'R-02: an entry stands once'); END;

-- The platform's state beside ours (R-09) -------------------------------------------------------

-- What the platform last said of a purchase's position, in its own words.
CREATE TABLE position (
  purchase_id BLOB PRIMARY KEY REFERENCES purchase,
  provider TEXT NOT NULL,
  status TEXT NOT NULL,
  amount INTEGER NOT NULL,
  due_at INTEGER,
  validity_at INTEGER,
  changed_at INTEGER,
  checked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- What was to be paid by yesterday is found without reading what is still to be.
CREATE INDEX purchase_overdue ON purchase (due_date) WHERE status = 'published';
CREATE INDEX position_by_status ON position (status);

-- A difference between us and the platform, until it is settled. `iupd` names what only they have.
CREATE TABLE difference (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  purchase_id BLOB REFERENCES purchase,
  iupd TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind = 'unknown-here' OR kind = 'missing-there' OR kind = 'paid-there'
    OR kind = 'expired-there' OR kind = 'withdrawn-there' OR kind = 'payable-there'
    OR kind = 'amount' OR kind = 'due-date' OR kind = 'account' OR kind = 'not-published'),
  ours TEXT,
  theirs TEXT,
  found_at INTEGER NOT NULL,
  settled_at INTEGER,
  author_id BLOB REFERENCES author,
  settlement TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX difference_open ON difference (iupd, kind) WHERE settled_at IS NULL;

-- How far something that is asked for again and again has been read.
CREATE TABLE poll (
  subject TEXT PRIMARY KEY,
  position TEXT,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Receipts that a person decides on (R-05) ------------------------------------------------------

ALTER TABLE receipt ADD COLUMN instalment INTEGER NOT NULL DEFAULT 0;
ALTER TABLE receipt ADD COLUMN payment_method TEXT;
ALTER TABLE receipt ADD COLUMN fee INTEGER;
ALTER TABLE receipt ADD COLUMN application_date TEXT;
ALTER TABLE receipt ADD COLUMN transfer_date TEXT;
ALTER TABLE receipt ADD COLUMN taxonomy TEXT;
ALTER TABLE receipt ADD COLUMN stand_in INTEGER NOT NULL DEFAULT 0;
-- Which of R-05's oddities it is in review for: 'amount', 'unknown', 'second', 'creditor', 'outcome',
-- 'cancelled', 'stand-in'.
ALTER TABLE receipt ADD COLUMN oddity TEXT;
-- What a person decided: 'credit', 'refuse', 'refund'; with how many cents were credited.
ALTER TABLE receipt ADD COLUMN decision TEXT;
ALTER TABLE receipt ADD COLUMN credited_value INTEGER;
ALTER TABLE receipt ADD COLUMN decided_at INTEGER;
ALTER TABLE receipt ADD COLUMN decided_by BLOB REFERENCES author;
ALTER TABLE receipt ADD COLUMN decision_note TEXT;

DROP INDEX receipt_credits_once;
CREATE UNIQUE INDEX receipt_credits_once ON receipt (purchase_id, instalment)
  WHERE state = 'credited' AND decision IS NULL;
CREATE INDEX receipt_by_purchase ON receipt (purchase_id) WHERE purchase_id IS NOT NULL;
CREATE INDEX receipt_by_payment ON receipt (payment_at);

-- Cash and cards at the desk (R-10) -------------------------------------------------------------

-- The next number of a desk's quittances in a year; taken with the quittance that carries it.
CREATE TABLE quittance_counter (
  device_code INTEGER NOT NULL CHECK (device_code BETWEEN 0 AND 999),
  year INTEGER NOT NULL,
  next INTEGER NOT NULL CHECK (next > 0),
  PRIMARY KEY (device_code, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE cash_closing (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  device_code INTEGER NOT NULL,
  civil_date TEXT NOT NULL,
  expected INTEGER NOT NULL,
  counted INTEGER NOT NULL CHECK (counted >= 0),
  pos_total INTEGER NOT NULL,
  quittances INTEGER NOT NULL,
  reason TEXT,
  at INTEGER NOT NULL,
  author_id BLOB NOT NULL REFERENCES author,
  CHECK (counted = expected OR reason IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE quittance (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  device_code INTEGER NOT NULL,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  purchase_id BLOB NOT NULL REFERENCES purchase,
  instalment INTEGER NOT NULL DEFAULT 0,
  method TEXT NOT NULL CHECK (method IN ('cash', 'pos')),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  payer TEXT,
  civil_date TEXT NOT NULL,
  at INTEGER NOT NULL,
  author_id BLOB NOT NULL REFERENCES author,
  closing_id BLOB REFERENCES cash_closing,
  voided_at INTEGER,
  voided_by BLOB REFERENCES author,
  void_reason TEXT,
  -- What pagoPA knows of it, and when it is to be told again.
  telling TEXT NOT NULL CHECK (telling = 'waiting' OR telling = 'told' OR telling = 'needless'
    OR telling = 'paid-there' OR telling = 'dropped'),
  told_at INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  retry_at INTEGER,
  problem TEXT,
  CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
  CHECK ((telling = 'told') = (told_at IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX quittance_by_number ON quittance (device_code, year, number);
CREATE INDEX quittance_by_date ON quittance (civil_date, device_code);
CREATE UNIQUE INDEX quittance_stands_once ON quittance (purchase_id, instalment)
  WHERE voided_at IS NULL;

CREATE INDEX quittance_to_tell ON quittance (at) WHERE telling = 'waiting';
CREATE INDEX quittance_by_closing ON quittance (closing_id) WHERE closing_id IS NOT NULL;

CREATE TRIGGER quittance_no_replace BEFORE INSERT ON quittance
WHEN EXISTS (SELECT 1 FROM quittance WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM quittance WHERE device_code = NEW.device_code AND year = NEW.year
       AND number = NEW.number)
  OR EXISTS (SELECT 1 FROM quittance WHERE purchase_id = NEW.purchase_id
       AND instalment = NEW.instalment AND voided_at IS NULL)
BEGIN SELECT RAISE (ABORT, 'R-10: a quittance keeps its number'); END;
CREATE TRIGGER quittance_no_change BEFORE UPDATE OF id, device_code, year, number, purchase_id,
  instalment, method, amount, payer, civil_date, at, author_id ON quittance
BEGIN SELECT RAISE (ABORT, 'R-10: a quittance is on record'); END;
CREATE TRIGGER quittance_void_once BEFORE UPDATE OF voided_at, voided_by, void_reason ON quittance
WHEN OLD.voided_at IS NOT NULL OR OLD.closing_id IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'R-10: a closed or voided quittance stays as it is'); END;
CREATE TRIGGER quittance_close_once BEFORE UPDATE OF closing_id ON quittance
WHEN OLD.closing_id IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'R-10: a quittance is closed once'); END;
CREATE TRIGGER quittance_no_delete BEFORE DELETE ON quittance
BEGIN SELECT RAISE (ABORT, 'R-10: a quittance keeps its number'); END;
CREATE INDEX cash_closing_by_date ON cash_closing (civil_date, device_code);
CREATE TRIGGER cash_closing_no_replace BEFORE INSERT ON cash_closing
WHEN EXISTS (SELECT 1 FROM cash_closing WHERE id = NEW.id)
BEGIN SELECT RAISE (ABORT, 'R-10: a closing is on record'); END;
CREATE TRIGGER cash_closing_no_update BEFORE UPDATE ON cash_closing
BEGIN SELECT RAISE (ABORT, 'R-10: a closing is on record'); END;
CREATE TRIGGER cash_closing_no_delete BEFORE DELETE ON cash_closing
BEGIN SELECT RAISE (ABORT, 'R-10: a closing is on record'); END;

-- The bank's transfers that paid the receipts (FdR) ---------------------------------------------

CREATE TABLE flow (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  fdr TEXT NOT NULL,
  revision INTEGER NOT NULL,
  psp_id TEXT NOT NULL,
  psp TEXT,
  flow_date TEXT,
  regulation TEXT,
  regulation_date TEXT,
  bic TEXT,
  amount INTEGER NOT NULL,
  payments INTEGER NOT NULL,
  published_at INTEGER,
  fetched_at INTEGER NOT NULL,
  complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX flow_by_name ON flow (fdr, psp_id, revision);
CREATE INDEX flow_by_date ON flow (regulation_date);

CREATE TABLE flow_payment (
  flow_id BLOB NOT NULL REFERENCES flow,
  ordinal INTEGER NOT NULL,
  iuv TEXT NOT NULL,
  iur TEXT NOT NULL,
  transfer_id INTEGER,
  amount INTEGER NOT NULL,
  status TEXT NOT NULL,
  paid_at INTEGER,
  PRIMARY KEY (flow_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX flow_payment_by_iuv ON flow_payment (iuv, iur);
CREATE INDEX flow_payment_by_payment ON flow_payment (paid_at);
-- What was credited by no receipt: there is little of it, and reconciling asks for each day's.
CREATE INDEX ledger_without_receipt ON ledger (civil_date)
  WHERE kind = 'purchase' AND receipt_id IS NULL;

-- Refunds (R-08) --------------------------------------------------------------------------------

-- Vouchers given back, at what is left of each lot; or, where a receipt is named, money that never
-- became vouchers. The ledger's entry takes the vouchers out when it is requested.
CREATE TABLE refund (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  pupil_id BLOB REFERENCES pupil (id),
  guardian_id BLOB REFERENCES guardian (id),
  purchase_id BLOB REFERENCES purchase,
  receipt_id BLOB REFERENCES receipt,
  entry_id BLOB UNIQUE REFERENCES ledger,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  reason TEXT NOT NULL,
  iban TEXT,
  status TEXT NOT NULL CHECK (status = 'requested' OR status = 'exported' OR status = 'paid'
    OR status = 'refused'),
  created_at INTEGER NOT NULL,
  author_id BLOB NOT NULL REFERENCES author,
  exported_at INTEGER,
  CHECK (pupil_id IS NOT NULL OR receipt_id IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_by_status ON refund (status, created_at);
CREATE INDEX refund_by_pupil ON refund (pupil_id);

CREATE TABLE refund_event (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  refund_id BLOB NOT NULL REFERENCES refund,
  at INTEGER NOT NULL,
  author_id BLOB NOT NULL REFERENCES author,
  status TEXT NOT NULL,
  detail TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_event_by_refund ON refund_event (refund_id, id);
