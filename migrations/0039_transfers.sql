-- Who handed a contact to whom, and how far messages came that went out (ADR 36).
ALTER TABLE interactions ADD COLUMN transfers TEXT;  -- JSON [{at, from, to, queue, kind, note, …}] by time, never queried
ALTER TABLE interactions ADD COLUMN delivery TEXT;   -- JSON {state, at, reason} of the newest message, never queried
ALTER TABLE messages ADD COLUMN delivery TEXT;       -- JSON {state, at, reason}, never queried
ALTER TABLE history ADD COLUMN chain TEXT;           -- JSON: names of agents and queues that had it, one after the other
ALTER TABLE history ADD COLUMN delivery TEXT;        -- as of its interaction

-- What is going on just now, however much is over: by agent (none: it waits), and by time. Queues, each by one seek.
CREATE INDEX interactions_live_agent ON interactions (agent_id, started_at, id) WHERE state <> 'closed';
CREATE INDEX interactions_live ON interactions (started_at, id) WHERE state <> 'closed';
CREATE INDEX interactions_queue ON interactions (queue);
