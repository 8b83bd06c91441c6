-- The processes that run on this store. A SQLite store has one, which keeps its figures to itself; the table is here so that both stores have one shape.
create table processes (
  id text not null primary key,
  seen_at integer not null,
  figures text not null,
  drain integer not null
) without rowid;
