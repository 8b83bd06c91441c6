import { expect, test } from "vitest";
import { mayDecide } from "./approvals";

const me = { name: "aino", role: "agent" } as const;

test.each([
  [["aino"], true],
  [["sami"], false],
  [["role:agent"], true],
  [["role:supervisor"], false],
  [["sami", "team:press"], true],
  [["team:legal"], false],
])("%j", (from, may) => expect(mayDecide(from, me, ["press"])).toBe(may));
