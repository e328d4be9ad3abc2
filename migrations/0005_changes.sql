-- The change history: written in the transaction of the change itself.
CREATE TABLE changes (
  id          UUID NOT NULL PRIMARY KEY,
  at          BIGINT NOT NULL,
  by_id       UUID,                       -- agent or token; none: the system
  by_name     TEXT NOT NULL,
  action      TEXT NOT NULL,              -- create | update | delete | attach …
  entity      TEXT NOT NULL,              -- customer | interaction | agent | token …
  entity_id   UUID NOT NULL,
  customer_id UUID,                       -- whose card it belongs to
  before      TEXT,                       -- JSON object of the changed members only
  after       TEXT
);
CREATE INDEX changes_customer ON changes (customer_id, at, id);
CREATE INDEX changes_entity ON changes (entity_id, at, id);

-- A POST that is sent twice is done once. Holds no personal data: the answer is made anew from the entity.
CREATE TABLE idempotency_keys (
  principal   UUID NOT NULL,
  key         TEXT NOT NULL,
  fingerprint BYTEA NOT NULL,             -- SHA-256 of method, path and body
  status      BIGINT NOT NULL,
  entity_id   UUID NOT NULL,
  at          BIGINT NOT NULL,
  PRIMARY KEY (principal, key)
);
CREATE INDEX idempotency_keys_at ON idempotency_keys (at);
