-- What Orleans' AdoNet providers need of a database: a table of statements that they look up by key, with parameters and result columns of
-- fixed names, and whatever tables those statements work on. The members of clusters first, then the small state of grains.
create table orleansquery (
  querykey text not null primary key,
  querytext text not null
);

-- A cluster's membership version: every change of a member moves it on by one, so of two that changed the same view one is refused.
create table cluster_versions (
  cluster text not null primary key,
  version integer not null default 0
);

create table cluster_members (
  cluster text not null references cluster_versions (cluster),
  address text not null,
  port integer not null,
  generation integer not null,
  silo_name text not null,
  host_name text not null,
  status integer not null,
  proxy_port integer,
  suspect_times text,
  start_time timestamptz(3) not null,
  alive_at timestamptz(3) not null,
  primary key (cluster, address, port, generation)
);

insert into orleansquery (querykey, querytext) values
('InsertMembershipVersionKey', $query$
with founded as (
  insert into cluster_versions (cluster) values (@DeploymentId) on conflict (cluster) do nothing returning 1
)
select count(*) from founded
$query$),
('InsertMembershipKey', $query$
with moved as (
  update cluster_versions set version = version + 1
  where cluster = @DeploymentId and version = @Version
    and not exists (select from cluster_members m where m.cluster = @DeploymentId and m.address = @Address and m.port = @Port and m.generation = @Generation)
  returning cluster
), added as (
  insert into cluster_members (cluster, address, port, generation, silo_name, host_name, status, proxy_port, start_time, alive_at)
  select cluster, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from moved
  returning 1
)
select count(*) from added
$query$),
('UpdateMembershipKey', $query$
with moved as (
  update cluster_versions set version = version + 1
  where cluster = @DeploymentId and version = @Version
    and exists (select from cluster_members m where m.cluster = @DeploymentId and m.address = @Address and m.port = @Port and m.generation = @Generation)
  returning cluster
), changed as (
  update cluster_members m set status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
  from moved
  where m.cluster = moved.cluster and m.address = @Address and m.port = @Port and m.generation = @Generation
  returning 1
)
select count(*) from changed
$query$),
('UpdateIAmAlivetimeKey', $query$
update cluster_members set alive_at = @IAmAliveTime
where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation
$query$),
-- One row without a member when there is none: the version is asked for as well.
('MembershipReadRowKey', $query$
select m.address as "Address", m.port as "Port", m.generation as "Generation", m.silo_name as "SiloName", m.host_name as "HostName", m.status as "Status",
  m.proxy_port as "ProxyPort", m.suspect_times as "SuspectTimes", m.start_time as "StartTime", m.alive_at as "IAmAliveTime", v.version as "Version"
from cluster_versions v
left join cluster_members m on m.cluster = v.cluster and m.address = @Address and m.port = @Port and m.generation = @Generation
where v.cluster = @DeploymentId
$query$),
('MembershipReadAllKey', $query$
select m.address as "Address", m.port as "Port", m.generation as "Generation", m.silo_name as "SiloName", m.host_name as "HostName", m.status as "Status",
  m.proxy_port as "ProxyPort", m.suspect_times as "SuspectTimes", m.start_time as "StartTime", m.alive_at as "IAmAliveTime", v.version as "Version"
from cluster_versions v
left join cluster_members m on m.cluster = v.cluster
where v.cluster = @DeploymentId
$query$),
('GatewaysQueryKey', $query$
select address as "Address", proxy_port as "ProxyPort", generation as "Generation"
from cluster_members
where cluster = @DeploymentId and status = @Status and proxy_port > 0
$query$),
('DeleteMembershipTableEntriesKey', $query$
with members as (
  delete from cluster_members where cluster = @DeploymentId returning 1
), versions as (
  delete from cluster_versions where cluster = @DeploymentId returning 1
)
select count(*) from members, versions
$query$),
-- 6 is Dead: a member in any other state is still somebody's to judge.
('CleanupDefunctSiloEntriesKey', $query$
delete from cluster_members where cluster = @DeploymentId and status = 6 and alive_at < @IAmAliveTime
$query$);

-- The small state of grains, one row each. A cleared one keeps its row and version, so a writer that saw it before is refused.
create table grain_states (
  service text not null,
  grain_type text not null,
  n0 bigint not null,
  n1 bigint not null,
  key text not null,
  version integer not null,
  changed_at timestamptz not null default now(),
  payload bytea,
  primary key (service, grain_type, n0, n1, key)
);

-- No row means that somebody else was faster. The hashes that come along find rows in tables without a key; here the key does.
insert into orleansquery (querykey, querytext) values
('ReadFromStorageKey', $query$
select payload as "PayloadBinary", version as "Version"
from grain_states
where service = @ServiceId and grain_type = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1 and key = coalesce(@GrainIdExtensionString, '')
$query$),
('WriteToStorageKey', $query$
with changed as (
  update grain_states set payload = @PayloadBinary, version = version + 1, changed_at = now()
  where service = @ServiceId and grain_type = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1 and key = coalesce(@GrainIdExtensionString, '')
    and version = @GrainStateVersion
  returning version
), added as (
  insert into grain_states (service, grain_type, n0, n1, key, version, payload)
  select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), 1, @PayloadBinary
  where cast(@GrainStateVersion as integer) is null
  on conflict do nothing
  returning version
)
select version as "NewGrainStateVersion" from changed union all select version from added
$query$),
('ClearStorageKey', $query$
update grain_states set payload = null, version = version + 1, changed_at = now()
where service = @ServiceId and grain_type = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1 and key = coalesce(@GrainIdExtensionString, '')
  and version = @GrainStateVersion
returning version as "NewGrainStateVersion"
$query$),
('DeleteStorageKey', $query$
delete from grain_states
where service = @ServiceId and grain_type = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1 and key = coalesce(@GrainIdExtensionString, '')
  and version = @GrainStateVersion
returning version + 1 as "NewGrainStateVersion"
$query$);
