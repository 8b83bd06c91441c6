import type { ConversationPreview, ConversationView } from "../api/types";

export const statuses = ["open", "waiting", "snoozed", "resolved"] as const;
export const sorts = ["waiting", "due", "priority", "recent"] as const;
export type Sort = (typeof sorts)[number];

/** What the list shows, in the words of GET /api/conversations; it stands in the page's address. */
export interface Filter {
  status: string | null;
  queue: string | null;
  assignee: string | null;
  channel: string | null;
  sort: Sort;
}

const members = ["status", "queue", "assignee", "channel"] as const;

export function filterOf(search: string): Filter {
  const query = new URLSearchParams(search);
  const sort = query.get("sort") as Sort | null;
  return {
    status: query.get("status"),
    queue: query.get("queue"),
    assignee: query.get("assignee"),
    channel: query.get("channel"),
    sort: sort && sorts.includes(sort) ? sort : "waiting",
  };
}

export function searchOf(filter: Filter): string {
  const query = new URLSearchParams();
  for (const member of members) if (filter[member] !== null) query.set(member, filter[member]!);
  if (filter.sort !== "waiting") query.set("sort", filter.sort);
  const text = query.toString();
  return text ? `?${text}` : "";
}

export const sameFilter = (a: Filter, b: Filter) => searchOf(a) === searchOf(b);

export type Row = Pick<
  ConversationView,
  "id" | "version" | "customerId" | "status" | "priority" | "queue" | "assignee" | "channel" | "account" | "thread" | "public" | "openedAt" | "lastInteractionAt" | "waitingSince" | "nextDueAt" | "interactions"
> &
  Partial<ConversationView> & {
    /** What the row says, where a change brought it; of this version or a later one. */
    preview?: ConversationPreview | undefined;
  };

/** Whether the list of this filter has the row; the same rules as the service's. */
export function belongs(row: Row, filter: Filter): boolean {
  if (filter.status !== null && row.status !== filter.status) return false;
  if (filter.queue !== null && row.queue !== filter.queue) return false;
  if (filter.assignee === "none" ? row.assignee !== null : filter.assignee !== null && row.assignee !== filter.assignee) return false;
  if (filter.channel !== null && row.channel !== filter.channel) return false;
  if (filter.sort === "waiting") return row.waitingSince !== null;
  if (filter.sort === "due") return row.nextDueAt !== null;
  return true;
}

const weights: Record<string, number> = { low: 1, normal: 2, high: 3, urgent: 4 };
const time = (at: string | null) => (at === null ? Number.MAX_SAFE_INTEGER : Date.parse(at));

/** A row is read once, however often it is compared with others. */
const read = new WeakMap<Row, { waiting: number; due: number; recent: number }>();

function times(row: Row) {
  let found = read.get(row);
  if (!found) read.set(row, (found = { waiting: time(row.waitingSince), due: time(row.nextDueAt), recent: time(row.lastInteractionAt) }));
  return found;
}

const byId = (a: Row, b: Row) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The service's order of the sort. */
export const compare: Record<Sort, (a: Row, b: Row) => number> = {
  waiting: (a, b) => times(a).waiting - times(b).waiting || byId(a, b),
  due: (a, b) => times(a).due - times(b).due || byId(a, b),
  priority: (a, b) => weights[b.priority]! - weights[a.priority]! || times(a).waiting - times(b).waiting || byId(a, b),
  recent: (a, b) => times(b).recent - times(a).recent || byId(b, a),
};
