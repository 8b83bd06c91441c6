import type { Page } from "../api/types";
import { belongs, compare, type Filter, type Row } from "./filter";

/** Rows of a page, the most that the service gives. */
const pageRows = 200;

/** Pages that are read again at once when something may have been missed; what was loaded beyond them is loaded anew while scrolling. */
const maxPagesAgain = 5;

export interface Shown {
  rows: readonly Row[];
  /** Changes of the order that wait until the hand is off the list. */
  pending: number;
  state: "loading" | "ready" | "failed";
  error: unknown;
  hasMore: boolean;
  loadingMore: boolean;
}

type Read = (cursor: string | null, limit: number) => Promise<Page<Row>>;

/**
 * A list that lives: rows change where they stand, at once. Their order changes only while nobody's hand is on the part that is seen; until then the
 * changes are counted, and applied when asked for.
 */
export class LiveList {
  shown: Shown = { rows: [], pending: 0, state: "loading", error: null, hasMore: false, loadingMore: false };
  private readonly known = new Map<string, Row>();
  private readonly listeners = new Set<() => void>();
  private cursor: string | null = null;
  private tail: Row | null = null;
  private held = false;
  private lastVisible = 0;
  private pages = 1;
  private scheduled = false;
  private generation = 0;

  constructor(
    readonly filter: Filter,
    private readonly read: Read,
    private readonly later: (action: () => void) => void = action => requestAnimationFrame(action),
  ) {}

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** From the beginning, as many pages as were there. */
  async load() {
    const generation = ++this.generation;
    try {
      const rows: Row[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < Math.min(this.pages, maxPagesAgain); page++) {
        const answer: Page<Row> = await this.read(cursor, pageRows);
        if (generation !== this.generation) return;
        rows.push(...answer.items);
        cursor = answer.next;
        if (!cursor) break;
      }
      const newer = new Map(this.known);
      this.known.clear();
      for (const row of rows) {
        const known = newer.get(row.id);
        this.known.set(row.id, known && known.version > row.version ? known : row);
      }
      this.cursor = cursor;
      this.tail = cursor ? (rows.at(-1) ?? null) : null;
      this.say({ state: "ready", error: null, hasMore: cursor !== null });
      this.settle(true);
    } catch (error) {
      if (generation === this.generation) this.say({ state: this.shown.rows.length ? "ready" : "failed", error });
    }
  }

  async more() {
    if (this.shown.loadingMore || !this.cursor) return;
    const generation = this.generation;
    this.say({ loadingMore: true });
    try {
      const answer = await this.read(this.cursor, pageRows);
      if (generation !== this.generation) return;
      for (const row of answer.items) {
        const known = this.known.get(row.id);
        if (!known || known.version < row.version) this.known.set(row.id, row);
      }
      this.pages++;
      this.cursor = answer.next;
      this.tail = answer.next ? (answer.items.at(-1) ?? null) : null;
      this.say({ hasMore: answer.next !== null });
      this.settle(false);
    } catch {
      // Asked for again by the next scrolling.
    } finally {
      this.say({ loadingMore: false });
    }
  }

  /** A conversation is another one now. */
  changed(row: Row) {
    const known = this.known.get(row.id);
    if (known && known.version >= row.version) return;
    if (!known && !belongs(row, this.filter)) return;
    this.known.set(row.id, { ...known, ...row });
    this.schedule();
  }

  /** While it is held, nothing that is seen changes its place. */
  hold(held: boolean, lastVisible: number) {
    this.lastVisible = lastVisible;
    if (this.held === held) return;
    this.held = held;
    if (!held && this.shown.pending > 0) this.schedule();
  }

  apply() {
    this.settle(true);
  }

  /** Many changes at once are one new picture. */
  private schedule() {
    if (this.scheduled) return;
    this.scheduled = true;
    this.later(() => {
      this.scheduled = false;
      this.settle(false);
    });
  }

  private settle(now: boolean) {
    const order = [...this.known.values()].filter(row => belongs(row, this.filter)).sort(compare[this.filter.sort]);
    // What stands behind the last loaded row comes with its own page.
    const tail = this.tail;
    const next = tail ? order.filter(row => compare[this.filter.sort](row, tail) <= 0) : order;
    const before = this.shown.rows;
    const seen = before.slice(0, this.lastVisible + 1);
    const moves = seen.filter((row, i) => next[i]?.id !== row.id).length;
    if (!now && this.held && moves > 0) {
      const ids = new Set(before.map(row => row.id));
      const pending = next.filter(row => !ids.has(row.id)).length || 1;
      this.say({ rows: before.map(row => this.known.get(row.id) ?? row), pending });
      return;
    }
    for (const [id, row] of this.known) if (!belongs(row, this.filter)) this.known.delete(id);
    this.say({ rows: next, pending: 0 });
  }

  private say(change: Partial<Shown>) {
    this.shown = { ...this.shown, ...change };
    this.listeners.forEach(listener => listener());
  }
}
