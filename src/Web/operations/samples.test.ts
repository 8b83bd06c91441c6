import { expect, test } from "vitest";
import type { ClusterAnswer } from "../api/types";
import { maxSamples, sampleOf, withSample, type Sample } from "./samples";

const spread = (count: number, p99: number | null) => ({ count, p50: p99, p99 });
const answer = (...silos: [accepted: number, feed: ReturnType<typeof spread>, late: ReturnType<typeof spread>][]) =>
  ({ silos: silos.map(([accepted, feedLag, deadlineLateness]) => ({ accepted, feedLag, deadlineLateness })) }) as unknown as ClusterAnswer;

test("processes are added up, and of times the worst counts", () => {
  expect(sampleOf(answer([60, spread(3, 8), spread(0, null)], [120, spread(1, 20), spread(0, null)]), 5_000)).toEqual({ at: 5, acceptedPerSecond: 3, feedLag: 20, deadlineLateness: null });
});

test("what nobody measured isn't zero", () => expect(sampleOf(answer([0, spread(0, null), spread(0, null)]), 0).feedLag).toBeNull());

test("the oldest goes, and a reading is taken once", () => {
  const one = (at: number): Sample => ({ at, acceptedPerSecond: 0, feedLag: null, deadlineLateness: null });
  const full = Array.from({ length: maxSamples + 5 }, (_, i) => one(i)).reduce<readonly Sample[]>(withSample, []);
  expect(full).toHaveLength(maxSamples);
  expect(full[0]!.at).toBe(5);
  expect(withSample(full, one(maxSamples + 4))).toBe(full);
});
