import type { Page, TimelineEntry } from "../api/types";
import type { Watcher } from "./hub";

export interface Change<T> {
  id: string;
  from: number;
  version: number;
  kind: string;
  delta: Partial<T>;
  /** What was said and done after from; missing where the service could not read it. */
  rows?: Page<TimelineEntry>;
}

interface Answer<T> {
  version: number;
  state: T | null;
}

/**
 * One customer's or conversation's live state: a change is applied when its from is the version that is there, left out when it is older, and the state
 * is asked for again when something between is missing.
 */
export class StateWatch<T extends { version: number }> implements Watcher {
  state: T | undefined;
  private waiting: Change<T>[] | null = [];
  private invoke: ((method: string, ...args: unknown[]) => Promise<unknown>) | null = null;

  constructor(
    readonly scope: "customer" | "conversation",
    readonly id: string,
    private readonly tell: (state: T) => void,
    private readonly heard?: (change: Change<T>) => void,
  ) {}

  async begin(invoke: (method: string, ...args: unknown[]) => Promise<unknown>) {
    this.invoke = invoke;
    const kept: Change<T>[] = [];
    this.waiting = kept;
    const method = this.scope === "customer" ? "WatchCustomer" : "WatchConversationWithRows";
    const answer = (await invoke(method, this.id, this.state?.version ?? 0)) as Answer<T>;
    // A later watch of the same took over meanwhile.
    if (this.waiting !== kept) return;
    this.waiting = null;
    if (answer.state) this.take(answer.state);
    for (const change of kept) this.follow(change);
  }

  changed(message: unknown) {
    const change = message as Change<T>;
    this.heard?.(change);
    this.follow(change);
  }

  private follow(change: Change<T>) {
    if (this.waiting) this.waiting.push(change);
    else if (this.state && change.from === this.state.version) this.take({ ...this.state, ...change.delta, version: change.version });
    else if (this.invoke && change.version > (this.state?.version ?? 0)) void this.begin(this.invoke);
  }

  /** From elsewhere, such as the answer to an act: the newer of both counts. */
  take(state: T) {
    if (this.state && state.version <= this.state.version) return;
    this.state = state;
    this.tell(state);
  }
}
