-- Who is what to whom. One row for both sides: `other_id` is the `kind` of `customer_id`, and the other side reads the
-- inverse of it.
CREATE TABLE relations (
  id          UUID NOT NULL PRIMARY KEY,
  -- Whoever deletes a customer deletes their relations first, each with its changes on both cards.
  customer_id UUID NOT NULL REFERENCES customers (id),
  other_id    UUID NOT NULL REFERENCES customers (id),
  kind        TEXT NOT NULL,              -- partner | parent | child | household | …; unrelated: not to be suggested again
  note        TEXT,
  valid_from  TEXT,                       -- YYYY-MM-DD, the first day
  valid_to    TEXT,                       -- YYYY-MM-DD, the last day
  by_name     TEXT NOT NULL,
  version     BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL,
  UNIQUE (customer_id, other_id, kind)
);
CREATE INDEX relations_other ON relations (other_id);

-- Who lives at the very same address.
CREATE INDEX addresses_place ON addresses (street, postal_code);
