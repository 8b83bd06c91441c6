import type { ConversationView, Session } from "../api/types";

type Approved = Pick<ConversationView, "approval">;

/** Whether the service would take somebody's word; of teams, queues and roles it knows the members, so there it is asked. */
export function mayDecide({ approval }: Approved, me: Pick<Session, "name" | "permissions">): boolean {
  if (!approval) return false;
  return me.permissions.includes("overOthers") || approval.from.includes(me.name) || approval.from.some(who => /^(team|queue):/.test(who));
}

/** Whether an answer of theirs has to wait for somebody else's word. */
export const isHeld = (view: Approved, me: Pick<Session, "name" | "permissions">): boolean =>
  Boolean(view.approval) && view.approval!.state !== "granted" && !mayDecide(view, me);
