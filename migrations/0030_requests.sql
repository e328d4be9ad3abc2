-- Requests: what customers want. They group interactions, and close by themselves when nobody does anything more.

CREATE TABLE request_statuses (
  key        TEXT NOT NULL PRIMARY KEY,   -- as addresses and other systems call it
  name       TEXT,                        -- none: the word for its kind in the reader's language
  kind       TEXT NOT NULL,               -- open | waiting | solved | closed
  position   BIGINT NOT NULL,
  days       BIGINT,                      -- without an update, until it closes by itself; none: never
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
INSERT INTO request_statuses (key, name, kind, position, days, version, created_at, updated_at) VALUES
  ('open', NULL, 'open', 1, 5, 1, 0, 0),
  ('waiting', NULL, 'waiting', 2, 5, 1, 0, 0),
  ('solved', NULL, 'solved', 3, 5, 1, 0, 0),
  ('closed', NULL, 'closed', 4, NULL, 1, 0, 0);

-- One row: the last number that was given. A number is never given twice, be its request erased.
CREATE TABLE request_numbers (
  last BIGINT NOT NULL PRIMARY KEY
);
INSERT INTO request_numbers (last) VALUES (100000);

CREATE TABLE requests (
  id          UUID NOT NULL PRIMARY KEY,
  number      BIGINT NOT NULL UNIQUE,
  ref         TEXT UNIQUE,                -- another system's own key
  customer_id UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  title       TEXT NOT NULL,
  description TEXT,
  status      TEXT NOT NULL REFERENCES request_statuses (key),
  owner_id    UUID REFERENCES agents (id),
  team_id     UUID REFERENCES teams (id),
  due_on      TEXT,                       -- YYYY-MM-DD
  tags        TEXT,                       -- JSON [tag], never queried
  fields      TEXT,                       -- JSON object, never queried
  by_name     TEXT NOT NULL,
  touched_at  BIGINT NOT NULL,            -- the last update, or word of one of its interactions
  closes_at   BIGINT,                     -- when it closes by itself
  closed_at   BIGINT,
  version     BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL
);
CREATE INDEX requests_customer ON requests (customer_id, created_at, id);
CREATE INDEX requests_status ON requests (status, created_at, id);
CREATE INDEX requests_owner ON requests (owner_id, created_at, id);
CREATE INDEX requests_team ON requests (team_id, created_at, id);
CREATE INDEX requests_created ON requests (created_at, id);
CREATE INDEX requests_closing ON requests (closes_at) WHERE closes_at IS NOT NULL;

-- A request that was one with another. Both stay what they are, so that taking it back changes nothing else.
CREATE TABLE request_merges (
  request_id UUID NOT NULL PRIMARY KEY REFERENCES requests (id) ON DELETE CASCADE,
  into_id    UUID NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
  by_name    TEXT NOT NULL,
  at         BIGINT NOT NULL
);
CREATE INDEX request_merges_into ON request_merges (into_id);

ALTER TABLE interactions ADD COLUMN request_id UUID REFERENCES requests (id) ON DELETE SET NULL;
CREATE INDEX interactions_request ON interactions (request_id, started_at, id);
