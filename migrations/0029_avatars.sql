-- Pictures of customers: small, all of one size, so that they are rows as everything else that is theirs.
CREATE TABLE avatars (
  id          UUID NOT NULL PRIMARY KEY,  -- also the version in its address: another picture has another
  customer_id UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  source      TEXT NOT NULL,              -- own | service
  picture     BYTEA NOT NULL,             -- JPEG, made here
  created_at  BIGINT NOT NULL,
  replaced_at BIGINT                      -- since then it waits to be taken back; none: it is shown
);
CREATE INDEX avatars_customer ON avatars (customer_id);
CREATE INDEX avatars_replaced ON avatars (replaced_at) WHERE replaced_at IS NOT NULL;
CREATE INDEX avatars_source ON avatars (source, id);

-- The picture that is shown; none: initials. Here, so that every row that is read anyway tells it.
ALTER TABLE customers ADD COLUMN avatar UUID;

-- What the service of pictures was asked last.
CREATE TABLE avatar_tries (
  customer_id  UUID NOT NULL PRIMARY KEY REFERENCES customers (id) ON DELETE CASCADE,
  email_sha256 BYTEA NOT NULL,            -- of the address that was asked for: another one is asked for anew
  until        BIGINT NOT NULL            -- before this it is not asked again
);
