-- Unsaved words of a form, kept until they are saved or given up, 30 days at most.
CREATE TABLE drafts (
  agent_id       UUID NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  key            TEXT NOT NULL,           -- the form: customer:ID:edit, interaction:ID:new …
  customer_id    UUID REFERENCES customers (id) ON DELETE CASCADE,
  interaction_id UUID REFERENCES interactions (id) ON DELETE CASCADE,
  entries        TEXT NOT NULL,           -- JSON: what was typed, as the browser puts it back
  body           TEXT NOT NULL,           -- the whole form as it would be sent
  at             BIGINT NOT NULL,
  PRIMARY KEY (agent_id, key)
);
CREATE INDEX drafts_customer ON drafts (customer_id);
CREATE INDEX drafts_interaction ON drafts (interaction_id);
CREATE INDEX drafts_at ON drafts (at);
