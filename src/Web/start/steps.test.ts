import { expect, test } from "vitest";
import { firstMessage, isDone, quoted, type Known } from "./steps";

const nothing: Known = { interactions: 0, channels: 0, people: 1, calendars: 0, senders: 0 };
const done = (known: Partial<Known>) => Object.entries(isDone).filter(([, is]) => is({ ...nothing, ...known })).map(([step]) => step);

test("nothing is done in a fresh service, whose administrator alone is there", () => expect(done({})).toEqual([]));

test.each<[Partial<Known>, string[]]>([
  [{ interactions: 1, channels: 1 }, ["message"]],
  [{ interactions: 447, channels: 18 }, ["demo", "message"]],
  [{ people: 2, calendars: 3, senders: 1 }, ["people", "hours", "channels"]],
])("%o is %o", (known, is) => expect(done(known)).toEqual(is));

test("a shell reads nothing in the message", () => {
  expect(quoted("it's `so` $HOME")).toBe("'it'\\''s `so` $HOME'");
  const line = firstMessage("http://127.0.0.1:5080", "crm_1", "Onko se \"auki\"?");
  expect(line).toMatch(/^curl -H 'Authorization: Bearer crm_1' .* http:\/\/127\.0\.0\.1:5080\/api\/interactions$/);
  expect(JSON.parse(/-d '(.*)'/.exec(line)![1]!.replace(`'"$(date -u +%FT%TZ)"'`, "2026-11-29T10:00:00Z"))).toMatchObject({ text: "Onko se \"auki\"?", direction: "inbound" });
});
