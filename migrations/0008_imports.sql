-- Files that were brought in. `read` is how many records are dealt with, and so where an interrupted import goes on.
CREATE TABLE imports (
  id          UUID NOT NULL PRIMARY KEY,
  name        TEXT NOT NULL,              -- of the file, as its sender called it
  stored      TEXT,                       -- the uploaded copy in the data folder; none: read where it lies, or done
  fingerprint BYTEA NOT NULL,             -- SHA-256 of the file and of how it is read
  options     TEXT NOT NULL,              -- JSON: format, encoding, delimiter, columns; never queried
  state       TEXT NOT NULL,              -- draft | checking | waiting | running | done | failed | undoing | undone
  by_id       UUID,
  by_name     TEXT NOT NULL,
  by_role     TEXT NOT NULL,
  size        BIGINT NOT NULL,            -- bytes
  position    BIGINT NOT NULL,            -- bytes that are dealt with
  read        BIGINT NOT NULL,
  created     BIGINT NOT NULL,
  updated     BIGINT NOT NULL,
  skipped     BIGINT NOT NULL,
  rejected    BIGINT NOT NULL,
  remarked    BIGINT NOT NULL,            -- values left out of records that were taken
  companies   BIGINT NOT NULL,            -- made because somebody belongs to them
  undone      BIGINT NOT NULL,
  kept        BIGINT NOT NULL,            -- not undone, because somebody has changed them since
  undo_by_id  UUID,
  undo_by     TEXT,
  problem     TEXT,                       -- JSON: why it failed
  created_at  BIGINT NOT NULL,
  finished_at BIGINT
);
CREATE INDEX imports_created ON imports (created_at, id);
CREATE INDEX imports_fingerprint ON imports (fingerprint);

-- What an import did, in its order: undone from the end.
CREATE TABLE import_rows (
  import_id UUID NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  number    BIGINT NOT NULL,
  entity    TEXT NOT NULL,                -- customer | interaction
  entity_id UUID NOT NULL,
  action    TEXT NOT NULL,                -- create | update
  version   BIGINT NOT NULL,              -- of the entity after it
  at        BIGINT NOT NULL,              -- of its change
  digest    BYTEA,                        -- of a record that has nothing to know it by, so that it is not taken twice
  PRIMARY KEY (import_id, number)
);
CREATE INDEX import_rows_entity ON import_rows (entity_id);
CREATE INDEX import_rows_digest ON import_rows (digest) WHERE digest IS NOT NULL;

-- Records that were rejected, and values that were left out: what a report and the file of the rejected are made of.
CREATE TABLE import_problems (
  import_id UUID NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  number    BIGINT NOT NULL,
  line      BIGINT NOT NULL,
  place     BIGINT NOT NULL,              -- column of a table, character of a line; 0: the whole record
  rejected  BOOLEAN NOT NULL,
  reasons   TEXT NOT NULL,                -- JSON [{field, code, args}], never queried
  cells     TEXT,                         -- JSON [text]: the record as it was read
  PRIMARY KEY (import_id, number)
);

-- Which columns hold what, by the headings of a table: what was said once need not be said again.
CREATE TABLE import_mappings (
  headings BYTEA NOT NULL PRIMARY KEY,    -- SHA-256
  columns  TEXT NOT NULL,                 -- JSON {column: field or null}
  used_at  BIGINT NOT NULL
);
