-- What a customer lets be done on which channel, for which purpose. Where there is no row, nothing was said.
CREATE TABLE consents (
  customer_id UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  channel     TEXT NOT NULL,              -- call | sms | email | chat | social | post
  purpose     TEXT NOT NULL,              -- a word of the organisation's list
  state       TEXT NOT NULL,              -- given | refused | withdrawn
  at          BIGINT NOT NULL,            -- when the customer said so
  how         TEXT,                       -- how it was obtained
  valid_until TEXT,                       -- YYYY-MM-DD, the last day
  by_id       UUID,                       -- agent or token that wrote it down; none: the system
  by_name     TEXT NOT NULL,
  PRIMARY KEY (customer_id, channel, purpose)
);
