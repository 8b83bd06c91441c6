-- An index on last_at made every message of a conversation a new entry in all indexes of its head: no update could stay on its page (HOT).
-- The hour changes once an hour at most; within it the newest are sorted when they are asked for.
drop index conversations_recent;
alter table conversations add column last_hour integer not null generated always as ((last_at / 3600000)::integer) stored;
create index conversations_recent on conversations (last_hour);

-- Room on each page for the next version of a row that is updated with every message.
alter table conversations set (fillfactor = 70);
alter table customers set (fillfactor = 80);
alter table customer_channels set (fillfactor = 80);
