import type { ClusterAnswer } from "../api/types";

/** Readings that are kept: ten minutes of one every three seconds. */
export const maxSamples = 200;

/** The cluster at one moment. */
export interface Sample {
  /** Seconds since 1970. */
  at: number;
  acceptedPerSecond: number;
  /** Milliseconds of the slowest process; null where there was nothing. */
  feedLag: number | null;
  deadlineLateness: number | null;
}

const worst = (answer: ClusterAnswer, of: (silo: ClusterAnswer["silos"][number]) => { count: number; p99: number | null }) =>
  answer.silos.map(of).filter(s => s.count > 0).reduce<number | null>((most, s) => Math.max(most ?? 0, s.p99 ?? 0), null);

/** The figures of a process are those of its last minute. */
export const sampleOf = (answer: ClusterAnswer, atMs: number): Sample => ({
  at: atMs / 1000,
  acceptedPerSecond: answer.silos.reduce((sum, silo) => sum + silo.accepted, 0) / 60,
  feedLag: worst(answer, silo => silo.feedLag),
  deadlineLateness: worst(answer, silo => silo.deadlineLateness),
});

/** With one more; the oldest goes when there are too many, and a reading is taken once. */
export const withSample = (samples: readonly Sample[], next: Sample) => (samples.at(-1)?.at === next.at ? samples : [...samples.slice(-maxSamples + 1), next]);
