import { expect, test } from "vitest";
import { chosenPresence } from "./presence";
import { byReadiness, type Person } from "./usePeople";

const person = (name: string, changes: Partial<Person>): Person => ({ name, displayName: name, presence: "online", onShift: true, load: 0, capacity: 10, teams: [], ...changes });

test("whoever is there and has room stands first", () => {
  const people = [person("off", { presence: "off" }), person("full", { load: 10 }), person("away", { presence: "away" }), person("free", {}), person("home", { onShift: false })];
  expect(people.sort(byReadiness).map(p => p.name)).toEqual(["free", "full", "home", "away", "off"]);
});

test("agents are there when they sign in, others when they say so, and what was chosen stays", () => {
  expect(chosenPresence(null, "agent")).toBe("online");
  expect(chosenPresence(null, "supervisor")).toBe("off");
  expect(chosenPresence("away", "agent")).toBe("away");
  expect(chosenPresence("nonsense", "agent")).toBe("online");
});
