import type { Page, TimelineEntry } from "../api/types";
import { isShown, withUpdates } from "./updates";

/** Rows read at first, and with each look further back. */
const pageRows = 50;

/** Rows of one catching up; more are read in further ones. */
const maxSince = 200;

/** Shown rows above which the oldest are let go while the newest is followed, and those that are kept then. */
const mostRows = 400;
const keptRows = 200;

export interface Told {
  entries: readonly TimelineEntry[];
  state: "loading" | "ready" | "failed";
  error: unknown;
  hasEarlier: boolean;
  loadingEarlier: boolean;
}

export interface Reads {
  before(cursor: string | null, limit: number): Promise<Page<TimelineEntry>>;
  since(version: number, limit: number): Promise<Page<TimelineEntry>>;
}

/**
 * What was said and done in one conversation. Rows are kept by their version, of which there is one each, so nothing is there twice; and what came
 * after the newest known version is asked for until it is complete, so nothing is missing, however late a message is. What became of a message is a row of its own,
 * folded into it here.
 */
export class Story {
  told: Told = { entries: [], state: "loading", error: null, hasEarlier: false, loadingEarlier: false };
  private readonly rows = new Map<number, TimelineEntry>();
  private readonly listeners = new Set<() => void>();
  private earlier: string | null = null;
  private isTrimmed = false;
  private newest = 0;
  private wanted = 0;
  private catching = false;

  constructor(private readonly reads: Reads) {}

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  async load() {
    try {
      const page = await this.reads.before(null, pageRows);
      this.add(page.items);
      this.earlier = page.next;
      this.say({ state: "ready", error: null, hasEarlier: page.next !== null });
      void this.catchUp(this.wanted);
    } catch (error) {
      this.say({ state: "failed", error });
    }
  }

  async loadEarlier() {
    if (!this.told.hasEarlier || this.told.loadingEarlier) return;
    this.say({ loadingEarlier: true });
    try {
      const page = this.isTrimmed ? await this.beyondKept() : await this.reads.before(this.earlier, pageRows);
      this.isTrimmed = false;
      this.earlier = page.next;
      this.add(page.items);
      this.say({ hasEarlier: page.next !== null });
    } catch {
      // Asked for again by the next press.
    } finally {
      this.say({ loadingEarlier: false });
    }
  }

  /** Somebody follows the newest: what is far above it is let go, and read again when asked for, so a day's traffic takes no more room than an hour's. */
  trim() {
    if (this.told.loadingEarlier || this.told.entries.length <= mostRows) return;
    // What became of them is in them by now.
    const entries = this.told.entries.slice(-keptRows);
    this.rows.clear();
    for (const entry of entries) this.rows.set(entry.version, entry);
    this.isTrimmed = true;
    this.say({ entries, hasEarlier: true });
  }

  /** The first page from the newest on that has what isn't here. */
  private async beyondKept() {
    let page = await this.reads.before(null, maxSince);
    while (page.next && page.items.every(item => !isShown(item) || this.rows.has(item.version))) page = await this.reads.before(page.next, maxSince);
    return page;
  }

  /** What came after a version. Where that isn't the next that is missing here, it is asked for in its turn. */
  heard(from: number, rows: readonly TimelineEntry[]) {
    if (this.told.state === "ready" && rows.length > 0 && from <= this.newest) this.add(rows);
  }

  /** The conversation has this version now. */
  async catchUp(version: number) {
    this.wanted = Math.max(this.wanted, version);
    if (this.catching || this.told.state !== "ready") return;
    this.catching = true;
    try {
      while (this.newest < this.wanted) {
        const page = await this.reads.since(this.newest, maxSince);
        if (page.items.length === 0) break;
        this.add(page.items);
      }
    } catch {
      // The next change, or the connection's return, asks again.
    } finally {
      this.catching = false;
    }
  }

  private add(items: readonly TimelineEntry[]) {
    for (const item of items) {
      this.rows.set(item.version, item);
      this.newest = Math.max(this.newest, item.version);
    }
    this.say({ entries: withUpdates([...this.rows.values()]).sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.version - b.version) });
  }

  private say(change: Partial<Told>) {
    this.told = { ...this.told, ...change };
    this.listeners.forEach(listener => listener());
  }
}
