-- SPDX-FileCopyrightText: 2026 The Desco authors
-- SPDX-License-Identifier: EUPL-1.2

-- What the practice platform remembers. Moments are UTC microseconds, amounts cents.

CREATE TABLE position (
  id INTEGER PRIMARY KEY,
  organization TEXT NOT NULL,
  iupd TEXT NOT NULL,
  status TEXT NOT NULL,
  inserted INTEGER NOT NULL,
  published INTEGER NOT NULL,
  validity INTEGER NOT NULL,
  payment INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  first_due INTEGER NOT NULL,
  changes INTEGER,              -- when time alone gives it another status
  body TEXT NOT NULL,
  UNIQUE (organization, iupd)
) STRICT;

CREATE INDEX position_by_change ON position (changes) WHERE changes IS NOT NULL;
CREATE INDEX position_by_status ON position (status, inserted);

CREATE TABLE option (
  position INTEGER NOT NULL REFERENCES position ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  organization TEXT NOT NULL,
  nav TEXT NOT NULL,
  iuv TEXT NOT NULL,
  paid INTEGER NOT NULL,
  payment INTEGER NOT NULL,
  receipt_id TEXT,
  updated INTEGER NOT NULL,
  PRIMARY KEY (position, ordinal),
  UNIQUE (organization, nav),
  UNIQUE (organization, iuv)
) STRICT, WITHOUT ROWID;

CREATE INDEX option_by_nav ON option (nav);

CREATE TABLE receipt (
  id INTEGER PRIMARY KEY,
  receipt_id TEXT NOT NULL UNIQUE,
  organization TEXT NOT NULL,
  iuv TEXT NOT NULL,
  debtor TEXT NOT NULL,
  service TEXT NOT NULL,
  payment INTEGER NOT NULL,
  xml TEXT NOT NULL
) STRICT;

CREATE INDEX receipt_by_payment ON receipt (organization, payment);
CREATE INDEX receipt_by_iuv ON receipt (organization, iuv);
