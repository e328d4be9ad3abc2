-- Erasures (GDPR Art. 17): what was erased, by whom, and what keeps it from coming back (ADR 26).

-- Which key the hashes of this database were made with.
CREATE TABLE secret_keys (
  fingerprint BYTEA NOT NULL PRIMARY KEY,
  at          BIGINT NOT NULL
);

CREATE TABLE erasures (
  id           UUID NOT NULL PRIMARY KEY,
  customer_id  UUID NOT NULL,             -- not a foreign key: the customer is gone
  kind         TEXT NOT NULL,             -- person | company
  basis        TEXT NOT NULL,             -- why, src/erasures/mod.rs
  state        TEXT NOT NULL,             -- requested | done | withdrawn
  by_id        UUID,                      -- agent or token that asked for it; none: the system
  by_name      TEXT NOT NULL,
  decided_by   TEXT,                      -- who approved or withdrew it
  counts       TEXT,                      -- JSON: how many of what were erased
  created_at   BIGINT NOT NULL,           -- when it was asked for
  erased_at    BIGINT,
  purged_at    BIGINT,                    -- since then nothing is left on the disk
  lifted_by    TEXT,
  lifted_at    BIGINT                     -- since then they may come back
);
CREATE INDEX erasures_customer ON erasures (customer_id);
CREATE INDEX erasures_created ON erasures (created_at, id);
CREATE INDEX erasures_purge ON erasures (erased_at) WHERE purged_at IS NULL;

CREATE TABLE tombstones (
  hash       BYTEA NOT NULL,              -- HMAC-SHA-256 of what somebody was known by
  erasure_id UUID NOT NULL REFERENCES erasures (id) ON DELETE CASCADE,
  PRIMARY KEY (hash, erasure_id)
);
CREATE INDEX tombstones_erasure ON tombstones (erasure_id);

-- Whoever is needed for a legal claim is neither erased nor deleted: the foreign key holds.
CREATE TABLE legal_holds (
  customer_id UUID NOT NULL PRIMARY KEY REFERENCES customers (id),
  reason      TEXT NOT NULL,
  by_name     TEXT NOT NULL,
  until       BIGINT,                     -- from then on it counts for nothing; none: until it is lifted
  created_at  BIGINT NOT NULL
);
