import { expect, test } from "vitest";
import type { DeliveryReceipt, Page, TimelineEntry } from "../api/types";
import { Story } from "./story";
import { fold, withUpdates } from "./updates";

const at = (minute: number) => new Date(Date.UTC(2026, 3, 15, 8, minute)).toISOString();
const row = (version: number, changes: Partial<TimelineEntry>) =>
  ({ version, at: at(version), of: null, direction: null, text: null, subject: null, attachments: [], earlier: [], editedAt: null, removedAt: null, receipt: null, ...changes }) as TimelineEntry;
const message = (changes: Partial<TimelineEntry> = {}) => row(1, { direction: "outbound", text: "Huomenna", at: at(0), ...changes });
const edit = (version: number, minute: number, text: string) => row(version, { of: 1, text, editedAt: at(minute) });
const receipt = (version: number, state: DeliveryReceipt["state"], minute: number, reason: string | null = null) => row(version, { of: 1, receipt: { state, at: at(minute), reason } });
const removal = (version: number, minute: number) => row(version, { of: 1, removedAt: at(minute) });

function* orders<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield [];
  for (let i = 0; i < items.length; i++) for (const rest of orders(items.toSpliced(i, 1))) yield [items[i]!, ...rest];
}

test("any order, and each of them twice, ends the same", () => {
  const updates = [edit(2, 5, "Ylihuomenna"), edit(3, 9, "Perjantaina"), edit(4, 9, "Lauantaina"), receipt(5, "read", 7), receipt(6, "delivered", 8), receipt(7, "failed", 9, "no such number")];
  const expected = fold(message(), updates);
  expect(expected).toMatchObject({ text: "Perjantaina", editedAt: at(9), receipt: { state: "read", at: at(7) } });
  expect(expected.earlier.map(e => e.text)).toEqual(["Huomenna", "Ylihuomenna", "Lauantaina"]);
  for (const order of orders(updates)) expect(fold(fold(message(), order), order)).toEqual(expected);
});

test("what was taken back says nothing any more, whenever its edit is heard of", () => {
  for (const order of orders([edit(2, 5, "Ylihuomenna"), removal(3, 9), removal(4, 8)])) {
    const folded = fold(message({ subject: "Lento" }), order);
    expect(folded).toMatchObject({ text: null, subject: null, removedAt: at(8), editedAt: at(5), earlier: [] });
  }
});

test("receipts only go forward: a failure outweighs a delivery, and a reading both", () => {
  const states = (...rows: TimelineEntry[]) => fold(message(), rows).receipt?.state;
  expect(states(receipt(2, "delivered", 9), receipt(3, "sent", 10))).toBe("delivered");
  expect(states(receipt(2, "failed", 9), receipt(3, "delivered", 10))).toBe("failed");
  expect(states(receipt(2, "read", 9), receipt(3, "failed", 10))).toBe("read");
  expect(fold(message(), [receipt(2, "sent", 9), receipt(3, "sent", 4)]).receipt?.at).toBe(at(9));
});

test("a row that changes a message is no row of its own, also where the message isn't read yet", () => {
  expect(withUpdates([message(), receipt(2, "read", 3), row(3, { kind: "conversation.claimed" } as Partial<TimelineEntry>), row(4, { of: 17, editedAt: at(4) })]).map(e => e.version)).toEqual([1, 3]);
});

test("the story folds what comes later into what it has", async () => {
  const page = (items: TimelineEntry[]): Promise<Page<TimelineEntry>> => Promise.resolve({ items, next: null });
  const since = [receipt(2, "delivered", 2), edit(3, 3, "Perjantaina")];
  const story = new Story({ before: () => page([message()]), since: version => page(since.filter(r => r.version > version)) });
  await story.load();
  await story.catchUp(3);
  expect(story.told.entries).toHaveLength(1);
  expect(story.told.entries[0]).toMatchObject({ text: "Perjantaina", receipt: { state: "delivered" }, earlier: [{ text: "Huomenna" }] });
});

test("what is let go of and read again has what became of it, and updates alone let go of nothing", async () => {
  const all = Array.from({ length: 900 }, (_, i) => (i % 2 ? row(i + 1, { of: i, receipt: { state: "read", at: at(i + 1), reason: null } }) : row(i + 1, { direction: "outbound", text: "Hei" })));
  let last = 600;
  const story = new Story({
    before: (cursor, limit) => {
      const end = cursor ? Number(cursor) : last;
      return Promise.resolve({ items: all.slice(Math.max(0, end - limit), end).reverse(), next: end > limit ? String(end - limit) : null });
    },
    since: (version, limit) => Promise.resolve({ items: all.slice(version, Math.min(last, version + limit)), next: null }),
  });
  await story.load();
  while (story.told.hasEarlier) await story.loadEarlier();
  story.trim();
  expect([story.told.entries.length, story.told.hasEarlier]).toEqual([300, false]);

  last = 900;
  await story.catchUp(900);
  story.trim();
  expect([story.told.entries.length, story.told.hasEarlier]).toEqual([200, true]);
  await story.loadEarlier();
  expect(story.told.entries.length).toBeGreaterThan(200);
  while (story.told.hasEarlier) await story.loadEarlier();
  expect(story.told.entries.map(e => e.version)).toEqual(Array.from({ length: 450 }, (_, i) => 2 * i + 1));
  expect(story.told.entries.every(e => e.receipt?.state === "read")).toBe(true);
});
