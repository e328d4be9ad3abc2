-- Search in what was written. A projection of messages, comments and topics, written in the same transaction; what
-- comes later (notes, requests) joins it with rows of its own kind. No rule of language is in here: what a word is
-- and how it is folded is said in src/search/words.rs.
-- Two texts because each database has an index of words of its own kind: FTS5 here, a tsvector there.

CREATE TABLE texts (
  place          INTEGER PRIMARY KEY,     -- the rowid: milliseconds of `at`, then what tells texts of one apart: newest is highest
  id             UUID NOT NULL UNIQUE,    -- of the message or comment; of a topic, of its interaction
  kind           TEXT NOT NULL,           -- message | comment | topic
  interaction_id UUID,
  customer_id    UUID,                    -- not a foreign key: follows the interaction
  channel        TEXT,
  at             BIGINT NOT NULL
);

-- Word to place: the distinct folded words, and what a search is narrowed by (#customer, #channel). Neither the text
-- nor where words stand in it is kept twice: excerpts and phrases are read from the original.
-- The tokenizer takes every letter beyond ASCII as it is: the words come folded. Beginnings of two and three
-- letters, which half of all texts have, are words as well: without them each is put together from all its words.
CREATE VIRTUAL TABLE texts_words USING fts5 (
  words, content = '', contentless_delete = 1, detail = none, prefix = '2 3',
  tokenize = "ascii tokenchars '#'"
);

CREATE TRIGGER texts_deleted AFTER DELETE ON texts BEGIN
  DELETE FROM texts_words WHERE rowid = old.place;
END;

-- One row: by which rules the index was made, and how far it has come. Other rules make it anew.
CREATE TABLE texts_rules (
  version BIGINT NOT NULL,
  done_to UUID                            -- the last interaction that is in; none: all are
);
INSERT INTO texts_rules (version, done_to) VALUES (0, NULL);
