-- The access log: who looked at what of whom. It outlives the customer, of whom it holds nothing but the id.
CREATE TABLE accesses (
  id             UUID NOT NULL PRIMARY KEY,
  at             BIGINT NOT NULL,
  by_id          UUID,                    -- agent or token; none: the system
  by_name        TEXT NOT NULL,
  what           TEXT NOT NULL,           -- national_ids …
  customer_id    UUID NOT NULL
);
CREATE INDEX accesses_customer ON accesses (customer_id, at, id);
