CREATE TABLE interactions (
  id               UUID NOT NULL PRIMARY KEY,
  ref              TEXT UNIQUE,
  channel          TEXT NOT NULL,         -- call | chat | email | sms | social
  direction        TEXT NOT NULL,         -- in | out
  state            TEXT NOT NULL,         -- offered | active | wrap_up | closed
  sender           TEXT,                  -- `from` as it was given
  recipient        TEXT,                  -- `to` as it was given
  identifier_kind  TEXT,                  -- the customer's side, normalised; none when withheld
  identifier_value TEXT,
  identifier_extension TEXT,
  outcome          TEXT NOT NULL,         -- one | many | none, when it was matched
  customer_id      UUID REFERENCES customers (id),
  anonymous        BOOLEAN NOT NULL,      -- an agent chose to leave it without a customer
  queue            TEXT,
  agent            TEXT,                  -- login as it was given
  agent_id         UUID REFERENCES agents (id),
  started_at       BIGINT NOT NULL,
  answered_at      BIGINT,
  ended_at         BIGINT,
  assumed          BIGINT NOT NULL,       -- which of the three times are ours: 1 started, 2 answered, 4 ended
  reach            TEXT,                  -- JSON {fact: state of the delivery that told it}, never queried
  topic            TEXT,
  ivr_path         TEXT,                  -- JSON [{prompt, choice}], never queried
  recording_url    TEXT,
  rating_value     DOUBLE PRECISION,
  rating_scale     DOUBLE PRECISION,
  campaign         TEXT,
  fields           TEXT,                  -- JSON object, never queried
  message_count    BIGINT NOT NULL,
  excerpt          TEXT,                  -- of the newest message
  version          BIGINT NOT NULL,
  created_at       BIGINT NOT NULL,
  updated_at       BIGINT NOT NULL
);
CREATE INDEX interactions_identifier ON interactions (identifier_kind, identifier_value, started_at, id);
CREATE INDEX interactions_customer ON interactions (customer_id);
CREATE INDEX interactions_agent ON interactions (agent_id);

CREATE TABLE messages (
  id             UUID NOT NULL PRIMARY KEY,
  interaction_id UUID NOT NULL REFERENCES interactions (id) ON DELETE CASCADE,
  ref            TEXT NOT NULL,           -- the caller's own, else made of its content: a repeated delivery is one message
  number         TEXT,                    -- JSON number or text, as its system counts
  sender         TEXT,
  recipient      TEXT,
  subject        TEXT,
  text           TEXT,
  html           TEXT,
  at             BIGINT NOT NULL,
  UNIQUE (interaction_id, ref)
);
CREATE INDEX messages_interaction ON messages (interaction_id, at, id);

CREATE TABLE comments (
  id             UUID NOT NULL PRIMARY KEY,
  interaction_id UUID NOT NULL REFERENCES interactions (id) ON DELETE CASCADE,
  author_id      UUID NOT NULL,           -- agent or token
  author         TEXT NOT NULL,
  text           TEXT NOT NULL,
  at             BIGINT NOT NULL
);
CREATE INDEX comments_interaction ON comments (interaction_id, at, id);

CREATE TABLE interaction_tags (
  interaction_id UUID NOT NULL REFERENCES interactions (id) ON DELETE CASCADE,
  tag_fold       TEXT NOT NULL,
  tag            TEXT NOT NULL,
  position       BIGINT NOT NULL,
  PRIMARY KEY (interaction_id, tag_fold)
);

-- How many entries of each channel a customer's history has: counted at write, read with the card.
CREATE TABLE history_counts (
  customer_id UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  channel     TEXT NOT NULL,
  count       BIGINT NOT NULL,
  PRIMARY KEY (customer_id, channel)
);

-- What stands in an agent's rail: open while `closed_at` is none, recent after.
CREATE TABLE openings (
  id             UUID NOT NULL PRIMARY KEY,
  agent_id       UUID NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  customer_id    UUID REFERENCES customers (id) ON DELETE CASCADE,
  interaction_id UUID REFERENCES interactions (id) ON DELETE CASCADE,
  opened_at      BIGINT NOT NULL,
  seen_at        BIGINT,                  -- none: waiting, not looked at yet
  unseen         BIGINT NOT NULL,         -- messages since it was last looked at
  closed_at      BIGINT,
  UNIQUE (agent_id, interaction_id)
);
CREATE UNIQUE INDEX openings_customer_alone ON openings (agent_id, customer_id) WHERE interaction_id IS NULL;
CREATE INDEX openings_agent ON openings (agent_id, closed_at);
CREATE INDEX openings_customer ON openings (customer_id);
CREATE INDEX openings_interaction ON openings (interaction_id);
