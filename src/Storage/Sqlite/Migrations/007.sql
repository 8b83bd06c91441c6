-- What people configured: a document a row, never changed. One counter for all kinds, so that a version names everything that was in force.
create table configuration (
  version integer primary key,
  kind text not null,
  author text not null,
  recorded_at integer not null,
  comment text,
  document text not null
);
create index configuration_kind on configuration (kind, version);
