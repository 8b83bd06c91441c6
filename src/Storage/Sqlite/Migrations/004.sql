-- The small personal state of agents, JSON, one row a record. A cleared one keeps its row and version, so a writer that saw it before is refused.
create table grain_states (
  name text not null,
  key text not null,
  version integer not null,
  state text,
  primary key (name, key)
) without rowid;
