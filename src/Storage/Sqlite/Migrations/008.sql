-- What people are told, one row a recipient, and what goes out of the house. Neither follows from the journal: what was read, told or sent stands only here.
create table notices (
  seq integer primary key autoincrement,
  id blob not null unique,
  recipient text not null,
  level integer not null,
  urgent integer not null,
  about text not null,
  conversation blob,
  customer blob,
  at integer not null,
  read_at integer,
  batch blob
);
create index notices_recipient on notices (recipient, seq);
create index notices_unread on notices (recipient, seq) where read_at is null;
create index notices_waiting on notices (recipient) where batch is null;
create index notices_batch on notices (batch) where batch is not null;
create index notices_at on notices (at);

-- A recipient's batches of notices, as far as mails and webhooks are concerned: whoever makes the next one must have seen the last.
create table notice_deliveries (
  recipient text not null primary key,
  version integer not null,
  batch blob not null,
  last_at integer not null
);

create table outbox (
  seq integer primary key autoincrement,
  id blob not null unique,
  kind integer not null,
  target text not null,
  lane text not null,
  conversation blob,
  customer blob,
  batch blob,
  payload text,
  at integer not null,
  due_at integer not null,
  attempts integer not null default 0,
  state integer not null default 0,
  lease blob,
  lease_until integer,
  done_at integer,
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
  value blob not null,
  set_at integer not null,
  set_by text not null
);
