-- The abuse ladder with a customer: the step taken last, by its time. And whether a conversation is hidden from lists because its customer is muted or blocked.
alter table customers add column standing integer not null default 0;
alter table customers add column standing_until integer;
alter table customers add column standing_at integer;
alter table conversations add column silenced integer not null default 0;

-- Promises to customers. The words come from the personal part of the row that made the promise.
create table commitments (
  conversation blob not null,
  number integer not null,
  customer blob not null,
  owner text not null,
  due_at integer not null,
  state integer not null,
  text text,
  made_by text not null,
  made_at integer not null,
  late_at integer,
  ended_at integer,
  primary key (conversation, number)
);
create index commitments_due on commitments (due_at, conversation, number);
create index commitments_owner on commitments (owner, due_at, conversation, number);
