-- Two cards of which somebody said that they are not one person. They are suggested to nobody until it is taken back.
CREATE TABLE duplicate_rejections (
  one_id   UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  other_id UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE, -- the greater id of the two
  by_name  TEXT NOT NULL,
  at       BIGINT NOT NULL,
  PRIMARY KEY (one_id, other_id)
);
CREATE INDEX duplicate_rejections_other ON duplicate_rejections (other_id);
