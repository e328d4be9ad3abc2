-- Fields that administrators define. Their values stand with what they belong to, under the key of the field.

-- Sets of fields of customers, requests and interactions, each under a heading of its own. A set of `record` is a record
-- group: a table of its own on the card, of which the fields are the columns.
CREATE TABLE field_sets (
  id          UUID NOT NULL PRIMARY KEY,
  entity      TEXT NOT NULL,              -- customer | request | interaction | record
  name        TEXT NOT NULL,
  position    BIGINT NOT NULL,            -- among those of the entity
  key         TEXT UNIQUE,                -- of a record group: its name in addresses
  record_name TEXT,                       -- of a record group: what one record is called
  empty_text  TEXT,                       -- of a record group: what stands there while there is none
  version     BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL
);
CREATE INDEX field_sets_order ON field_sets (entity, position, id);

CREATE TABLE fields (
  id          UUID NOT NULL PRIMARY KEY,
  set_id      UUID NOT NULL REFERENCES field_sets (id),
  entity      TEXT NOT NULL,              -- of its set
  group_id    UUID REFERENCES field_sets (id), -- its set if that is a record group, within which its key is the only one
  key         TEXT NOT NULL,
  name        TEXT NOT NULL,
  kind        TEXT NOT NULL,              -- text | long_text | number | amount | date | yes_no | choice | choices | link | customer
  help        TEXT,
  position    BIGINT NOT NULL,            -- within the set
  required    BOOLEAN NOT NULL,
  masked      BOOLEAN NOT NULL,           -- agents see that there is a value, not which
  searchable  BOOLEAN NOT NULL,
  choices     TEXT,                       -- JSON: a list of texts
  currency    TEXT,                       -- ISO 4217, of amounts that are given without one
  version     BIGINT NOT NULL,
  archived_at BIGINT,                     -- since then its values are free fields
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL
);
CREATE INDEX fields_set ON fields (set_id, position, id);
CREATE INDEX fields_group ON fields (group_id);
CREATE UNIQUE INDEX fields_key ON fields (entity, key) WHERE group_id IS NULL;
CREATE UNIQUE INDEX fields_column ON fields (group_id, key) WHERE group_id IS NOT NULL;
