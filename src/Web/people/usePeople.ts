import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useColleagues } from "../access/session";
import { call } from "../api/client";
import type { Agent } from "../api/types";
import { useLivePresences, type Presence } from "./presence";

/** Somebody to whom something can be given. */
export interface Person {
  name: string;
  displayName: string;
  presence: Presence | null;
  onShift: boolean;
  load: number | null;
  capacity: number | null;
  teams: readonly string[];
}

const weights: Record<string, number> = { online: 0, away: 1, off: 2 };

/** Whoever is there first; of them those on shift, then those with most room, then by name. */
export function byReadiness(a: Person, b: Person): number {
  const room = (p: Person) => (p.capacity ?? 0) - (p.load ?? 0);
  return (
    (weights[a.presence ?? "off"] ?? 2) - (weights[b.presence ?? "off"] ?? 2) ||
    Number(b.onShift) - Number(a.onShift) ||
    room(b) - room(a) ||
    a.displayName.localeCompare(b.displayName)
  );
}

/** Those whom the service lets have something, with whether they are there and how much they have. */
export function usePeople(): Person[] {
  const { all } = useColleagues();
  const live = useLivePresences();
  const { data } = useQuery({ queryKey: ["agents"], queryFn: ({ signal }) => call<{ items: Agent[] }>("/api/agents", { signal }), staleTime: 15_000 });
  return useMemo(() => {
    const people: Person[] = data
      ? data.items.map(({ name, displayName, presence, onShift, load, capacity, teams }) => ({ name, displayName, presence: live.get(name)?.presence ?? presence, onShift, load, capacity, teams }))
      : all.map(({ name, displayName }) => ({ name, displayName, presence: null, onShift: true, load: null, capacity: null, teams: [] }));
    return people.sort(byReadiness);
  }, [all, data, live]);
}

/** Whether they are there, and what they have: online, 3/10. */
export function usePersonWords() {
  const { t } = useTranslation();
  return ({ presence, onShift, load, capacity }: Person) =>
    [presence ? t(`presence.${presence}`) : "", onShift ? "" : t("presence.offShift"), load !== null ? t("presence.load", { load, capacity }) : ""].filter(Boolean).join(", ");
}
