-- What editing in peace needs: whoever has a national id already is found by it.
CREATE INDEX national_ids_value ON national_ids (value, customer_id);

-- Pages that are open at a card (ADR 22). A row lives as long as its page speaks, so the customer is no foreign key.
CREATE TABLE presences (
  agent_id    UUID NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  page        UUID NOT NULL,           -- chosen by the page
  customer_id UUID NOT NULL,
  doing       TEXT NOT NULL,           -- editing, viewing, idle
  field       TEXT,                    -- id of the field that the cursor is in
  at          BIGINT NOT NULL,         -- when it spoke last
  PRIMARY KEY (agent_id, page)
);
CREATE INDEX presences_customer ON presences (customer_id, at);
CREATE INDEX presences_at ON presences (at);
