-- Up to where events were forgotten: whoever resumes from before it has missed some. One row, once any were.
CREATE TABLE event_floor (
  id    BIGINT PRIMARY KEY,
  epoch BIGINT NOT NULL,
  seq   BIGINT NOT NULL
);
