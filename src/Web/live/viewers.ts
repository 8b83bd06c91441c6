import { useEffect, useMemo, useSyncExternalStore } from "react";
import { useMe } from "../access/session";
import { hub, type Watcher } from "./hub";

export interface Viewer {
  name: string;
  displayName: string;
  typing: boolean;
}

/** Somebody else who has the conversation before them. */
export interface Colleague extends Viewer {
  /** They write, or did so a moment ago and are still here. */
  writing: boolean;
}

/** Milliseconds between two signs; the service forgets a viewer after 15 seconds, a writer after 6. */
const viewingMs = 5_000;
const typingMs = 3_000;

/** Milliseconds after its last letter in which an answer still counts as being written: people think between two sentences. */
export const writingMs = 45_000;

const nobody: readonly Colleague[] = [];

/** One conversation's audience, as long as it is watched; signs for the page's own person while the page is seen. */
export class Audience implements Watcher {
  readonly scope = "viewers";
  colleagues: readonly Colleague[] = nobody;
  private readonly wrote = new Map<string, number>();
  private readonly listeners = new Set<() => void>();
  private viewers: readonly Viewer[] = [];
  private typedAt = -Infinity;

  constructor(
    readonly id: string,
    private readonly me: string,
    private readonly now: () => number = Date.now,
    private readonly ask: (method: string, ...args: unknown[]) => Promise<unknown> = (method, ...args) => hub.ask(method, ...args),
  ) {}

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  async begin(invoke: (method: string, ...args: unknown[]) => Promise<unknown>) {
    if (document.hidden) return;
    this.changed(await invoke("Viewing", this.id));
  }

  changed(message: unknown) {
    this.viewers = (message as { viewers: Viewer[] }).viewers.filter(viewer => viewer.name !== this.me);
    for (const viewer of this.viewers) if (viewer.typing) this.wrote.set(viewer.name, this.now());
    this.settle();
  }

  /** What they wrote is on the screen: nothing of it is to come. */
  sent(name: string) {
    this.wrote.delete(name);
    this.settle();
  }

  beat() {
    if (!document.hidden) this.sign("Viewing");
    this.settle();
  }

  typed() {
    if (this.now() - this.typedAt < typingMs) return;
    this.typedAt = this.now();
    this.sign("Typing");
  }

  seen(isSeen: boolean) {
    this.sign(isSeen ? "Viewing" : "Left");
  }

  /** What it answers makes good whatever was missed. */
  private sign(how: "Viewing" | "Typing" | "Left") {
    this.ask(how, this.id).then(answer => answer && this.changed(answer), () => {});
  }

  private settle() {
    const next = this.viewers.map(viewer => ({ ...viewer, writing: viewer.typing || this.now() - (this.wrote.get(viewer.name) ?? -Infinity) < writingMs }));
    if (JSON.stringify(next) === JSON.stringify(this.colleagues)) return;
    this.colleagues = next.length > 0 ? next : nobody;
    this.listeners.forEach(listener => listener());
  }
}

export function useAudience(id: string) {
  const me = useMe();
  const audience = useMemo(() => new Audience(id, me.name), [id, me.name]);
  useEffect(() => {
    const end = hub.watch(audience);
    const beat = setInterval(() => audience.beat(), viewingMs);
    const seen = () => audience.seen(!document.hidden);
    document.addEventListener("visibilitychange", seen);
    return () => {
      clearInterval(beat);
      document.removeEventListener("visibilitychange", seen);
      end();
    };
  }, [audience]);
  return { audience, colleagues: useSyncExternalStore(audience.subscribe, () => audience.colleagues) };
}

/** Who has the rows of a list before them; one glance for the page. */
class Glance implements Watcher {
  readonly scope = "glance";
  readonly id = "";
  private readonly viewers = new Map<string, readonly Viewer[]>();
  private readonly listeners = new Set<() => void>();
  private shown: readonly string[] = [];

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  of = (id: string) => this.viewers.get(id) ?? none;

  show(ids: readonly string[]) {
    this.shown = ids;
    if (hub.link === "live") void hub.ask<{ audiences: { conversation: string; viewers: Viewer[] }[] }>("Glance", ids).then(answer => this.take(answer)).catch(() => {});
  }

  async begin(invoke: (method: string, ...args: unknown[]) => Promise<unknown>) {
    this.take((await invoke("Glance", this.shown)) as { audiences: { conversation: string; viewers: Viewer[] }[] });
  }

  changed(message: unknown) {
    const { conversation, viewers } = message as { conversation: string; viewers: Viewer[] };
    if (viewers.length > 0) this.viewers.set(conversation, viewers);
    else this.viewers.delete(conversation);
    this.listeners.forEach(listener => listener());
  }

  private take({ audiences }: { audiences: { conversation: string; viewers: Viewer[] }[] }) {
    this.viewers.clear();
    for (const { conversation, viewers } of audiences) this.viewers.set(conversation, viewers);
    this.listeners.forEach(listener => listener());
  }
}

const none: readonly Viewer[] = [];
const glance = new Glance();

/** Rows of one glance; the service takes no more. */
const maxGlanced = 100;

/** Milliseconds that a list has to stand still before it says what it shows. */
const restMs = 250;

/** Says which rows are seen, as long as they are. */
export function useGlance(ids: readonly string[]) {
  const key = [...ids].sort().join();
  useEffect(() => hub.watch(glance), []);
  useEffect(() => {
    const timer = setTimeout(() => glance.show(key ? key.split(",").slice(0, maxGlanced) : []), restMs);
    return () => clearTimeout(timer);
  }, [key]);
}

/** Who views the conversation of a row, oneself left out. */
export function useViewersOf(id: string): readonly Viewer[] {
  const me = useMe();
  const viewers = useSyncExternalStore(glance.subscribe, () => glance.of(id));
  return useMemo(() => viewers.filter(viewer => viewer.name !== me.name), [viewers, me.name]);
}
