import type { TimelineEntry } from "../api/types";
import type { Colleague } from "../live/viewers";

/** What others do about the same customer while one writes. */
export interface Collision {
  /** Colleagues' answers that weren't there when the writing began. */
  answers: readonly TimelineEntry[];
  writing: readonly Colleague[];
}

export function collisionOf(entries: readonly TimelineEntry[], began: number, me: string, colleagues: readonly Colleague[]): Collision {
  return {
    answers: began > 0 ? entries.filter(e => e.version > began && e.direction === "outbound" && !e.automatic && e.actor !== me) : [],
    writing: colleagues.filter(colleague => colleague.writing),
  };
}

export const isThere = (collision: Collision) => collision.answers.length > 0 || collision.writing.length > 0;
