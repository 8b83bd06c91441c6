import { describe, expect, it } from "vitest";
import type { TimelineEntry } from "../api/types";
import { Story } from "./story";

/** A conversation of so many rows, one a second, as the service pages it. */
function service(rows: number) {
  let last = rows;
  const row = (version: number) => ({ version, of: null, at: new Date(version * 1000).toISOString() }) as TimelineEntry;
  const asked: string[] = [];
  return {
    grow: (by: number) => (last += by),
    asked,
    before: (cursor: string | null, limit: number) => {
      asked.push(`before ${cursor ?? "the newest"}`);
      const end = cursor ? Number(cursor) : last + 1;
      const begin = Math.max(1, end - limit);
      const items = Array.from({ length: end - begin }, (_, i) => row(end - 1 - i));
      return Promise.resolve({ items, next: begin > 1 ? String(begin) : null });
    },
    since: (version: number, limit: number) => Promise.resolve({ items: Array.from({ length: Math.min(limit, last - version) }, (_, i) => row(version + 1 + i)), next: null }),
  };
}

const versions = (story: Story) => story.told.entries.map(e => e.version);
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe("story", () => {
  it("has what came meanwhile, each once and in order", async () => {
    const rows = service(60);
    const story = new Story(rows);
    await story.load();
    rows.grow(5);
    await Promise.all([story.catchUp(63), story.catchUp(65)]);
    expect(versions(story)).toEqual(from(11, 65));
  });

  it("takes what is brought, and asks for what lies between", async () => {
    const rows = service(60);
    const story = new Story(rows);
    const brought = async (from: number, to: number) => story.heard(from, (await rows.since(from, to - from)).items);
    rows.grow(1);
    await brought(60, 61);
    expect(story.told.state).toBe("loading");
    await story.load();
    rows.grow(4);
    await brought(61, 63);
    expect(versions(story)).toEqual(from(12, 63));
    // 64 was missed.
    await brought(64, 65);
    expect(versions(story)).toEqual(from(12, 63));
    await story.catchUp(65);
    expect(versions(story)).toEqual(from(12, 65));
  });

  it("lets go of what is far above, and reads it again without a gap", async () => {
    const rows = service(50);
    const story = new Story(rows);
    await story.load();
    expect(story.told.hasEarlier).toBe(false);
    rows.grow(400);
    await story.catchUp(450);
    story.trim();
    expect(versions(story)).toEqual(from(251, 450));
    expect(story.told.hasEarlier).toBe(true);

    rows.grow(10);
    await story.catchUp(460);
    await story.loadEarlier();
    expect(versions(story)).toEqual(from(61, 460));
    await story.loadEarlier();
    expect(versions(story)).toEqual(from(11, 460));
    await story.loadEarlier();
    expect(versions(story)).toEqual(from(1, 460));
    expect(story.told.hasEarlier).toBe(false);
  });

  it("keeps everything below the bound", async () => {
    const rows = service(400);
    const story = new Story(rows);
    await story.load();
    while (story.told.hasEarlier) await story.loadEarlier();
    story.trim();
    expect(versions(story)).toEqual(from(1, 400));
  });
});
