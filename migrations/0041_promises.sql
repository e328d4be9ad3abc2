-- Promises: what somebody of the house has said they would do for a customer, and by when.

CREATE TABLE promises (
  id             UUID NOT NULL PRIMARY KEY,
  customer_id    UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  interaction_id UUID REFERENCES interactions (id) ON DELETE SET NULL,  -- in which it was given
  request_id     UUID REFERENCES requests (id) ON DELETE SET NULL,      -- to which it belongs
  text           TEXT NOT NULL,
  owner_id       UUID REFERENCES agents (id),
  team_id        UUID REFERENCES teams (id),  -- whose it is without an owner who works here
  due_at         BIGINT NOT NULL,
  state          TEXT NOT NULL,               -- open | kept | withdrawn
  how            TEXT,                        -- how it was kept; why it was withdrawn
  settled_at     BIGINT,
  settled_by     TEXT,
  reminded_at    BIGINT,                      -- when it was told that it is due
  by_name        TEXT NOT NULL,
  version        BIGINT NOT NULL,
  created_at     BIGINT NOT NULL,
  updated_at     BIGINT NOT NULL
);
CREATE INDEX promises_customer ON promises (customer_id, state, due_at, id);
CREATE INDEX promises_owner ON promises (owner_id, state, due_at, id);
CREATE INDEX promises_team ON promises (team_id, state, due_at, id);
CREATE INDEX promises_state ON promises (state, due_at, id);
CREATE INDEX promises_due ON promises (due_at, id);
CREATE INDEX promises_interaction ON promises (interaction_id);
CREATE INDEX promises_request ON promises (request_id);
