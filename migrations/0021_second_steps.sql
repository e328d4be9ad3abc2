-- The second step of a log-in.
CREATE TABLE second_factors (
  agent_id     UUID NOT NULL PRIMARY KEY REFERENCES agents (id) ON DELETE CASCADE,
  secret       BYTEA NOT NULL,   -- sealed with the key outside the database, bound to the agent
  confirmed_at BIGINT,           -- none: being set up, and asked of nobody yet
  last_step    BIGINT NOT NULL,  -- the time step whose code was taken last; it and earlier ones are taken no more
  created_at   BIGINT NOT NULL
);

CREATE TABLE recovery_codes (
  code_hash BYTEA NOT NULL PRIMARY KEY,  -- SHA-256 of 80 random bits
  agent_id  UUID NOT NULL REFERENCES agents (id) ON DELETE CASCADE
);
CREATE INDEX recovery_codes_agent ON recovery_codes (agent_id);

-- Who gave the right password and still owes the code.
CREATE TABLE second_steps (
  secret_hash BYTEA NOT NULL PRIMARY KEY,
  agent_id    UUID NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  expires_at  BIGINT NOT NULL
);
CREATE INDEX second_steps_agent ON second_steps (agent_id);
CREATE INDEX second_steps_expiry ON second_steps (expires_at);

-- Whom the organisation's own log-in (OpenID Connect) means: bound once, by a verified e-mail address.
CREATE TABLE identities (
  issuer     TEXT NOT NULL,
  subject    TEXT NOT NULL,
  agent_id   UUID NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX identities_agent ON identities (agent_id);

-- Those who were sent to that log-in and may come back, once.
CREATE TABLE identity_requests (
  state_hash BYTEA NOT NULL PRIMARY KEY,
  expires_at BIGINT NOT NULL
);
CREATE INDEX identity_requests_expiry ON identity_requests (expires_at);
