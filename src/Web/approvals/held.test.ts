import { expect, test } from "vitest";
import type { ConversationView } from "../api/types";
import { isHeld, mayDecide } from "./held";

const asked = (state: "asked" | "granted" | "declined", ...from: string[]) => ({ approval: { rule: "raha", from, askedAt: "2026-01-01T00:00:00Z", state, by: null } }) as Pick<ConversationView, "approval">;
const agent = { name: "aino", permissions: ["read", "act"] };

test("an agent's answer waits until it is granted", () => {
  expect(isHeld(asked("asked", "role:supervisor"), agent)).toBe(true);
  expect(isHeld(asked("declined", "kaisa"), agent)).toBe(true);
  expect(isHeld(asked("granted", "kaisa"), agent)).toBe(false);
  expect(isHeld({ approval: null } as unknown as Pick<ConversationView, "approval">, agent)).toBe(false);
});

test("whoever was asked, or acts over others, may decide", () => {
  expect(mayDecide(asked("asked", "aino"), agent)).toBe(true);
  expect(mayDecide(asked("asked", "team:raha"), agent)).toBe(true);
  expect(mayDecide(asked("asked", "role:supervisor"), agent)).toBe(false);
  expect(mayDecide(asked("asked", "role:supervisor"), { name: "boss", permissions: ["overOthers"] })).toBe(true);
});
