-- The truth. Rows are only ever added; personal is emptied at an erasure.
create table journal (
  seq integer primary key,
  stream blob not null,
  version integer not null,
  customer blob,
  customer_version integer,
  source blob,
  kind integer not null,
  occurred_at integer not null,
  recorded_at integer not null,
  external_id text,
  actor text,
  request blob,
  events text not null,
  personal text
);
create unique index journal_stream on journal (stream, version);
create unique index journal_customer on journal (customer, customer_version) where customer is not null;
create unique index journal_source on journal (source) where source is not null;
create index journal_timeline on journal (customer, occurred_at, customer_version) where customer is not null;

-- The heads: what lists and the deadline worker read, and all that a conversation needs to go on.
create table conversations (
  id blob not null primary key,
  customer blob not null,
  channel text not null,
  account text not null,
  thread text not null,
  ordinal integer not null,
  version integer not null,
  status integer not null,
  priority integer not null,
  queue text not null,
  assignee text,
  waiting_since integer,
  next_due_at integer,
  last_at integer not null,
  opened_at integer not null,
  state text not null
);
create index conversations_open on conversations (customer, opened_at) where status <> 4;
create index conversations_waiting on conversations (waiting_since, id) where waiting_since is not null;
create index conversations_due on conversations (next_due_at, id) where next_due_at is not null;
create index conversations_recent on conversations (last_at, id);
create index conversations_priority on conversations ((-priority), coalesce(waiting_since, 9223372036854775807), id);

-- Sums, minima, maxima and latest by time only: the order of arrival doesn't matter.
create table customers (
  id blob not null primary key,
  version integer not null,
  name text,
  name_at integer,
  stage integer not null default 1,
  tags text not null default '[]',
  first_seen_at integer,
  last_seen_at integer
) without rowid;

create table customer_channels (
  customer blob not null,
  channel text not null,
  inbound integer not null,
  outbound integer not null,
  internal integer not null,
  last_inbound_at integer,
  primary key (customer, channel)
) without rowid;

create table identities (
  channel text not null,
  scope text not null,
  handle text not null,
  customer blob not null,
  written text not null,
  name text,
  linked_at integer not null,
  evidence text not null,
  primary key (channel, scope, handle)
) without rowid;
create index identities_customer on identities (customer, linked_at);

create table contradictions (
  channel text not null,
  scope text not null,
  handle text not null,
  points_to blob not null,
  evidence_kind text not null,
  evidence_value text not null,
  at integer not null,
  evidence text not null,
  primary key (channel, scope, handle, points_to, evidence_kind, evidence_value)
) without rowid;

-- Answers whose question isn't stored: gone from here once they are linked. The message is the journal's row with stream = source, version 1.
create table waiting_answers (
  source blob not null primary key,
  awaits blob,
  awaits_link blob,
  channel text not null,
  occurred_at integer not null
) without rowid;
create index waiting_answers_awaits on waiting_answers (awaits) where awaits is not null;
create index waiting_answers_link on waiting_answers (awaits_link) where awaits_link is not null;

create table api_keys (
  id text not null primary key,
  name text not null,
  secret_hash blob not null unique,
  scopes text not null,
  created_at integer not null,
  revoked_at integer
) without rowid;

create table people (
  name text not null primary key,
  display_name text not null,
  password_hash text not null,
  role text not null,
  stamp blob not null,
  created_at integer not null,
  disabled integer not null
) without rowid;

create table settings (
  name text not null primary key,
  value blob not null
) without rowid;
