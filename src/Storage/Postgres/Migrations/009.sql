-- What people are told, one row a recipient, and what goes out of the house. Neither follows from the journal: what was read, told or sent stands only here.
create table notices (
  seq bigint generated always as identity primary key,
  id uuid not null unique,
  recipient text collate "C" not null,
  level smallint not null,
  urgent smallint not null,
  about text not null,
  conversation uuid,
  customer uuid,
  at bigint not null,
  read_at bigint,
  batch uuid
);
create index notices_recipient on notices (recipient, seq);
create index notices_unread on notices (recipient, seq) where read_at is null;
create index notices_waiting on notices (recipient) where batch is null;
create index notices_batch on notices (batch) where batch is not null;
create index notices_at on notices (at);

-- A recipient's batches of notices, as far as mails and webhooks are concerned: whoever makes the next one must have seen the last.
create table notice_deliveries (
  recipient text collate "C" not null primary key,
  version bigint not null,
  batch uuid not null,
  last_at bigint not null
);

create table outbox (
  seq bigint generated always as identity primary key,
  id uuid not null unique,
  kind smallint not null,
  target text not null,
  lane text not null,
  conversation uuid,
  customer uuid,
  batch uuid,
  payload text,
  at bigint not null,
  due_at bigint not null,
  attempts integer not null default 0,
  state smallint not null default 0,
  lease uuid,
  lease_until bigint,
  done_at bigint,
  error text
);
create index outbox_due on outbox (due_at, seq) where state = 0;
create index outbox_lane on outbox (lane, seq) where state = 0;
create index outbox_lease on outbox (lease) where lease is not null;
create index outbox_done on outbox (done_at) where state = 1;
create index outbox_dead on outbox (seq) where state = 2;

-- Signing keys and passwords of what is sent out: written over, never shown.
create table secrets (
  name text not null primary key,
  value bytea not null,
  set_at bigint not null,
  set_by text not null
);
