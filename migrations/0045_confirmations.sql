-- Who a contact was with: what was said in it of an identifier and a customer. A confirmation counts while the contact is
-- with the customer, a denial while it is not.
CREATE TABLE confirmations (
  id             UUID NOT NULL PRIMARY KEY,
  interaction_id UUID NOT NULL REFERENCES interactions (id) ON DELETE CASCADE,
  customer_id    UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  kind           TEXT NOT NULL,           -- phone | email | handle
  value          TEXT NOT NULL,           -- E.164, folded e-mail, folded handle
  extension      TEXT NOT NULL,           -- '' when none
  verdict        TEXT NOT NULL,           -- confirmed | denied
  method         TEXT NOT NULL,           -- stated | chosen | identity_check
  by_id          UUID,                    -- an agent or token
  by_name        TEXT NOT NULL,
  at             BIGINT NOT NULL,
  UNIQUE (interaction_id, customer_id, verdict)
);
CREATE INDEX confirmations_customer ON confirmations (customer_id, kind, value, extension, at, id);
