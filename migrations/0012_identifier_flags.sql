-- What holds of an identifier beside what it is.
ALTER TABLE identifiers ADD COLUMN invalid BOOLEAN NOT NULL DEFAULT FALSE;         -- reaches nobody
ALTER TABLE identifiers ADD COLUMN do_not_contact BOOLEAN NOT NULL DEFAULT FALSE;
-- First and last day on which it is theirs, YYYY-MM-DD; null: since ever, until further notice.
ALTER TABLE identifiers ADD COLUMN valid_from TEXT;
ALTER TABLE identifiers ADD COLUMN valid_to TEXT;
