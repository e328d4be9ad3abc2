-- What happened, in the order of commits: (epoch, seq) is the cursor of every stream. Ids only, nothing personal.
-- Two texts: one writer gives the order here, while PostgreSQL needs the transaction's own number.
CREATE TABLE events (
  seq            INTEGER PRIMARY KEY AUTOINCREMENT,
  epoch          BIGINT NOT NULL DEFAULT 0,
  kind           TEXT NOT NULL,           -- interaction.offered, message.added, customer.changed …
  agent_id       UUID,                    -- whom it is for; none: everyone
  interaction_id UUID,
  customer_id    UUID,
  at             BIGINT NOT NULL
);
CREATE INDEX events_cursor ON events (epoch, seq);
CREATE INDEX events_at ON events (at);
