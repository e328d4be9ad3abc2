-- Who logs in, and with what. `version` counts edits for ETag; times are microseconds since 1970, UTC.
CREATE TABLE teams (
  id         UUID NOT NULL PRIMARY KEY,
  name       TEXT NOT NULL,
  name_fold  TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL
);

CREATE TABLE agents (
  id            UUID NOT NULL PRIMARY KEY,
  login         TEXT NOT NULL,
  login_fold    TEXT NOT NULL UNIQUE,
  name          TEXT NOT NULL,
  role          TEXT NOT NULL,            -- agent | supervisor | administrator
  state         TEXT NOT NULL,            -- invited | active | disabled
  team_id       UUID REFERENCES teams (id),
  password_hash TEXT,                     -- argon2id, PHC string; none while invited
  language      TEXT,                     -- en | sv | de | pl; none: as the browser asks
  theme         TEXT NOT NULL,            -- system | light | dark
  density       TEXT NOT NULL,            -- compact | comfortable
  time_zone     TEXT,                     -- IANA name; none: the installation's
  single_keys   BOOLEAN NOT NULL,         -- single-key shortcuts on (WCAG 2.1.4)
  version       BIGINT NOT NULL,
  created_at    BIGINT NOT NULL,
  updated_at    BIGINT NOT NULL
);
CREATE INDEX agents_team ON agents (team_id);

-- Only hashes of secrets are kept (SHA-256 of 256 random bits).
CREATE TABLE sessions (
  id          UUID NOT NULL PRIMARY KEY,
  secret_hash BYTEA NOT NULL UNIQUE,
  agent_id    UUID NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  csrf        TEXT NOT NULL,
  created_at  BIGINT NOT NULL,
  expires_at  BIGINT NOT NULL
);
CREATE INDEX sessions_agent ON sessions (agent_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- One-time addresses: the first administrator, and later every invited agent.
CREATE TABLE invitations (
  id          UUID NOT NULL PRIMARY KEY,
  secret_hash BYTEA NOT NULL UNIQUE,
  agent_id    UUID REFERENCES agents (id) ON DELETE CASCADE,  -- none: makes the first administrator
  created_at  BIGINT NOT NULL,
  expires_at  BIGINT NOT NULL
);
CREATE INDEX invitations_agent ON invitations (agent_id);

CREATE TABLE tokens (
  id          UUID NOT NULL PRIMARY KEY,
  name        TEXT NOT NULL,
  role        TEXT NOT NULL,
  secret_hash BYTEA NOT NULL UNIQUE,
  created_at  BIGINT NOT NULL,
  revoked_at  BIGINT
);

-- Failed log-ins by what was tried ("login:anna", "address:192.0.2.1"): the delay survives a restart.
CREATE TABLE log_in_failures (
  subject TEXT NOT NULL PRIMARY KEY,
  count   BIGINT NOT NULL,
  last_at BIGINT NOT NULL
);
CREATE INDEX log_in_failures_last_at ON log_in_failures (last_at);
