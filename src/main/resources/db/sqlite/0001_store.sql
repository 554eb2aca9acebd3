-- What the store remembers of itself. Events up to `floor` are in the archive; `doubts` is written to learn
-- what became of a commit that failed.
CREATE TABLE store (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  floor INTEGER NOT NULL,
  doubts INTEGER NOT NULL
);
INSERT INTO store VALUES (1, 0, 0);

-- Times are nanoseconds: of the calendar since 1970, of the awake clock since its start.
CREATE TABLE event (
  sequence INTEGER PRIMARY KEY,
  at_ns INTEGER NOT NULL,
  awake_ns INTEGER NOT NULL,
  actor_kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  cause INTEGER NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  home INTEGER NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX event_home ON event (home) WHERE home > 0;

-- Who has written, the newest last: an event was written by the newest leader whose `first` is not after it.
CREATE TABLE leader (
  epoch INTEGER PRIMARY KEY,
  writer INTEGER NOT NULL,
  first INTEGER NOT NULL
);

CREATE TABLE archive (
  first INTEGER PRIMARY KEY,
  last INTEGER NOT NULL,
  file TEXT NOT NULL
);

-- One table for each table of the core. `body` is the whole record; the other columns are for readers.
CREATE TABLE run (
  key INTEGER PRIMARY KEY,
  home INTEGER GENERATED ALWAYS AS (key) VIRTUAL,
  live INTEGER NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  submitted_ns INTEGER NOT NULL,
  since_ns INTEGER NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX run_live ON run (home) WHERE live = 1;
CREATE INDEX run_state ON run (state);

CREATE TABLE task (
  key INTEGER PRIMARY KEY,
  home INTEGER GENERATED ALWAYS AS (key >> 24) VIRTUAL,
  live INTEGER NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  standing TEXT NOT NULL,
  submitted_ns INTEGER NOT NULL,
  since_ns INTEGER NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX task_live ON task (home) WHERE live = 1;

CREATE TABLE gate (
  key INTEGER PRIMARY KEY,
  home INTEGER GENERATED ALWAYS AS (key >> 30) VIRTUAL,
  live INTEGER NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  check_key INTEGER NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX gate_live ON gate (home) WHERE live = 1;

CREATE TABLE "limit" (
  key TEXT PRIMARY KEY,
  home INTEGER NOT NULL,
  live INTEGER NOT NULL,
  version INTEGER NOT NULL,
  value INTEGER NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX limit_live ON "limit" (home) WHERE live = 1;

CREATE TABLE request (
  key TEXT PRIMARY KEY,
  home INTEGER NOT NULL,
  live INTEGER NOT NULL,
  version INTEGER NOT NULL,
  kept_until_ns INTEGER,
  body TEXT NOT NULL
);
CREATE INDEX request_home ON request (home);
CREATE INDEX request_live ON request (home) WHERE live = 1;
CREATE INDEX request_kept_until ON request (kept_until_ns) WHERE kept_until_ns IS NOT NULL;

CREATE TABLE quarantine (
  key TEXT PRIMARY KEY,
  home INTEGER NOT NULL,
  live INTEGER NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  since_ns INTEGER NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX quarantine_live ON quarantine (home) WHERE live = 1;

CREATE TABLE approval (
  key TEXT PRIMARY KEY,
  home INTEGER NOT NULL,
  live INTEGER NOT NULL,
  version INTEGER NOT NULL,
  run INTEGER NOT NULL,
  state TEXT NOT NULL,
  asked_ns INTEGER NOT NULL,
  kept_until_ns INTEGER,
  body TEXT NOT NULL
);
CREATE INDEX approval_home ON approval (home);
CREATE INDEX approval_live ON approval (home) WHERE live = 1;
CREATE INDEX approval_state ON approval (state, key);
CREATE INDEX approval_kept_until ON approval (kept_until_ns) WHERE kept_until_ns IS NOT NULL;

CREATE TABLE receiver (
  key TEXT PRIMARY KEY,
  home INTEGER NOT NULL,
  live INTEGER NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX receiver_live ON receiver (home) WHERE live = 1;

CREATE TABLE delivery (
  key TEXT PRIMARY KEY,
  home INTEGER NOT NULL,
  live INTEGER NOT NULL,
  version INTEGER NOT NULL,
  receiver TEXT NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  kept_until_ns INTEGER,
  body TEXT NOT NULL
);
CREATE INDEX delivery_home ON delivery (home);
CREATE INDEX delivery_live ON delivery (home) WHERE live = 1;
CREATE INDEX delivery_state ON delivery (state, key);
CREATE INDEX delivery_number ON delivery (number, key);
CREATE INDEX delivery_kept_until ON delivery (kept_until_ns) WHERE kept_until_ns IS NOT NULL;

CREATE TABLE outbox (
  key TEXT PRIMARY KEY,
  home INTEGER NOT NULL,
  live INTEGER NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX outbox_live ON outbox (home) WHERE live = 1;
