-- The laboratory of duplicates: comparisons of all with all, pairs that somebody looked at, and merges done together.

CREATE TABLE duplicate_runs (
  id          UUID NOT NULL PRIMARY KEY,
  by_name     TEXT NOT NULL,
  asked_at    BIGINT NOT NULL,
  started_at  BIGINT,                     -- none: it waits
  finished_at BIGINT,
  percent     BIGINT NOT NULL,            -- of the work that is done
  records     BIGINT NOT NULL,            -- customers that were compared
  compared    BIGINT NOT NULL,            -- pairs that were
  certain     BIGINT NOT NULL,
  likely      BIGINT NOT NULL
);
CREATE INDEX duplicate_runs_asked ON duplicate_runs (asked_at, id);

-- What somebody said who looked at a pair that was drawn.
CREATE TABLE duplicate_reviews (
  one_id   UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  other_id UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE, -- the greater id of the two
  stage    TEXT NOT NULL,                 -- certain | strong | fair | weak, when it was drawn
  verdict  TEXT NOT NULL,                 -- same | different | unsure
  by_name  TEXT NOT NULL,
  at       BIGINT NOT NULL,
  PRIMARY KEY (one_id, other_id)
);
CREATE INDEX duplicate_reviews_other ON duplicate_reviews (other_id);

-- The merges of a stage, done and undone together: `merges.batch_id`.
CREATE TABLE merge_batches (
  id          UUID NOT NULL PRIMARY KEY,
  stage       TEXT NOT NULL,
  state       TEXT NOT NULL,              -- merging | merged | undoing | undone
  pairs       BIGINT NOT NULL,            -- that the stage had when it was begun
  merged      BIGINT NOT NULL,
  left_out    BIGINT NOT NULL,            -- pairs that could not be merged, or are none of the stage any more
  undone      BIGINT NOT NULL,
  kept        BIGINT NOT NULL,            -- merges that could not be undone
  by_id       UUID,                       -- who began what goes on
  by_name     TEXT NOT NULL,
  at          BIGINT NOT NULL,
  finished_at BIGINT
);
CREATE INDEX merge_batches_at ON merge_batches (at, id);
