-- SPDX-FileCopyrightText: 2026 The Desco authors
-- SPDX-License-Identifier: EUPL-1.2
--
-- What follows a sale: one that expired is sold again.

PRAGMA user_version = 3;

-- Selling again (R-04, R-09) --------------------------------------------------------------------

-- The expired purchase in whose place this one was sold: at the price of its own day, and with
-- numbers of its own.
ALTER TABLE purchase ADD COLUMN replaces BLOB REFERENCES purchase;
CREATE INDEX purchase_by_replaced ON purchase (replaces) WHERE replaces IS NOT NULL;
