-- What came with a message. What is in it lies in the object store, under a key that says nothing about it.
CREATE TABLE attachments (
  id         UUID NOT NULL PRIMARY KEY,
  -- Whoever deletes a message deletes its attachments first: contents must not be left behind unnoticed.
  message_id UUID NOT NULL REFERENCES messages (id),
  ref        TEXT,                        -- the caller's own; without one it is known by its name and bytes
  name       TEXT NOT NULL,
  content_id TEXT,                        -- by which the HTML of its message shows it
  media_type TEXT NOT NULL,               -- by its first bytes, never as it was told
  size       BIGINT NOT NULL,             -- bytes
  sha256     BYTEA NOT NULL,
  content    TEXT NOT NULL UNIQUE,        -- its key in the object store
  created_at BIGINT NOT NULL
);
CREATE INDEX attachments_message ON attachments (message_id, id);
CREATE UNIQUE INDEX attachments_ref ON attachments (message_id, ref);
