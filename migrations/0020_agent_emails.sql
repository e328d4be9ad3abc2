-- How an organisation's own log-in knows an agent; folded, as identifiers are.
ALTER TABLE agents ADD COLUMN email TEXT;
CREATE UNIQUE INDEX agents_email ON agents (email);
