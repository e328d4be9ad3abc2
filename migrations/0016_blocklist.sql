-- The blocklist, customers that are hidden, and customers that are deleted and can be taken back.

-- Belongs to the number or address, whoever has it. One whose time is over counts for nothing and waits to be deleted.
CREATE TABLE blocks (
  id         UUID NOT NULL PRIMARY KEY,
  kind       TEXT NOT NULL,               -- phone | email | handle
  value      TEXT NOT NULL,               -- E.164, folded e-mail, folded handle; whatever the extension
  reason     TEXT NOT NULL,
  until      BIGINT,                      -- from then on it counts for nothing; none: until it is taken off
  by_name    TEXT NOT NULL,
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX blocks_identifier ON blocks (kind, value);
CREATE INDEX blocks_created ON blocks (created_at, id);
CREATE INDEX blocks_until ON blocks (until) WHERE until IS NOT NULL;

-- Found by nobody who does not ask for those who are hidden; their identifiers still match.
ALTER TABLE customers ADD COLUMN hidden BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX customers_hidden ON customers (name_fold, id) WHERE hidden;

-- Whoever is deleted, until they cannot be taken back any more: every row that was theirs, and what they were linked to.
CREATE TABLE deleted_customers (
  id         UUID NOT NULL PRIMARY KEY,   -- of the customer
  kind       TEXT NOT NULL,               -- person | company
  name       TEXT NOT NULL,
  by_name    TEXT NOT NULL,
  kept       TEXT NOT NULL,               -- JSON, src/customers/kept.rs
  deleted_at BIGINT NOT NULL
);
CREATE INDEX deleted_customers_at ON deleted_customers (deleted_at, id);
