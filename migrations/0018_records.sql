-- Records: the rows of record groups on the cards of customers.
CREATE TABLE records (
  id          UUID NOT NULL PRIMARY KEY,
  group_id    UUID NOT NULL REFERENCES field_sets (id),
  -- Whoever deletes a customer deletes their records first, each with its change.
  customer_id UUID NOT NULL REFERENCES customers (id),
  fields      TEXT,                       -- JSON, by the keys of the group's fields
  by_id       UUID,                       -- agent or token that added it; none: the system
  by_name     TEXT NOT NULL,
  version     BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL
);
CREATE INDEX records_customer ON records (customer_id, group_id, created_at, id);
CREATE INDEX records_group ON records (group_id);
