-- Every opening of a card is logged, with the contact that led to it or the reason that was given.
ALTER TABLE accesses ADD COLUMN interaction_id UUID;
ALTER TABLE accesses ADD COLUMN reason TEXT;
CREATE INDEX accesses_at ON accesses (at, id);
CREATE INDEX accesses_by ON accesses (by_id, customer_id, at);
