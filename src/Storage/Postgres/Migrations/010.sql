-- Which process asks a conversation whose deadline has come: for seconds, and nothing is lost with it.
create unlogged table deadline_claims (
  conversation uuid not null primary key,
  due_at bigint not null,
  until bigint not null
);
