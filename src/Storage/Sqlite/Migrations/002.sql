-- As on PostgreSQL, where an index on last_at cost every message a new entry in each index of its head: lists walk the hours, and sort within them.
drop index conversations_recent;
alter table conversations add column last_hour integer not null generated always as (last_at / 3600000) virtual;
create index conversations_recent on conversations (last_hour);
