-- Customers whom an agent keeps in sight in the rail, in the order in which they were pinned.
CREATE TABLE pins (
  agent_id    UUID NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  customer_id UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  at          BIGINT NOT NULL,
  PRIMARY KEY (agent_id, customer_id)
);
CREATE INDEX pins_customer ON pins (customer_id);
