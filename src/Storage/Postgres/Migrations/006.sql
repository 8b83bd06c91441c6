-- Whether clocks wait for the end of an import of past traffic, and whether a target was missed that is still to be met: lists and figures ask for these.
alter table conversations add column held smallint not null default 0;
alter table conversations add column breached smallint not null default 0;
create index conversations_held on conversations (id) where held = 1;
create index conversations_breached on conversations (next_due_at, id) where breached = 1;
