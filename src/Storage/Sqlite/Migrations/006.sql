-- How far those have come that follow the journal behind.
create table tails (
  name text not null primary key,
  xact integer not null,
  seq integer not null
);

-- How long customers waited, a row a wait: made from the journal's events by one who follows it, and made again by emptying it.
create table responses (
  conversation blob not null,
  kind integer not null,
  since integer not null,
  customer blob not null,
  channel text not null,
  account text not null,
  queue text not null,
  language text,
  policy text,
  due_at integer,
  breached integer not null,
  dropped integer not null,
  answered_at integer,
  agent text,
  business_ms integer,
  late_ms integer,
  primary key (conversation, kind, since)
);
create index responses_since on responses (since);

-- Each time that a matter was settled: with how many answers, and when it was opened again.
create table resolutions (
  conversation blob not null,
  resolved_at integer not null,
  channel text not null,
  queue text not null,
  agent text,
  answers integer not null,
  reopened_at integer,
  primary key (conversation, resolved_at)
);
create index resolutions_at on resolutions (resolved_at);
