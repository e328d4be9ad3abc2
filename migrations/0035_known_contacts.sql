-- Whom an identifier meant before: the newest contacts of it that belong to somebody, however many belong to nobody.
CREATE INDEX interactions_known ON interactions (identifier_kind, identifier_value, started_at, id) WHERE customer_id IS NOT NULL;
