-- What is open, by queue: counted, and read in the order in which it is given to agents. Only what is open is in it.
create index conversations_work on conversations (queue, assignee, priority desc, waiting_since, id, breached) where status = 1;
