-- A customer's page lists what was ever promised to them.
create index commitments_customer on commitments (customer, due_at, conversation, number);
