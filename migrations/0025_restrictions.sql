-- Customers whose processing is restricted (Art. 18 GDPR): beside them, since hardly anybody is.
CREATE TABLE restrictions (
  customer_id UUID NOT NULL PRIMARY KEY REFERENCES customers (id) ON DELETE CASCADE,
  reason      TEXT NOT NULL,              -- contested | unlawful | claims | objection
  note        TEXT,
  by_id       UUID,                       -- agent or token; none: the system
  by_name     TEXT NOT NULL,
  at          BIGINT NOT NULL
);
