import { useEffect, useSyncExternalStore } from "react";
import { useMe } from "../access/session";
import { hub, type Watcher } from "../live/hub";

export const presences = ["online", "away", "off"] as const;
export type Presence = (typeof presences)[number];

export interface AgentPresence {
  agent: string;
  presence: Presence;
  since: string;
  /** When it ends unless it is said again. */
  until: string | null;
}

/** Milliseconds between two words about oneself; the service forgets after 90 seconds. */
const beatMs = 30_000;

const keyOf = (me: string) => `crm.presence.${me}`;

/** Who is there, as it lives. */
class Presences implements Watcher {
  readonly scope = "agents";
  readonly id = "";
  agents: ReadonlyMap<string, AgentPresence> = new Map();
  private readonly listeners = new Set<() => void>();
  private own: Presence | null = null;

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  async begin(invoke: (method: string, ...args: unknown[]) => Promise<unknown>) {
    const { agents } = (await invoke("WatchAgents")) as { agents: AgentPresence[] };
    this.agents = new Map(agents.map(a => [a.agent, a]));
    this.settle();
    this.beat();
  }

  changed(message: unknown) {
    this.take((message as { agents: AgentPresence[] }).agents);
  }

  /** From here on this is said of oneself, until something else is. */
  say(presence: Presence) {
    this.own = presence;
    this.beat();
  }

  beat() {
    if (this.own) hub.ask<AgentPresence>("Presence", this.own).then(now => this.take([now]), () => {});
  }

  private take(agents: readonly AgentPresence[]) {
    this.agents = new Map([...this.agents, ...agents.map(a => [a.agent, a] as const)]);
    this.settle();
  }

  private settle() {
    this.listeners.forEach(listener => listener());
  }
}

const live = new Presences();

export const useLivePresences = () => useSyncExternalStore(live.subscribe, () => live.agents);

/** Whoever answers customers is there as soon as they sign in; others say so themselves. */
export function chosenPresence(kept: string | null, role: string): Presence {
  return presences.find(p => p === kept) ?? (role === "agent" ? "online" : "off");
}

export function choosePresence(me: string, presence: Presence) {
  localStorage.setItem(keyOf(me), presence);
  live.say(presence);
}

/** Says that one is there, as long as the page is open; for the whole page, once. */
export function useBeingThere() {
  const me = useMe();
  useEffect(() => {
    const say = () => live.say(chosenPresence(localStorage.getItem(keyOf(me.name)), me.role));
    const elsewhere = (event: StorageEvent) => event.key === keyOf(me.name) && say();
    say();
    const end = hub.watch(live);
    const beat = setInterval(() => live.beat(), beatMs);
    window.addEventListener("storage", elsewhere);
    return () => {
      clearInterval(beat);
      window.removeEventListener("storage", elsewhere);
      end();
    };
  }, [me.name, me.role]);
}

/** Before one signs out: nothing is given to who isn't there. */
export const leaveDesk = () => hub.tell("Presence", "off");

export function useOwnPresence(): { presence: Presence; until: string | null } {
  const me = useMe();
  const now = useLivePresences().get(me.name);
  return { presence: now?.presence ?? "off", until: now?.until ?? null };
}
