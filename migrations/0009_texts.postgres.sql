-- Search in what was written. A projection of messages, comments and topics, written in the same transaction; what
-- comes later (notes, requests) joins it with rows of its own kind. No rule of language is in here: what a word is
-- and how it is folded is said in src/search/words.rs.
-- Two texts because each database has an index of words of its own kind: a tsvector here, FTS5 there.

CREATE TABLE texts (
  id             UUID NOT NULL PRIMARY KEY, -- of the message or comment; of a topic, of its interaction
  place          BIGINT NOT NULL,         -- milliseconds of `at`, then what tells texts of one apart: newest is highest
  kind           TEXT NOT NULL,           -- message | comment | topic
  interaction_id UUID,
  customer_id    UUID,                    -- not a foreign key: follows the interaction
  channel        TEXT,
  at             BIGINT NOT NULL,
  words          TSVECTOR NOT NULL        -- the distinct folded words, and what a search is narrowed by (#customer, #channel)
);
CREATE INDEX texts_place ON texts (place, id);
CREATE INDEX texts_words ON texts USING GIN (words);

-- One row: by which rules the index was made, and how far it has come. Other rules make it anew.
CREATE TABLE texts_rules (
  version BIGINT NOT NULL,
  done_to UUID                            -- the last interaction that is in; none: all are
);
INSERT INTO texts_rules (version, done_to) VALUES (0, NULL);
