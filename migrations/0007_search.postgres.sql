-- Search as you type. A projection of customers, written in the same transaction. No rule of language is in here:
-- what a word is and how it is folded is said in src/search.
-- Two texts because SQLite clusters a table by its key only WITHOUT ROWID, and PostgreSQL must be told to order by
-- bytes, as a range over beginnings of words needs it.

-- The words of each customer, each with the place it stands in: what a hit is checked by.
CREATE TABLE search_customers (
  customer_id UUID NOT NULL PRIMARY KEY REFERENCES customers (id) ON DELETE CASCADE,
  words       TEXT NOT NULL
);

-- Word to customer, in the order in which they are listed: `word` begins with the letter of its place, `rest` is the
-- other words of the name. Not a foreign key: every row follows from `words` above, by which it is taken out again.
CREATE TABLE search_words (
  word        TEXT COLLATE "C" NOT NULL,
  rest        TEXT COLLATE "C" NOT NULL,
  customer_id UUID NOT NULL,
  PRIMARY KEY (word, rest, customer_id)
);

-- What is left of each known word when letters are left out: two spellings that leave the same are near.
CREATE TABLE search_deletions (
  rest TEXT COLLATE "C" NOT NULL,
  word TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (rest, word)
);

-- One row: by which rules the index was made, and how far it has come. Other rules make it anew.
CREATE TABLE search_rules (
  version BIGINT NOT NULL,
  done_to UUID                            -- the last customer that is in; none: all are
);
INSERT INTO search_rules (version, done_to) VALUES (0, NULL);
