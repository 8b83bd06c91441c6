import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { call } from "../api/client";
import type { StatsView } from "../api/types";
import type { Known } from "./steps";

/** The name of the key that the guide makes. */
export const keyName = "first steps";

/** Milliseconds between two looks while the guide is open. */
const lookMs = 3000;

async function look(signal: AbortSignal): Promise<Known> {
  const [stats, people, configuration, keys] = await Promise.all([
    call<StatsView>("/api/stats", { signal }),
    call<{ items: unknown[] }>("/api/people", { signal }),
    call<{ documents: { kind: string; version: number }[] }>("/api/config", { signal }),
    call<{ items: { name: string; scopes: string[]; revokedAt: string | null }[] }>("/api/keys", { signal }),
  ]);
  return {
    interactions: stats.interactions,
    channels: Object.keys(stats.byChannel).length,
    people: people.items.length,
    calendars: configuration.documents.find(d => d.kind === "calendars")?.version ?? 0,
    senders: keys.items.filter(k => k.name !== keyName && k.revokedAt === null && k.scopes.includes("ingest")).length,
  };
}

/** Asked by administrators only: others may not know it. */
export const useKnown = (enabled: boolean, isOpen: boolean) =>
  useQuery({ queryKey: ["known"], queryFn: ({ signal }) => look(signal), enabled, refetchInterval: isOpen ? lookMs : false, staleTime: isOpen ? 0 : Infinity });

const kept = "crm.first-steps";
const listeners = new Set<() => void>();

/** Kept in this browser. */
export const useDismissed = () =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(kept) === "done",
  );

export function dismiss() {
  localStorage.setItem(kept, "done");
  listeners.forEach(listener => listener());
}
