-- Parts of a history that are asked for alone: calls in and out, campaigns, what was missed and what was recorded.
-- The partial indexes hold few rows of a history, and make the page of those few as quick as any other.
CREATE INDEX history_direction ON history (customer_id, channel, direction, at, id);
CREATE INDEX history_missed ON history (customer_id, at, id)
  WHERE channel = 'call' AND direction = 'in' AND answered_at IS NULL;
CREATE INDEX history_recorded ON history (customer_id, at, id) WHERE recorded;
CREATE INDEX history_campaign ON history (customer_id, at, id) WHERE campaign IS NOT NULL;

-- How many of the contacts that are counted went out.
ALTER TABLE history_counts ADD COLUMN outgoing BIGINT NOT NULL DEFAULT 0;
UPDATE history_counts SET outgoing = (SELECT COUNT(*) FROM history h
  WHERE h.customer_id = history_counts.customer_id AND h.channel = history_counts.channel AND h.direction = 'out');
