-- One person, one card. A merged customer stays what it was, with everything that is theirs, under the card that was kept.

-- The live card that a merged customer stands under, however many merges are between; none: it is a card itself.
ALTER TABLE customers ADD COLUMN card_id UUID REFERENCES customers (id);
CREATE INDEX customers_card ON customers (card_id) WHERE card_id IS NOT NULL;

CREATE TABLE merges (
  id         UUID NOT NULL PRIMARY KEY,
  kept_id    UUID NOT NULL REFERENCES customers (id),
  number     BIGINT NOT NULL,             -- among those of the kept card, in the order in which they were done
  choices    TEXT NOT NULL,               -- JSON {member: id of the card whose value was taken}
  before     TEXT,                        -- JSON, what the kept card showed before; none once it is undone
  after      TEXT,                        -- JSON, what it showed right after
  adopted    TEXT,                        -- JSON [id], contacts of nobody that became the card's by it
  batch_id   UUID,                        -- of merges that were done together
  by_id      UUID,
  by_name    TEXT NOT NULL,
  at         BIGINT NOT NULL,
  undone_by  TEXT,
  undone_at  BIGINT
);
CREATE INDEX merges_kept ON merges (kept_id, number);
CREATE INDEX merges_batch ON merges (batch_id) WHERE batch_id IS NOT NULL;

-- Whom a merge put under its kept card; that stays known after it was undone. Meanwhile their identifiers, addresses,
-- national ids, tags and fields stand in `face` alone: they find the kept card, on which they were joined.
CREATE TABLE merge_parts (
  merge_id    UUID NOT NULL REFERENCES merges (id) ON DELETE CASCADE,
  customer_id UUID NOT NULL REFERENCES customers (id),
  position    BIGINT NOT NULL,
  face        TEXT,                       -- JSON, what the card showed; none once the merge is undone
  stands      BOOLEAN NOT NULL,           -- until it is undone
  PRIMARY KEY (merge_id, customer_id)
);
CREATE INDEX merge_parts_customer ON merge_parts (customer_id);
CREATE UNIQUE INDEX merge_parts_standing ON merge_parts (customer_id) WHERE stands;
