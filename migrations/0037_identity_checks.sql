-- Identity checks: how sure one is in a contact that it is the customer.

-- One row: by which rule which level is proven.
CREATE TABLE identity_settings (
  id                BIGINT NOT NULL PRIMARY KEY,
  basic_right       BIGINT NOT NULL,      -- right answers that prove `basic`
  strong_right      BIGINT NOT NULL,      -- those of them to strong questions that prove `strong`
  most_wrong        BIGINT NOT NULL,      -- wrong answers by which a check has failed
  most_failed       BIGINT NOT NULL,      -- failed checks of one contact after which there is no other
  national_id_level TEXT NOT NULL,        -- none | basic | strong: opens national ids
  version           BIGINT NOT NULL,
  updated_at        BIGINT NOT NULL
);
INSERT INTO identity_settings (id, basic_right, strong_right, most_wrong, most_failed, national_id_level, version, updated_at)
  VALUES (1, 2, 1, 2, 2, 'none', 1, 0);

CREATE TABLE identity_questions (
  id         UUID NOT NULL PRIMARY KEY,
  text       TEXT NOT NULL,
  source     TEXT NOT NULL,               -- birth_date | postal_code | national_id | phone | field:KEY | free
  compared   TEXT NOT NULL,               -- agent | server: by whom
  level      TEXT NOT NULL,               -- basic | strong: what it counts for
  position   BIGINT NOT NULL,
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE identity_checks (
  id             UUID NOT NULL PRIMARY KEY,
  interaction_id UUID NOT NULL REFERENCES interactions (id) ON DELETE CASCADE,
  customer_id    UUID NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  method         TEXT NOT NULL,           -- questions | pin | one_time_code | voice_biometrics | log_in | document | other
  outcome        TEXT NOT NULL,           -- open | proven | failed
  level          TEXT NOT NULL,           -- none | basic | strong
  by_id          UUID,                    -- an agent or token
  by_name        TEXT NOT NULL,
  started_at     BIGINT NOT NULL,
  completed_at   BIGINT,
  version        BIGINT NOT NULL
);
CREATE INDEX identity_checks_interaction ON identity_checks (interaction_id, started_at, id);
CREATE INDEX identity_checks_customer ON identity_checks (customer_id, started_at, id);

-- What was asked, as it was called then, and how it ended; never what was said.
CREATE TABLE identity_answers (
  check_id    UUID NOT NULL REFERENCES identity_checks (id) ON DELETE CASCADE,
  position    BIGINT NOT NULL,
  question_id UUID,                       -- one of ours, which may be gone since
  text        TEXT NOT NULL,
  source      TEXT NOT NULL,
  level       TEXT NOT NULL,
  outcome     TEXT NOT NULL,              -- right | wrong | not_asked
  PRIMARY KEY (check_id, position)
);

ALTER TABLE fields ADD COLUMN identity_level TEXT NOT NULL DEFAULT 'none'; -- none | basic | strong: opens it where it is masked
