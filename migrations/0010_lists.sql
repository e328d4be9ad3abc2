-- Lists of customers: what a filter asks by index, and filters that were kept under a name.

-- Values of the organisation's own fields, folded. A projection of customers.fields, written in the same transaction.
-- Values that nobody can ask for (longer than 200 characters) are left out.
CREATE TABLE customer_fields (
  customer_id UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  key         TEXT NOT NULL,
  value_fold  TEXT NOT NULL,
  PRIMARY KEY (customer_id, key, value_fold)
);
CREATE INDEX customer_fields_value ON customer_fields (key, value_fold, customer_id);

-- One row: how far the customers that were there before have come into it.
CREATE TABLE customer_fields_rules (
  version BIGINT NOT NULL,                -- by which rules it was made; other ones make it anew
  done_to UUID                            -- the last customer that is in; none: all are
);
INSERT INTO customer_fields_rules (version, done_to) VALUES (0, NULL);

-- Each of these is read in alphabetical order.
DROP INDEX customers_owner;
CREATE INDEX customers_owner ON customers (owner_id, name_fold, id);
CREATE INDEX customers_vip ON customers (name_fold, id) WHERE vip;
CREATE INDEX customers_companies ON customers (name_fold, id) WHERE kind = 'company';

CREATE TABLE lists (
  id         UUID NOT NULL PRIMARY KEY,
  agent_id   UUID NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  shared     BOOLEAN NOT NULL,            -- everybody sees it
  name       TEXT NOT NULL,
  name_fold  TEXT NOT NULL,
  query      TEXT NOT NULL,               -- members of the address of the list
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (agent_id, name_fold)
);
CREATE INDEX lists_shared ON lists (name_fold, id) WHERE shared;
