-- `name` is what the card shows; `given_name` and `family_name` are a person's parts of it.
CREATE TABLE customers (
  id          UUID NOT NULL PRIMARY KEY,
  kind        TEXT NOT NULL,              -- person | company
  ref         TEXT UNIQUE,                -- the integrator's own key
  given_name  TEXT,
  family_name TEXT,
  own_name    TEXT,                       -- as given; none: made of the parts
  name        TEXT NOT NULL,
  name_fold   TEXT NOT NULL,              -- folded for search and order
  company_id  UUID REFERENCES customers (id),
  department  TEXT,
  job_title   TEXT,
  birth_date  TEXT,                       -- YYYY-MM-DD
  language    TEXT,                       -- BCP 47
  fields      TEXT,                       -- JSON object, never queried
  vip         BOOLEAN NOT NULL,
  owner_id    UUID REFERENCES agents (id),
  pinned_note TEXT,
  pinned_by   TEXT,
  pinned_at   BIGINT,
  version     BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL
);
CREATE INDEX customers_name ON customers (name_fold, id);
CREATE INDEX customers_company ON customers (company_id, name_fold, id);
CREATE INDEX customers_owner ON customers (owner_id);

-- The ring path: (kind, value) finds the candidates. `extension` narrows a shared switchboard number.
CREATE TABLE identifiers (
  id          UUID NOT NULL PRIMARY KEY,
  customer_id UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  kind        TEXT NOT NULL,              -- phone | email | handle
  value       TEXT NOT NULL,              -- E.164, folded e-mail, folded handle
  extension   TEXT NOT NULL,              -- '' when none
  written     TEXT NOT NULL,              -- as it was given
  label       TEXT,
  position    BIGINT NOT NULL,            -- order on the card; the first of a kind is the primary one
  UNIQUE (customer_id, kind, value, extension)
);
CREATE INDEX identifiers_value ON identifiers (kind, value, customer_id);

CREATE TABLE addresses (
  id          UUID NOT NULL PRIMARY KEY,
  customer_id UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  position    BIGINT NOT NULL,
  kind        TEXT,                       -- home | correspondence | invoice, or the caller's own word
  street      TEXT,
  postal_code TEXT,
  city        TEXT,
  region      TEXT,
  country     TEXT
);
CREATE INDEX addresses_customer ON addresses (customer_id, position);

CREATE TABLE national_ids (
  id          UUID NOT NULL PRIMARY KEY,
  customer_id UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  position    BIGINT NOT NULL,
  kind        TEXT NOT NULL,
  value       TEXT NOT NULL
);
CREATE INDEX national_ids_customer ON national_ids (customer_id, position);

CREATE TABLE customer_tags (
  customer_id UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  tag_fold    TEXT NOT NULL,
  tag         TEXT NOT NULL,
  position    BIGINT NOT NULL,
  PRIMARY KEY (customer_id, tag_fold)
);
CREATE INDEX customer_tags_tag ON customer_tags (tag_fold, customer_id);
