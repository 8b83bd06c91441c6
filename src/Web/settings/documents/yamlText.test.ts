import { describe, expect, it } from "vitest";
import { difference, merge } from "./lines";
import { at, change, isMapping, nameOf, plain, read } from "./yamlText";

const text = `# At the top.
policies:
  - id: social   # the first
    when:
      channel: [x, facebook]
    firstResponse: { others: 1h, urgent: 15m }
    warnAt: [50, 80]

  # Between.
  - id: others
    firstResponse: 4h
    name: "Muut: kanavat"
`;

describe("change", () => {
  it("replaces one value and leaves every other letter", () => {
    expect(change(text, { act: "set", path: ["policies", 0, "firstResponse", "urgent"], value: "20m" })).toBe(text.replace("15m", "20m"));
    expect(change(text, { act: "set", path: ["policies", 0, "id"], value: "some" })).toBe(text.replace("social", "some"));
    expect(change(text, { act: "set", path: ["policies", 1, "name"], value: "Muut # kanavat" })).toBe(text.replace("Muut: kanavat", "Muut # kanavat"));
  });

  it("puts a new member where the schema has it", () => {
    const order = ["id", "name", "when", "calendar", "firstResponse", "nextResponse"];
    expect(change(text, { act: "set", path: ["policies", 0, "calendar"], value: "office", order })).toBe(text.replace("    firstResponse: {", "    calendar: office\n    firstResponse: {"));
  });

  it("adds to a list in brackets and in lines", () => {
    expect(change(text, { act: "insert", path: ["policies", 0, "when", "channel", 2], value: "line" })).toBe(text.replace("[x, facebook]", "[x, facebook, line]"));
    const grown = change(text, { act: "insert", path: ["policies", 2], value: new Map([["id", "c"]]) });
    expect(grown).toBe(text + "  - id: c\n");
  });

  it("makes a list of what stood alone", () => {
    expect(change("a: x # why\n", { act: "insert", path: ["a", 1], value: "y" })).toBe("a: [x, y] # why\n");
    expect(change("a:\n  id: x # why\n", { act: "insert", path: ["a", 1], value: new Map([["id", "y"]]) })).toBe("a:\n  - id: x # why\n  - id: y\n");
  });

  it("moves and removes with their comments", () => {
    const moved = change(text, { act: "move", path: ["policies", 1], to: 0 });
    expect(at(read(moved).value, ["policies", 0, "id"])).toBe("others");
    expect(moved).toContain("# At the top.");
    expect(moved).toContain("# Between.");
    expect(moved).toContain("# the first");
    expect(change(text, { act: "remove", path: ["policies", 0, "warnAt"] })).toBe(text.replace("    warnAt: [50, 80]\n", ""));
  });

  it("keeps the writer's indentation", () => {
    const wide = "calendars:\n    office:\n        zone: UTC\n        week:\n            monday: closed\nchannels:\n- { channel: x,  calendar: office }\n";
    expect(change(wide, { act: "set", path: ["calendars", "office", "holidays"], value: "finland" })).toBe(wide.replace("monday: closed\n", "monday: closed\n        holidays: finland\n"));
  });

  it("begins in an empty document, and keeps its comments", () => {
    expect(change("# Nothing yet.\n{}\n", { act: "set", path: ["teams", "tuki", "members"], value: ["liisa"] })).toBe("# Nothing yet.\nteams:\n  tuki:\n    members: [liisa]\n");
    expect(change("", { act: "insert", path: ["rules", 0], value: new Map([["id", "a"]]) })).toBe("rules:\n  - id: a\n");
  });

  it("writes numbers as numbers, and texts that look like other things as texts", () => {
    const set = (value: string, writing: "word" | "text") => change("a: b\n", { act: "set", path: ["a"], value, writing });
    expect(set("80", "word")).toBe("a: 80\n");
    expect(set("1.50", "word")).toBe("a: 1.50\n");
    expect(set("80%", "word")).toBe("a: 80%\n");
    expect(read(set("80", "text")).value).toEqual(new Map([["a", "80"]]));
    for (const odd of ["null", "~", "", " a ", "a\nb\n", "- a", "#", "ä: ö", "'", '"', "[", "true"]) {
      expect(at(read(set(odd, "text")).value, ["a"])).toBe(odd);
      expect(at(read(change("a: { b: c }\n", { act: "set", path: ["a", "b"], value: odd })).value, ["a", "b"])).toBe(odd);
    }
  });

  it("renames", () => {
    expect(change("a:\n  b: { c: d } # e\n", { act: "rename", path: ["a", "b"], name: "x" })).toBe("a:\n  x: { c: d } # e\n");
  });
});

describe("read", () => {
  it("says where it isn't YAML", () => {
    expect(read("a: [1\nb: 2\n").trouble?.line).toBe(2);
    expect(read("a: &x 1\nb: *x\n").trouble).toMatchObject({ line: 2, message: "alias" });
    expect(read("- a\n").trouble).toMatchObject({ message: "mapping" });
    expect(read("").trouble).toBeNull();
  });

  it("knows the line of a place, and its name", () => {
    expect(read(text).lineOf(["policies", 1, "name"])).toBe(12);
    expect(nameOf(["policies", 1, "firstResponse", "urgent"])).toBe("policies[1].firstResponse.urgent");
  });

  it("has every single value as its text", () => {
    const value = read("a: 0x10\nb: yes\nc: ~\nd:\n1: 2026-01-01\n").value;
    expect(isMapping(value)).toBe(true);
    expect(plain(value)).toEqual({ map: [["a", "0x10"], ["b", "yes"], ["c", null], ["d", null], ["1", "2026-01-01"]] });
  });
});

describe("lines", () => {
  it("differ as little as possible", () => {
    expect(difference("a\nb\nc\nd", "a\nx\nc\nd\ne").map(l => l.kind[0] + l.text)).toEqual(["sa", "rb", "ax", "sc", "sd", "ae"]);
    const words = (n: number) => Array.from({ length: 400 }, (_, i) => String((i * n) % 17));
    const [before, after] = [words(3), words(5)];
    const lines = difference(before.join("\n"), after.join("\n"));
    expect(lines.filter(l => l.kind !== "added").map(l => l.text)).toEqual(before);
    expect(lines.filter(l => l.kind !== "removed").map(l => l.text)).toEqual(after);
  });

  it("merge what two people wrote", () => {
    expect(merge("a\nb\nc\nd", "a\nB\nc\nd", "a\nb\nc\nD\ne")).toEqual({ text: "a\nB\nc\nD\ne", clashes: 0 });
    expect(merge("a\nb\nc", "a\nx\nc", "a\ny\nc")).toEqual({ text: "a\nx\nc", clashes: 1 });
    expect(merge("a\nb\nc", "a\nx\nc", "a\nx\nc")).toEqual({ text: "a\nx\nc", clashes: 0 });
    expect(merge("a\nb", "a\nb\nc", "a\nb\nd").clashes).toBe(1);
    expect(merge("a\nb\nc\nd\ne", "a\nc\nd\ne", "x\na\nb\nc\nd").text).toBe("x\na\nc\nd");
  });
});
