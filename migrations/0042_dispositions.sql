-- What came of contacts, as agents say it at their end: the dispositions that administrators have made.

CREATE TABLE dispositions (
  key        TEXT NOT NULL PRIMARY KEY,   -- as other systems call it
  name       TEXT NOT NULL,
  position   BIGINT NOT NULL,
  retired    BOOLEAN NOT NULL,            -- no longer offered; contacts that have it keep it
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

ALTER TABLE interactions ADD COLUMN disposition TEXT REFERENCES dispositions (key);
CREATE INDEX interactions_disposition ON interactions (disposition) WHERE disposition IS NOT NULL;
