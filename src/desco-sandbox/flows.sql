-- SPDX-FileCopyrightText: 2026 The Desco authors
-- SPDX-License-Identifier: EUPL-1.2

-- What the banks pour into the creditors' accounts, and the flows that tell of it. Run at each
-- opening: a file that was made before there were flows gets them.

-- Money that a bank has and owes to a creditor. It names the flow that it was poured with.
CREATE TABLE IF NOT EXISTS settlement (
  id INTEGER PRIMARY KEY,
  organization TEXT NOT NULL,
  psp TEXT NOT NULL,
  day TEXT NOT NULL,
  iuv TEXT NOT NULL,
  iur TEXT NOT NULL,
  transfer INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  paid INTEGER NOT NULL,
  flow INTEGER REFERENCES flow
) STRICT;

CREATE INDEX IF NOT EXISTS settlement_by_flow ON settlement (flow, organization, day);

-- A flow's revision. `root` is its first one, `latest` the one that counts.
CREATE TABLE IF NOT EXISTS flow (
  id INTEGER PRIMARY KEY,
  root INTEGER,
  organization TEXT NOT NULL,
  fdr TEXT NOT NULL,
  revision INTEGER NOT NULL,
  psp TEXT NOT NULL,
  day TEXT NOT NULL,
  regulation TEXT NOT NULL,
  regulation_date TEXT NOT NULL,
  published INTEGER NOT NULL,
  latest INTEGER NOT NULL,
  UNIQUE (fdr, psp, revision)
) STRICT;

CREATE INDEX IF NOT EXISTS flow_by_publication ON flow (organization, published);

-- What a revision says, which need not be what was poured.
CREATE TABLE IF NOT EXISTS flow_payment (
  flow INTEGER NOT NULL REFERENCES flow,
  ordinal INTEGER NOT NULL,
  iuv TEXT NOT NULL,
  iur TEXT NOT NULL,
  transfer INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  status TEXT NOT NULL,
  paid INTEGER NOT NULL,
  PRIMARY KEY (flow, ordinal)
) STRICT, WITHOUT ROWID;
