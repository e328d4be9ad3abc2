-- Pairs of cards that may be one: a projection of `duplicate_features`, which a worker keeps behind every write.
-- Whoever cannot be compared any more (merged, deleted, erased) takes their rows along.

CREATE TABLE duplicate_pairs (
  id       UUID NOT NULL PRIMARY KEY,
  one_id   UUID NOT NULL REFERENCES duplicate_features (customer_id) ON DELETE CASCADE,
  other_id UUID NOT NULL REFERENCES duplicate_features (customer_id) ON DELETE CASCADE, -- the greater id of the two
  place    BIGINT NOT NULL,               -- in the queue: the less the surer, certain ones below 0
  reasons  TEXT NOT NULL,                 -- JSON [{code, weight, shared_by}], no values of anybody
  round    BIGINT NOT NULL                -- the comparison of all with all that saw it last
);
CREATE UNIQUE INDEX duplicate_pairs_both ON duplicate_pairs (one_id, other_id);
CREATE INDEX duplicate_pairs_other ON duplicate_pairs (other_id);
CREATE INDEX duplicate_pairs_place ON duplicate_pairs (place, id);

-- Customers who were written since their pairs were looked for.
CREATE TABLE duplicate_changes (
  customer_id UUID NOT NULL PRIMARY KEY REFERENCES duplicate_features (customer_id) ON DELETE CASCADE,
  write_id    UUID NOT NULL               -- another one with every write
);
INSERT INTO duplicate_changes (customer_id, write_id) SELECT customer_id, customer_id FROM duplicate_features;

-- One row: the one server of several that looks for pairs.
CREATE TABLE duplicate_worker (
  until BIGINT NOT NULL,                  -- when another one may take over
  round BIGINT NOT NULL                   -- the last comparison of all with all that was begun
);
INSERT INTO duplicate_worker (until, round) VALUES (0, 0);
