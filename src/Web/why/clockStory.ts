import type { Clock, Decision } from "./decisions";

export interface ClockStory {
  /** As it was last told. */
  clock: Clock;
  /** When it stood still; the last has no end while it still does. */
  pauses: { from: string; until: string | null }[];
  /** The policy was chosen by a rule instead of by the conditions of the policies. */
  isChosen: boolean;
}

/** What the rows tell of the wait of one kind that began at a time; null where they reach less far back. Rows come newest first. */
export function clockStory(decisions: readonly Decision[], kind: string, since: string | null): ClockStory | null {
  let story = null as ClockStory | null;
  for (const decision of decisions.toReversed()) {
    for (const { type, clock } of decision.done) {
      if (!clock || clock.kind !== kind || Date.parse(clock.since) !== Date.parse(since ?? "")) continue;
      const pauses: ClockStory["pauses"] = story ? [...story.pauses] : [];
      const open = pauses.at(-1)?.until === null;
      if (!clock.running && !open) pauses.push({ from: decision.at, until: null });
      else if (clock.running && open) pauses[pauses.length - 1] = { ...pauses.at(-1)!, until: decision.at };
      story = { clock, pauses, isChosen: type === "response.clock-started" ? decision.chosenPolicy === clock.policy : (story?.isChosen ?? false) };
    }
  }
  return story;
}
