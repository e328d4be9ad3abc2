-- Notes on customers, and what teams are kept from.

-- What is switched off for a team. Everything that is not in here is on.
CREATE TABLE team_features (
  team_id UUID NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  feature TEXT NOT NULL,                  -- notes-see | notes-add …, src/teams/features.rs
  PRIMARY KEY (team_id, feature)
);
ALTER TABLE teams ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

CREATE TABLE notes (
  id          UUID NOT NULL PRIMARY KEY,
  customer_id UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  text        TEXT NOT NULL,
  author_id   UUID,                       -- agent or token, whose own it is; none: nobody's, who wrote it is not here
  author      TEXT NOT NULL,
  pinned      BOOLEAN NOT NULL,           -- shown on every pop
  expires_at  BIGINT,                     -- from then on nobody sees it
  version     BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL
);
CREATE INDEX notes_customer ON notes (customer_id, created_at, id);
CREATE UNIQUE INDEX notes_pinned ON notes (customer_id) WHERE pinned;
CREATE INDEX notes_expiry ON notes (expires_at) WHERE expires_at IS NOT NULL;

-- The pinned note was part of the customer. As a note it has the id of its customer, which no other note has.
INSERT INTO notes (id, customer_id, text, author_id, author, pinned, expires_at, version, created_at, updated_at)
  SELECT c.id, c.id, c.pinned_note,
    (SELECT a.id FROM agents a WHERE a.name = c.pinned_by
       AND NOT EXISTS (SELECT 1 FROM agents o WHERE o.name = a.name AND o.id <> a.id)),
    COALESCE(c.pinned_by, ''), TRUE, NULL, 1, COALESCE(c.pinned_at, c.updated_at), COALESCE(c.pinned_at, c.updated_at)
  FROM customers c WHERE c.pinned_note IS NOT NULL;
ALTER TABLE customers DROP COLUMN pinned_note;
ALTER TABLE customers DROP COLUMN pinned_by;
ALTER TABLE customers DROP COLUMN pinned_at;
