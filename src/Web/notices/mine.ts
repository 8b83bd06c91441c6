import type { Row } from "../inbox/filter";

export type Heard = "assigned" | "message";

type Seen = Pick<Row, "lastInteractionAt" | "interactions">;

/** Knows which conversations are one person's, and what a change of one means to them. */
export class Mine {
  private known: Map<string, Seen> | null = null;

  constructor(private readonly me: string) {}

  /** These are theirs now: read after the watch began. */
  are(rows: readonly Row[]) {
    this.known = new Map(rows.map(row => [row.id, row]));
  }

  /** Whether they were given it, or something was said in it; null for all else, and before anything is known. */
  heard(row: Row): Heard | null {
    if (!this.known) return null;
    const before = this.known.get(row.id);
    if (row.assignee !== this.me || row.status === "resolved") {
      this.known.delete(row.id);
      return null;
    }
    this.known.set(row.id, row);
    if (!before) return "assigned";
    return row.interactions > before.interactions && row.waitingSince !== null ? "message" : null;
  }
}
