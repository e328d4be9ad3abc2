-- Files of customers. What is in them lies in the object store, under a key that says nothing about it.
CREATE TABLE files (
  id          UUID NOT NULL PRIMARY KEY,
  -- Whoever deletes a customer deletes their files first: contents must not be left behind unnoticed.
  customer_id UUID NOT NULL REFERENCES customers (id),
  name        TEXT NOT NULL,
  media_type  TEXT NOT NULL,              -- by its first bytes, never as it was told
  size        BIGINT NOT NULL,            -- bytes
  sha256      BYTEA NOT NULL,
  content     TEXT NOT NULL UNIQUE,       -- its key in the object store
  by_id       UUID,                       -- agent or token; none: the system
  by_name     TEXT NOT NULL,
  version     BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL,
  deleted_at  BIGINT                      -- since then it waits to be taken back; none: it is there
);
CREATE INDEX files_customer ON files (customer_id, created_at, id);
CREATE INDEX files_deleted ON files (deleted_at) WHERE deleted_at IS NOT NULL;

-- Contents that belong to no file: on their way in, or on their way out.
CREATE TABLE loose_contents (
  content TEXT NOT NULL PRIMARY KEY,
  at      BIGINT NOT NULL                 -- from then on it may be removed
);
CREATE INDEX loose_contents_at ON loose_contents (at);
