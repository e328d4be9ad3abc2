-- Who may be one and the same: what customers are compared by, a projection of customers, written in the same
-- transaction. No rule is in here: what a feature and a key is is said in crates/linkage.
-- Two texts because SQLite clusters a table by its key only WITHOUT ROWID.

-- What is compared of a customer, folded and compact.
CREATE TABLE duplicate_features (
  customer_id UUID NOT NULL PRIMARY KEY REFERENCES customers (id) ON DELETE CASCADE,
  features    BYTEA NOT NULL
);

-- Key to customers: only those who share one are compared. Not a foreign key: every row follows from `features` above,
-- by which it is taken out again.
CREATE TABLE duplicate_keys (
  key         BIGINT NOT NULL,
  customer_id UUID NOT NULL,
  PRIMARY KEY (key, customer_id)
) WITHOUT ROWID;

-- One row: by which rules both were made, and how far it has come. Other rules make them anew.
CREATE TABLE duplicate_rules (
  version BIGINT NOT NULL,
  done_to UUID                            -- the last customer that is in; none: all are
);
INSERT INTO duplicate_rules (version, done_to) VALUES (0, NULL);

-- One row, or none while there is little to learn from: what comparisons are weighed by.
CREATE TABLE duplicate_model (
  id      BIGINT NOT NULL PRIMARY KEY,    -- 1
  rules   BIGINT NOT NULL,                -- those that it was learnt by
  records BIGINT NOT NULL,                -- customers that it was learnt from
  model   TEXT NOT NULL,
  at      BIGINT NOT NULL
);
