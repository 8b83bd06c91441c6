-- How far those have come that follow the journal behind, and the order in which they read it: by transaction, so that one that commits late is never skipped.
create table tails (
  name text not null primary key,
  xact bigint not null,
  seq bigint not null
);
create index journal_tail on journal (xact, seq);

-- How long customers waited, a row a wait: made from the journal's events by one who follows it, and made again by emptying it.
create table responses (
  conversation uuid not null,
  kind smallint not null,
  since bigint not null,
  customer uuid not null,
  channel text not null,
  account text not null,
  queue text not null,
  language text,
  policy text,
  due_at bigint,
  breached smallint not null,
  dropped smallint not null,
  answered_at bigint,
  agent text,
  business_ms bigint,
  late_ms bigint,
  primary key (conversation, kind, since)
);
create index responses_since on responses (since);

-- Each time that a matter was settled: with how many answers, and when it was opened again.
create table resolutions (
  conversation uuid not null,
  resolved_at bigint not null,
  channel text not null,
  queue text not null,
  agent text,
  answers bigint not null,
  reopened_at bigint,
  primary key (conversation, resolved_at)
);
create index resolutions_at on resolutions (resolved_at);
