import { useSyncExternalStore } from "react";
import { newKey } from "../api/client";
import type { ConversationView } from "../api/types";
import { doAct, type Act } from "./acts";

/** A message on its way. Sent under one key: however often it is tried, it is written once. */
export interface Sending {
  key: string;
  act: Extract<Act, { act: "replies" | "notes" }>;
  expectedVersion: number | undefined;
  state: "sending" | "failed";
  error: unknown;
}

const none: readonly Sending[] = [];
const outgoing = new Map<string, readonly Sending[]>();
const listeners = new Set<() => void>();

function set(id: string, change: (list: readonly Sending[]) => readonly Sending[]) {
  const next = change(outgoing.get(id) ?? none);
  if (next.length) outgoing.set(id, next);
  else outgoing.delete(id);
  listeners.forEach(l => l());
}

export const useSending = (id: string) =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => outgoing.get(id) ?? none,
  );

export const drop = (id: string, key: string) => set(id, list => list.filter(m => m.key !== key));

export async function send(id: string, act: Sending["act"], expectedVersion: number | undefined, done: (state: ConversationView) => void, key: string = newKey()) {
  const message: Sending = { key, act, expectedVersion, state: "sending", error: null };
  set(id, list => [...list.filter(m => m.key !== key), message]);
  try {
    done(await doAct(id, act, expectedVersion, key));
    drop(id, key);
  } catch (error) {
    set(id, list => list.map(m => (m.key === key ? { ...m, state: "failed", error } : m)));
    throw error;
  }
}
