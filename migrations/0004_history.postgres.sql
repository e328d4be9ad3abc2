-- The history of a customer in reading order: one range of one index, whatever the channels.
-- A projection of interactions (and of later sources), written in the same transaction.
-- Two texts because SQLite clusters a table by its key only WITHOUT ROWID.
CREATE TABLE history (
  customer_id  UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  at           BIGINT NOT NULL,
  id           UUID NOT NULL,             -- of the interaction
  channel      TEXT NOT NULL,
  direction    TEXT NOT NULL,
  state        TEXT NOT NULL,
  identifier   TEXT,                      -- the customer's side, normalised
  line         TEXT,                      -- our side, as given
  queue        TEXT,
  agent        TEXT,                      -- name, else login as given
  answered_at  BIGINT,
  ended_at     BIGINT,
  topic        TEXT,
  campaign     TEXT,
  rating_value DOUBLE PRECISION,
  rating_scale DOUBLE PRECISION,
  recorded     BOOLEAN NOT NULL,
  messages     BIGINT NOT NULL,
  excerpt      TEXT,
  PRIMARY KEY (customer_id, at, id)
);
CREATE INDEX history_channel ON history (customer_id, channel, at, id);
CREATE INDEX history_entry ON history (id);
