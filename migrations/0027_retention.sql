-- Retention: how long which kind of data is kept. A kind without a row is kept until somebody removes it.
CREATE TABLE retention_rules (
  kind       TEXT NOT NULL PRIMARY KEY,   -- src/retention/mod.rs
  days       BIGINT NOT NULL,
  by_name    TEXT NOT NULL,
  updated_at BIGINT NOT NULL
);
