-- Customers are found by the beginning of a name or a handle: a range of an index that compares by code point, whatever the database's collation is.
alter table customers alter column name type text collate "C";
alter table identities alter column handle type text collate "C";
create index customers_name on customers (name) where name is not null;
create index identities_handle on identities (handle);
