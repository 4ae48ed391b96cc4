-- SPDX-FileCopyrightText: 2026 The Desco authors
-- SPDX-License-Identifier: EUPL-1.2
--
-- The first schema. Ids are UUIDv7 in 16 bytes; money is euro cents; times are microseconds in UTC;
-- civil dates are YYYY-MM-DD in Europe/Rome. A migration is never edited after its release.

PRAGMA application_id = 0x44657363;
PRAGMA user_version = 1;

-- Who keeps this database -----------------------------------------------------------------------

CREATE TABLE creditor (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  tax_code TEXT NOT NULL UNIQUE CHECK (length(tax_code) = 11),
  name TEXT NOT NULL,
  town TEXT NOT NULL,
  department TEXT,
  contact TEXT,
  iban TEXT NOT NULL,
  segregation_code INTEGER NOT NULL CHECK (segregation_code BETWEEN 0 AND 99),
  cbill TEXT,
  postal_account TEXT,
  postal_holder TEXT,
  postal_authorisation TEXT,
  taxonomy TEXT NOT NULL,
  school_year TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The desk that this database belongs to: one row. `code` goes into notice numbers: 0 stands alone.
CREATE TABLE device (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  code INTEGER NOT NULL CHECK (code BETWEEN 0 AND 999),
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE author (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- People and places -----------------------------------------------------------------------------

CREATE TABLE school (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  code TEXT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  school_order INTEGER NOT NULL CHECK (school_order BETWEEN 0 AND 3)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX school_by_code ON school (code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX school_by_name ON school (name_key);

CREATE TABLE class (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  school_id BLOB NOT NULL REFERENCES school,
  school_year TEXT NOT NULL,
  name TEXT NOT NULL,
  year INTEGER,
  section TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX class_by_name ON class (school_id, school_year, name);

-- R-42: a pupil's id is for life. A tax code is absent while only a provisional one is known (R-40).
CREATE TABLE pupil (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  tax_code TEXT,
  provisional_code TEXT,
  surname TEXT NOT NULL,
  name TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  birth_date TEXT,
  birth_place TEXT,
  sex TEXT CHECK (sex IN ('M', 'F')),
  address TEXT,
  postal_code TEXT,
  town TEXT,
  province TEXT,
  resident INTEGER CHECK (resident IN (0, 1)),
  exemption TEXT,
  sidi_code TEXT
) STRICT;
CREATE UNIQUE INDEX pupil_by_tax_code ON pupil (tax_code) WHERE tax_code IS NOT NULL;
CREATE UNIQUE INDEX pupil_by_provisional_code ON pupil (provisional_code)
  WHERE provisional_code IS NOT NULL;
-- The order of every list, and the key of an import without tax codes (R-41).
CREATE INDEX pupil_by_name ON pupil (sort_key, birth_date, id);

CREATE TABLE guardian (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  tax_code TEXT,
  surname TEXT NOT NULL,
  name TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  address TEXT,
  postal_code TEXT,
  town TEXT,
  province TEXT,
  phone TEXT,
  email TEXT
) STRICT;
CREATE UNIQUE INDEX guardian_by_tax_code ON guardian (tax_code) WHERE tax_code IS NOT NULL;
CREATE INDEX guardian_by_name ON guardian (sort_key, id);

-- R-42: several guardians a pupil, one payer at a time.
CREATE TABLE guardianship (
  pupil_id BLOB NOT NULL REFERENCES pupil (id),
  guardian_id BLOB NOT NULL REFERENCES guardian (id),
  role TEXT NOT NULL DEFAULT 'guardian',
  payer INTEGER NOT NULL DEFAULT 0 CHECK (payer IN (0, 1)),
  PRIMARY KEY (pupil_id, guardian_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX guardianship_payer ON guardianship (pupil_id) WHERE payer = 1;
CREATE INDEX guardianship_by_guardian ON guardianship (guardian_id, pupil_id);

-- One enrolment a pupil and school year; leaving is a date, not a deletion.
CREATE TABLE enrolment (
  pupil_id BLOB NOT NULL REFERENCES pupil (id),
  school_year TEXT NOT NULL,
  class_id BLOB NOT NULL REFERENCES class,
  valid_from TEXT,
  valid_until TEXT,
  PRIMARY KEY (pupil_id, school_year)
) STRICT, WITHOUT ROWID;
CREATE INDEX enrolment_by_class ON enrolment (class_id, pupil_id);

-- R-32: an ISEE certificate has dates.
CREATE TABLE certificate (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  pupil_id BLOB NOT NULL REFERENCES pupil (id),
  isee INTEGER NOT NULL CHECK (isee >= 0),
  valid_from TEXT,
  valid_until TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX certificate_by_pupil ON certificate (pupil_id, valid_until);

-- R-50: special-category data, apart from everything else.
CREATE TABLE diet (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  pupil_id BLOB NOT NULL REFERENCES pupil (id),
  name TEXT NOT NULL,
  valid_from TEXT,
  valid_until TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX diet_by_pupil ON diet (pupil_id);

-- What the search box reads: names, class, tax codes, guardians, phones. The row is the pupil's number.
CREATE VIRTUAL TABLE pupil_search USING fts5 (
  words, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3', detail = none
);

-- Calendar (R-20) -------------------------------------------------------------------------------

-- Weekdays with a meal: bit 0 is Monday. The narrowest scope wins: class, school, town (both NULL).
CREATE TABLE calendar (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  school_id BLOB REFERENCES school,
  class_id BLOB REFERENCES class,
  weekdays INTEGER NOT NULL CHECK (weekdays BETWEEN 0 AND 127),
  valid_from TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  CHECK (school_id IS NULL OR class_id IS NULL)
) STRICT, WITHOUT ROWID;

-- Single days, closed or added, for a class, a school or the town.
CREATE TABLE calendar_day (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  school_id BLOB REFERENCES school,
  class_id BLOB REFERENCES class,
  civil_date TEXT NOT NULL,
  open INTEGER NOT NULL CHECK (open IN (0, 1)),
  reason TEXT NOT NULL,
  CHECK (school_id IS NULL OR class_id IS NULL)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX calendar_day_by_date
  ON calendar_day (civil_date, ifnull(class_id, ifnull(school_id, x'')));

-- Tariffs (R-30…R-32) ---------------------------------------------------------------------------

-- One regulation in force for a span of days; its rules are ordered, the first match wins.
CREATE TABLE tariff (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  name TEXT NOT NULL,
  late_absence TEXT NOT NULL DEFAULT 'own' CHECK (late_absence = 'own' OR late_absence = 'full'
    OR late_absence = 'nothing'),
  unbooked TEXT NOT NULL DEFAULT 'own' CHECK (unbooked = 'own' OR unbooked = 'full'
    OR unbooked = 'nothing')
) STRICT, WITHOUT ROWID;

CREATE TABLE tariff_rule (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  tariff_id BLOB NOT NULL REFERENCES tariff,
  position INTEGER NOT NULL,
  description TEXT NOT NULL,
  school_order INTEGER CHECK (school_order BETWEEN 1 AND 3),
  school TEXT,
  class TEXT,
  resident INTEGER CHECK (resident IN (0, 1)),
  isee_from INTEGER,
  isee_to INTEGER,
  child_from INTEGER,
  child_to INTEGER,
  exemption TEXT,
  unit_amount INTEGER NOT NULL CHECK (unit_amount >= 0),
  valid_from TEXT,
  valid_until TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX tariff_rule_by_position ON tariff_rule (tariff_id, position);

-- Purchases, notices, receipts ------------------------------------------------------------------

-- The next base of a notice number; taken and incremented with the purchase that carries it.
CREATE TABLE notice_counter (
  device_code INTEGER PRIMARY KEY CHECK (device_code BETWEEN 0 AND 999),
  next INTEGER NOT NULL CHECK (next BETWEEN 0 AND 9999999999)
) STRICT;

CREATE TABLE purchase (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  pupil_id BLOB NOT NULL REFERENCES pupil (id),
  guardian_id BLOB NOT NULL REFERENCES guardian (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_amount INTEGER NOT NULL CHECK (unit_amount >= 0),
  amount INTEGER NOT NULL CHECK (amount = quantity * unit_amount),
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  subject TEXT NOT NULL,
  civil_date TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  due_date TEXT NOT NULL,
  iupd TEXT UNIQUE,
  iuv TEXT UNIQUE,
  notice_number TEXT UNIQUE,
  status TEXT NOT NULL CHECK (status = 'draft' OR status = 'assigned' OR status = 'queued'
    OR status = 'published' OR status = 'paid' OR status = 'credited' OR status = 'cancelled'
    OR status = 'expired'),
  attempts INTEGER NOT NULL DEFAULT 0,
  retry_at INTEGER,
  problem TEXT,
  printed_at INTEGER,
  CHECK (status = 'draft' OR (iuv IS NOT NULL AND notice_number IS NOT NULL AND iupd IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX purchase_by_pupil ON purchase (pupil_id, status);
CREATE INDEX purchase_by_guardian ON purchase (guardian_id);
CREATE INDEX purchase_by_status ON purchase (status, retry_at);

-- R-09: each change is dated, with its author and the platform's answer.
CREATE TABLE purchase_event (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  purchase_id BLOB NOT NULL REFERENCES purchase,
  at INTEGER NOT NULL,
  author_id BLOB NOT NULL REFERENCES author,
  device_id BLOB NOT NULL,
  status TEXT NOT NULL,
  detail TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX purchase_event_by_purchase ON purchase_event (purchase_id, id);

-- Each printing of a notice.
CREATE TABLE notice (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  purchase_id BLOB NOT NULL REFERENCES purchase,
  at INTEGER NOT NULL,
  author_id BLOB NOT NULL REFERENCES author
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_by_purchase ON notice (purchase_id);

-- R-05: the platform's receiptId is the key; the same receipt credits once.
CREATE TABLE receipt (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  receipt_id TEXT NOT NULL UNIQUE,
  iuv TEXT NOT NULL,
  notice_number TEXT NOT NULL,
  creditor_tax_code TEXT NOT NULL,
  outcome TEXT NOT NULL,
  amount INTEGER NOT NULL,
  payment_at INTEGER,
  psp TEXT,
  payer TEXT,
  source TEXT NOT NULL,
  xml BLOB NOT NULL,
  received_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state = 'credited' OR state = 'review' OR state = 'refused'),
  reason TEXT,
  purchase_id BLOB REFERENCES purchase
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_by_iuv ON receipt (iuv);
CREATE INDEX receipt_by_state ON receipt (state, received_at);
CREATE UNIQUE INDEX receipt_credits_once ON receipt (purchase_id) WHERE state = 'credited';

-- The ledger (R-01…R-08) ------------------------------------------------------------------------

-- `value` is what the entry moves in cents, at the cost of the lots it touches (R-08, R-14).
CREATE TABLE ledger (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  pupil_id BLOB NOT NULL REFERENCES pupil (id),
  guardian_id BLOB REFERENCES guardian (id),
  kind TEXT NOT NULL CHECK (kind = 'opening' OR kind = 'purchase' OR kind = 'meal'
    OR kind = 'reversal' OR kind = 'adjustment' OR kind = 'transfer-out' OR kind = 'transfer-in'
    OR kind = 'refund' OR kind = 'carry-over'),
  quantity INTEGER NOT NULL,
  value INTEGER NOT NULL,
  unit_amount INTEGER,
  civil_date TEXT NOT NULL,
  at INTEGER NOT NULL,
  author_id BLOB NOT NULL REFERENCES author,
  device_id BLOB NOT NULL,
  service TEXT,
  charge TEXT,
  sheet_id BLOB REFERENCES attendance_sheet,
  purchase_id BLOB REFERENCES purchase,
  receipt_id BLOB REFERENCES receipt,
  reverses BLOB UNIQUE REFERENCES ledger,
  settles BLOB REFERENCES ledger,
  note TEXT,
  CHECK ((kind = 'reversal') = (reverses IS NOT NULL)),
  CHECK ((kind = 'meal') = (service IS NOT NULL)),
  CHECK (kind <> 'meal' OR quantity IN (-1, 0)),
  CHECK (kind <> 'purchase' OR (quantity > 0 AND value >= 0 AND purchase_id IS NOT NULL))
) STRICT, WITHOUT ROWID;
-- The statement and the recomputed balance read this index alone.
CREATE INDEX ledger_by_pupil ON ledger (pupil_id, civil_date, quantity, value);
CREATE INDEX ledger_meal ON ledger (pupil_id, civil_date, service) WHERE kind = 'meal';
CREATE UNIQUE INDEX ledger_receipt ON ledger (receipt_id) WHERE receipt_id IS NOT NULL;
CREATE UNIQUE INDEX ledger_purchase ON ledger (purchase_id) WHERE kind = 'purchase';
CREATE INDEX ledger_settles ON ledger (settles) WHERE settles IS NOT NULL;

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
BEGIN SELECT RAISE (ABORT, 'R-02: the ledger only grows'); END;

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
BEGIN SELECT RAISE (ABORT, 'R-02: the ledger only grows'); END;

-- REPLACE would delete without a word: an id or a reversal that is there already is refused.
CREATE TRIGGER ledger_no_replace BEFORE INSERT ON ledger
WHEN EXISTS (SELECT 1 FROM ledger WHERE id = NEW.id)
  OR (NEW.reverses IS NOT NULL AND EXISTS (SELECT 1 FROM ledger WHERE reverses = NEW.reverses))
  OR (NEW.receipt_id IS NOT NULL AND EXISTS
      (SELECT 1 FROM ledger WHERE receipt_id = NEW.receipt_id))
  OR (NEW.kind = 'purchase' AND EXISTS
      (SELECT 1 FROM ledger WHERE purchase_id = NEW.purchase_id AND kind = 'purchase'))
BEGIN SELECT RAISE (ABORT, 'R-02: an entry stands once'); END;

CREATE TRIGGER ledger_no_reversed_reversal BEFORE INSERT ON ledger
WHEN NEW.kind = 'reversal' AND EXISTS
  (SELECT 1 FROM ledger WHERE id = NEW.reverses
     AND (kind = 'reversal' OR pupil_id <> NEW.pupil_id OR quantity <> -NEW.quantity))
BEGIN SELECT RAISE (ABORT, 'R-02: a reversal undoes one entry of the same pupil, whole'); END;

-- R-22: one standing meal per pupil, date and service.
CREATE TRIGGER ledger_one_meal BEFORE INSERT ON ledger
WHEN NEW.kind = 'meal' AND EXISTS
  (SELECT 1 FROM ledger AS m WHERE m.pupil_id = NEW.pupil_id AND m.civil_date = NEW.civil_date
     AND m.service = NEW.service AND m.kind = 'meal'
     AND NOT EXISTS (SELECT 1 FROM ledger AS r WHERE r.reverses = m.id))
BEGIN SELECT RAISE (ABORT, 'R-22: one meal per pupil, date and service'); END;

-- R-03: kept in the transaction of each entry, recomputed by verify.
CREATE TABLE wallet_line (
  pupil_id BLOB PRIMARY KEY REFERENCES pupil (id),
  balance INTEGER NOT NULL,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX wallet_line_below_zero ON wallet_line (balance) WHERE balance < 0;

-- R-08: what each purchase (or opening, transfer, carry-over) left to eat, at its own unit cost.
CREATE TABLE lot (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  pupil_id BLOB NOT NULL REFERENCES pupil (id),
  entry_id BLOB NOT NULL UNIQUE REFERENCES ledger,
  unit_amount INTEGER NOT NULL CHECK (unit_amount >= 0),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  remaining INTEGER NOT NULL CHECK (remaining BETWEEN 0 AND quantity)
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_open ON lot (pupil_id, id) WHERE remaining > 0;

-- Which entry took (negative) from or gave back (positive) to which lot, and for which debit.
CREATE TABLE lot_use (
  entry_id BLOB NOT NULL REFERENCES ledger,
  lot_id BLOB NOT NULL REFERENCES lot,
  debit_id BLOB NOT NULL REFERENCES ledger,
  quantity INTEGER NOT NULL CHECK (quantity <> 0),
  PRIMARY KEY (entry_id, lot_id, debit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_use_by_debit ON lot_use (debit_id, lot_id, quantity);
CREATE INDEX lot_use_by_lot ON lot_use (lot_id, quantity);

-- R-06: vouchers eaten before they were bought; the next lot settles the oldest first.
CREATE TABLE uncovered (
  entry_id BLOB PRIMARY KEY REFERENCES ledger,
  pupil_id BLOB NOT NULL REFERENCES pupil (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX uncovered_by_pupil ON uncovered (pupil_id, entry_id);

-- Attendance (R-20…R-26) ------------------------------------------------------------------------

CREATE TABLE attendance_sheet (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  class_id BLOB NOT NULL REFERENCES class,
  civil_date TEXT NOT NULL,
  service TEXT NOT NULL DEFAULT 'lunch',
  status TEXT NOT NULL CHECK (status IN ('draft', 'confirmed')),
  staff_meals INTEGER NOT NULL DEFAULT 0 CHECK (staff_meals >= 0),
  confirmed_at INTEGER,
  author_id BLOB REFERENCES author,
  device_id BLOB
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX attendance_sheet_of_day ON attendance_sheet (civil_date, service, class_id);

-- One mark a pupil, date and service, wherever it was made (R-22). `entry_id` is the standing meal.
CREATE TABLE attendance_mark (
  pupil_id BLOB NOT NULL REFERENCES pupil (id),
  civil_date TEXT NOT NULL,
  service TEXT NOT NULL,
  sheet_id BLOB NOT NULL REFERENCES attendance_sheet,
  state TEXT NOT NULL CHECK (state = 'present' OR state = 'absent' OR state = 'late-absent'),
  meal TEXT NOT NULL CHECK (meal = 'standard' OR meal = 'plain' OR meal = 'special'),
  marked_at INTEGER NOT NULL,
  author_id BLOB NOT NULL REFERENCES author,
  override_reason TEXT,
  entry_id BLOB REFERENCES ledger,
  PRIMARY KEY (pupil_id, civil_date, service)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendance_mark_by_sheet ON attendance_mark (sheet_id, pupil_id);

-- R-24: a closed day's numbers are frozen; reopening says why.
CREATE TABLE kitchen_closing (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  civil_date TEXT NOT NULL,
  service TEXT NOT NULL,
  closed_at INTEGER NOT NULL,
  closed_by BLOB NOT NULL REFERENCES author,
  reopened_at INTEGER,
  reopened_by BLOB REFERENCES author,
  reopen_reason TEXT,
  CHECK ((reopened_at IS NULL) = (reopen_reason IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX kitchen_closing_open ON kitchen_closing (civil_date, service)
  WHERE reopened_at IS NULL;

CREATE TABLE kitchen_number (
  closing_id BLOB NOT NULL REFERENCES kitchen_closing,
  school_id BLOB NOT NULL REFERENCES school,
  standard INTEGER NOT NULL,
  plain INTEGER NOT NULL,
  special INTEGER NOT NULL,
  staff INTEGER NOT NULL,
  PRIMARY KEY (closing_id, school_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER kitchen_number_no_update BEFORE UPDATE ON kitchen_number
BEGIN SELECT RAISE (ABORT, 'R-24: closed numbers are frozen'); END;
CREATE TRIGGER kitchen_number_no_delete BEFORE DELETE ON kitchen_number
BEGIN SELECT RAISE (ABORT, 'R-24: closed numbers are frozen'); END;

-- The outbox (SYNC) -----------------------------------------------------------------------------

-- One operation a change, in the transaction of the change. `hlc` is 48 bits of milliseconds and
-- 16 of counter, so that it sorts.
CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY,
  id BLOB NOT NULL CHECK (length(id) = 16),
  hlc INTEGER NOT NULL,
  author_id BLOB NOT NULL,
  type TEXT NOT NULL,
  entity BLOB NOT NULL,
  payload TEXT NOT NULL
) STRICT;
