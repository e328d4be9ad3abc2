-- What happened, in the order of commits: (epoch, seq) is the cursor of every stream. Ids only, nothing personal.
-- A reader takes only events of transactions older than every running one (pg_snapshot_xmin): a sequence
-- alone is handed out before the commit, so a later number can be seen first and the earlier one be missed.
CREATE TABLE events (
  seq            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  epoch          BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  kind           TEXT NOT NULL,
  agent_id       UUID,
  interaction_id UUID,
  customer_id    UUID,
  at             BIGINT NOT NULL
);
CREATE INDEX events_cursor ON events (epoch, seq);
CREATE INDEX events_at ON events (at);
