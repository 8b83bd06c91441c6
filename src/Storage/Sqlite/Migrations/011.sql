-- Customers are found by the beginning of a name or a handle.
create index customers_name on customers (name) where name is not null;
create index identities_handle on identities (handle);
