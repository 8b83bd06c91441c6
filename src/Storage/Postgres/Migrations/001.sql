-- The truth. Rows are only ever added; personal is emptied at an erasure.
create table journal (
  seq bigint generated always as identity,
  xact xid8 not null default pg_current_xact_id(),
  stream uuid not null,
  version bigint not null,
  customer uuid,
  customer_version bigint,
  source uuid,
  kind smallint not null,
  occurred_at bigint not null,
  recorded_at bigint not null,
  external_id text,
  actor text,
  request uuid,
  events text not null,
  personal text,
  constraint journal_stream primary key (stream, version)
);
create unique index journal_customer on journal (customer, customer_version) where customer is not null;
create unique index journal_source on journal (source) where source is not null;
create index journal_timeline on journal (customer, occurred_at, customer_version) where customer is not null;

-- The heads: what lists and the deadline worker read, and all that a conversation needs to go on.
create table conversations (
  id uuid not null primary key,
  customer uuid not null,
  channel text not null,
  account text not null,
  thread text not null,
  ordinal integer not null,
  version bigint not null,
  status smallint not null,
  priority smallint not null,
  queue text not null,
  assignee text,
  waiting_since bigint,
  next_due_at bigint,
  last_at bigint not null,
  opened_at bigint not null,
  state text not null
);
create index conversations_open on conversations (customer, opened_at) where status <> 4;
create index conversations_waiting on conversations (waiting_since, id) where waiting_since is not null;
create index conversations_due on conversations (next_due_at, id) where next_due_at is not null;
create index conversations_recent on conversations (last_at, id);
create index conversations_priority on conversations ((-priority), coalesce(waiting_since, 9223372036854775807), id);

-- Sums, minima, maxima and latest by time only: the order of arrival doesn't matter.
create table customers (
  id uuid not null primary key,
  version bigint not null,
  name text,
  name_at bigint,
  stage smallint not null default 1,
  tags text not null default '[]',
  first_seen_at bigint,
  last_seen_at bigint
);

create table customer_channels (
  customer uuid not null,
  channel text not null,
  inbound bigint not null,
  outbound bigint not null,
  internal bigint not null,
  last_inbound_at bigint,
  primary key (customer, channel)
);

create table identities (
  channel text not null,
  scope text not null,
  handle text not null,
  customer uuid not null,
  written text not null,
  name text,
  linked_at bigint not null,
  evidence text not null,
  primary key (channel, scope, handle)
);
create index identities_customer on identities (customer, linked_at);

create table contradictions (
  channel text not null,
  scope text not null,
  handle text not null,
  points_to uuid not null,
  evidence_kind text not null,
  evidence_value text not null,
  at bigint not null,
  evidence text not null,
  primary key (channel, scope, handle, points_to, evidence_kind, evidence_value)
);

-- Answers whose question isn't stored: gone from here once they are linked. The message is the journal's row with stream = source, version 1.
create table waiting_answers (
  source uuid not null primary key,
  awaits uuid,
  awaits_link uuid,
  channel text not null,
  occurred_at bigint not null
);
create index waiting_answers_awaits on waiting_answers (awaits) where awaits is not null;
create index waiting_answers_link on waiting_answers (awaits_link) where awaits_link is not null;

create table api_keys (
  id text not null primary key,
  name text not null,
  secret_hash uuid not null unique,
  scopes text not null,
  created_at bigint not null,
  revoked_at bigint
);

create table people (
  name text not null primary key,
  display_name text not null,
  password_hash text not null,
  role text not null,
  stamp uuid not null,
  created_at bigint not null,
  disabled smallint not null
);

create table settings (
  name text not null primary key,
  value bytea not null
);
