-- SPDX-FileCopyrightText: 2026 The Desco authors
-- SPDX-License-Identifier: EUPL-1.2
--
-- What every sale and every receipt writes, without what nothing reads.

PRAGMA user_version = 4;

-- The states of which a few are looked for among the many that are settled: each is an index of its
-- own, which what is settled is not in (published: purchase_overdue). A purchase that moves on touches
-- the one that it leaves and the one that it enters. Those of a pupil are few, whatever their state.
DROP INDEX purchase_by_status;
CREATE INDEX purchase_queued ON purchase (retry_at) WHERE status = 'queued';
CREATE INDEX purchase_paid ON purchase (due_date) WHERE status = 'paid';
CREATE INDEX purchase_expired ON purchase (due_date) WHERE status = 'expired';
DROP INDEX purchase_by_pupil;
CREATE INDEX purchase_by_pupil ON purchase (pupil_id);

-- A position is looked for by its purchase.
DROP INDEX position_by_status;

-- The history of a purchase is read whole, in its order: it stands together, and needs no index.
CREATE TABLE purchase_history (
  purchase_id BLOB NOT NULL REFERENCES purchase,
  id BLOB NOT NULL CHECK (length(id) = 16),
  at INTEGER NOT NULL,
  author_id BLOB NOT NULL REFERENCES author,
  device_id BLOB NOT NULL,
  status TEXT NOT NULL,
  detail TEXT,
  PRIMARY KEY (purchase_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO purchase_history (purchase_id, id, at, author_id, device_id, status, detail)
  SELECT purchase_id, id, at, author_id, device_id, status, detail FROM purchase_event
  ORDER BY purchase_id, id;
DROP TABLE purchase_event;
ALTER TABLE purchase_history RENAME TO purchase_event;
