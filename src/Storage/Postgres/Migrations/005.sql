-- One shape with SQLite, so that a store keeps its agents' state whichever engine runs the actors, and text, so that people can read it. The first
-- table was made for Orleans' provider alone and was never written to. A store is one service, and no key of ours is a number or a GUID: what comes along
-- for those isn't stored.
drop table grain_states;
create table grain_states (
  name text not null,
  key text not null,
  version bigint not null,
  state text,
  primary key (name, key)
);

delete from orleansquery where querykey in ('ReadFromStorageKey', 'WriteToStorageKey', 'ClearStorageKey', 'DeleteStorageKey');

-- No row means that somebody else was faster.
insert into orleansquery (querykey, querytext) values
('ReadFromStorageKey', $query$
select convert_to(state, 'UTF8') as "PayloadBinary", version::integer as "Version"
from grain_states
where name = @GrainTypeString and key = @GrainIdExtensionString
$query$),
('WriteToStorageKey', $query$
with changed as (
  update grain_states set state = convert_from(@PayloadBinary, 'UTF8'), version = version + 1
  where name = @GrainTypeString and key = @GrainIdExtensionString and version = cast(@GrainStateVersion as integer)
  returning version
), added as (
  insert into grain_states (name, key, version, state)
  select @GrainTypeString, @GrainIdExtensionString, 1, convert_from(@PayloadBinary, 'UTF8')
  where cast(@GrainStateVersion as integer) is null
  on conflict do nothing
  returning version
)
select version::integer as "NewGrainStateVersion" from changed union all select version::integer from added
$query$),
('ClearStorageKey', $query$
update grain_states set state = null, version = version + 1
where name = @GrainTypeString and key = @GrainIdExtensionString and version = cast(@GrainStateVersion as integer)
returning version::integer as "NewGrainStateVersion"
$query$),
('DeleteStorageKey', $query$
delete from grain_states
where name = @GrainTypeString and key = @GrainIdExtensionString and version = cast(@GrainStateVersion as integer)
returning version::integer + 1 as "NewGrainStateVersion"
$query$);
