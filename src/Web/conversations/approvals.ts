import type { Session } from "../api/types";

/** Whether those who were asked include somebody: by name, role or team. Whoever is on call isn't known here; the service knows. */
export const mayDecide = (from: readonly string[], me: Pick<Session, "name" | "role">, teams: readonly string[]) =>
  from.some(who => who === me.name || who === `role:${me.role}` || (who.startsWith("team:") && teams.includes(who.slice("team:".length))));
