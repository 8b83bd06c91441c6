-- The abuse ladder with a customer: the step taken last, by its time. And whether a conversation is hidden from lists because its customer is muted or blocked.
alter table customers add column standing smallint not null default 0;
alter table customers add column standing_until bigint;
alter table customers add column standing_at bigint;
alter table conversations add column silenced smallint not null default 0;

-- Promises to customers. The words come from the personal part of the row that made the promise.
create table commitments (
  conversation uuid not null,
  number integer not null,
  customer uuid not null,
  owner text collate "C" not null,
  due_at bigint not null,
  state smallint not null,
  text text,
  made_by text not null,
  made_at bigint not null,
  late_at bigint,
  ended_at bigint,
  primary key (conversation, number)
);
create index commitments_due on commitments (due_at, conversation, number);
create index commitments_owner on commitments (owner, due_at, conversation, number);
