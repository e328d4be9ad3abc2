-- What is compared of a customer stands beside its key: whoever compares one with others looks dozens of them up.
-- Two texts because SQLite clusters a table by its key only WITHOUT ROWID.

CREATE TABLE duplicate_features_anew (
  customer_id UUID NOT NULL PRIMARY KEY REFERENCES customers (id) ON DELETE CASCADE,
  features    BYTEA NOT NULL
) WITHOUT ROWID;
INSERT INTO duplicate_features_anew (customer_id, features)
  SELECT customer_id, features FROM duplicate_features ORDER BY customer_id;
DROP TABLE duplicate_features;
ALTER TABLE duplicate_features_anew RENAME TO duplicate_features;

CREATE TABLE duplicate_changes_anew (
  customer_id UUID NOT NULL PRIMARY KEY REFERENCES duplicate_features (customer_id) ON DELETE CASCADE,
  write_id    UUID NOT NULL               -- another one with every write
) WITHOUT ROWID;
INSERT INTO duplicate_changes_anew (customer_id, write_id)
  SELECT customer_id, write_id FROM duplicate_changes ORDER BY customer_id;
DROP TABLE duplicate_changes;
ALTER TABLE duplicate_changes_anew RENAME TO duplicate_changes;
