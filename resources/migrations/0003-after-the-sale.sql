-- SPDX-FileCopyrightText: 2026 The Desco authors
-- SPDX-License-Identifier: EUPL-1.2
--
-- What follows a sale: one that expired is sold again; what was paid is looked for by its day.
-- Both are of the same day as the file: no database was brought here before them.

PRAGMA user_version = 3;

-- Selling again (R-04, R-09) --------------------------------------------------------------------

-- The expired purchase in whose place this one was sold: at the price of its own day, and with
-- numbers of its own.
ALTER TABLE purchase ADD COLUMN replaces BLOB REFERENCES purchase;
CREATE INDEX purchase_by_replaced ON purchase (replaces) WHERE replaces IS NOT NULL;

-- Receipts in a period (R-05) -------------------------------------------------------------------

-- Which receipts of a state were paid in some days is read from the index alone.
DROP INDEX receipt_by_payment;
CREATE INDEX receipt_by_payment ON receipt (payment_at, state);
