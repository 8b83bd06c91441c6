-- The processes that run on this store, with their figures: unlogged, because all of it is written again within seconds.
create unlogged table processes (
  id text not null primary key,
  seen_at bigint not null,
  figures text not null,
  drain smallint not null
);
