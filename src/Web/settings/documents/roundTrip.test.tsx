import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import i18next from "i18next";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { initReactI18next } from "react-i18next";
import { beforeAll, describe, expect, it } from "vitest";
import en from "../../language/texts/en.json";
import fi from "../../language/texts/fi.json";
import { kinds, type Kind } from "./documents";
import { Members } from "./fields";
import { FormContext } from "./form";
import type { Names } from "./names";
import { pathOf } from "./paths";
import { helpOf, Shapes, writingOf, type Schema, type Shape } from "./shapes";
import { at, change, isMapping, nameOf, plain, read, type Path, type Value } from "./yamlText";

const files = import.meta.glob<string>(["../../../Domain/Configuration/Schemas/**/*.json", "../../../Domain/Configuration/Defaults/*.yaml", "../../../../tests/Domain/Configuration/SchemaTests.cs"], { query: "?raw", import: "default", eager: true });
const file = (path: string) => files[`../../../${path}`]!;

/** As the service puts it together from its parts. */
const schemaOf = (kind: Kind) =>
  JSON.parse(file(`Domain/Configuration/Schemas/${kind}.json`).replace(/"@(\w+)"/g, (_, part: string) => file(`Domain/Configuration/Schemas/parts/${part}.json`))) as Schema;

const documents = new Map(kinds.map(kind => [kind, new Shapes(schemaOf(kind)).document]));
const defaultOf = (kind: Kind) => file(`Domain/Configuration/Defaults/${kind}.yaml`);

/** The documents with which the service's own tests show that schema and reader know the same members. */
function samples(): Map<Kind, string> {
  const found = [...file("../tests/Domain/Configuration/SchemaTests.cs").matchAll(/\[DocumentKinds\.(\w+)\] = """\n([\s\S]*?)\n\s*"""/g)];
  return new Map(found.map(([, name, text]) => {
    const lines = text!.split("\n");
    const indent = Math.min(...lines.filter(l => l.trim()).map(l => l.length - l.trimStart().length));
    return [kinds.find(k => k.replace("-", "") === name!.toLowerCase())!, lines.map(l => l.slice(indent)).join("\n") + "\n"];
  }));
}

/** A value with every member of every mapping, and now this, now that form of what has two; a condition within a condition has none in it. */
function whole(shape: Shape, turn: number, around: readonly Shape[] = []): Value {
  const inside = (inner: Shape, i = 0) => whole(inner, turn + i, [...around, shape]);
  switch (shape.kind) {
    case "object":
      return new Map(shape.members().filter(m => !(around.includes(shape) && ["all", "any", "not"].includes(m.name))).map((m, i) => [m.name, inside(m.shape, i)]));
    case "map": {
      const keys = { name: ["a.b", "c"], weekday: ["monday-friday", "sunday"], date: ["2026-12-24", "2027-07-05..2027-07-30"], language: ["fi", "sv"] }[shape.keys];
      return new Map(keys.slice(0, shape.item().kind === "object" ? 1 : 2).map((key, i) => [key, inside(shape.item(), i)]));
    }
    case "list":
      return shape.item().kind === "object" ? [inside(shape.item())] : [inside(shape.item()), inside(shape.item(), 1)];
    case "either":
      return inside(turn % 2 === 0 ? shape.single() : shape.object());
    case "openings":
      return turn % 2 === 0 ? ["08:00-11:00", "12:00-16:00"] : "closed";
    case "word":
      return shape.words[turn % shape.words.length]!;
    case "flag":
      return turn % 2 === 0 ? "true" : "false";
    case "duration":
      return "1h30m";
    case "number":
      return String(Math.max(0, shape.min));
    case "percent":
      return turn % 2 === 0 ? "80%" : "50";
    case "time":
      return "21:00";
    case "text":
      return shape.isLong ? "Kaksi\nriviä: #1\n" : "teksti: # 1";
  }
}

function* leaves(value: Value, path: Path = []): Generator<{ path: Path; value: string }> {
  if (typeof value === "string") yield { path, value };
  else if (isMapping(value)) for (const [key, member] of value) yield* leaves(member, [...path, key]);
  else if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* leaves(item, [...path, i]);
}

/** The shapes on the way to a place, the last one its own. */
function shapeAt(shape: Shape, value: Value, path: Path): Shape {
  if (path.length === 0) return shape.kind === "either" ? (isMapping(value) ? shape.object() : shape.single()) : shape.kind === "list" && shape.single && !Array.isArray(value) ? shapeAt(shape.item(), value, path) : shape;
  const [step, ...rest] = path;
  const inside = isMapping(value) ? value.get(String(step))! : Array.isArray(value) ? value[Number(step)]! : null;
  if (shape.kind === "object") return shapeAt(shape.members().find(m => m.name === step)!.shape, inside, rest);
  if (shape.kind === "map") return shapeAt(shape.item(), inside, rest);
  if (shape.kind === "list") return Array.isArray(value) ? shapeAt(shape.item(), inside, rest) : shapeAt(shape.item(), value, path);
  if (shape.kind === "either") return shapeAt(shape.object(), value, path);
  return shape;
}

const writing = (kind: Kind, value: Value, path: Path) => writingOf(shapeAt(documents.get(kind)!, value, path));

const known = new Map<string, string>();

/** The whole document written place by place, as the form writes it. */
function written(kind: Kind, turn: number): string {
  const key = `${kind} ${turn}`;
  if (!known.has(key)) known.set(key, write(kind, whole(documents.get(kind)!, turn)));
  return known.get(key)!;
}

function write(kind: Kind, value: Value): string {
  let text = "";
  for (const leaf of leaves(value)) {
    const last = leaf.path.at(-1)!;
    const wanted = { path: leaf.path, value: leaf.value, writing: writing(kind, value, leaf.path) };
    text = change(text, typeof last === "number" ? { act: "insert", ...wanted } : { act: "set", ...wanted });
  }
  return text;
}

const queries = new QueryClient();
const noNames = new Proxy({}, { get: () => [] }) as Names;

/** The form with all of it open. */
function markup(kind: Kind, value: Value): string {
  const state = { value, text: "", isSound: false, apply: () => {}, faults: new Map(), isReadOnly: false, opensAll: true, target: null, goTo: () => {}, names: noNames };
  const form = createElement(FormContext, { value: state }, createElement(Members, { shape: documents.get(kind)!, path: [], within: kind }));
  return renderToStaticMarkup(createElement(QueryClientProvider, { client: queries }, form));
}

const escape = (text: string) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function controlAt(html: string, name: string): string | null {
  const start = html.indexOf(`data-path="${escape(name)}"`);
  return start < 0 ? null : html.slice(start, start + 6_000);
}

const texts = () => kinds.flatMap(kind => [["default", defaultOf(kind)] as const, ["sample", samples().get(kind)!] as const, ["everything", written(kind, 0)] as const, ["everything else", written(kind, 1)] as const].map(([what, text]) => ({ kind, what, text })));

describe.each(texts())("$kind: $what", { timeout: 60_000 }, ({ kind, text }) => {
  const value = read(text).value;
  const places = [...leaves(value)];

  beforeAll(() => i18next.use(initReactI18next).init({ lng: "en", resources: { en: { translation: en }, fi: { translation: fi } }, keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false } }));

  it("is YAML", () => {
    expect(read(text).trouble).toBeNull();
  });

  it("has a control for every place, with its value", () => {
    const html = markup(kind, value);
    expect(html).not.toContain(en["document.onlyYaml"]);
    for (const place of places) {
      const name = nameOf(place.path);
      const isHours = /^(closed|\d\d:\d\d-)/.test(place.value);
      const around = isHours && typeof place.path.at(-1) === "number" ? nameOf(place.path.slice(0, -1)) : name;
      const control = controlAt(html, around);
      expect(control, name).not.toBeNull();
      const shown = isHours && place.value !== "closed" ? place.value.split("-")[0]! : place.value;
      if (place.value !== "closed") expect(control!.includes(`value="${escape(shown)}"`) || control!.includes(`>${escape(shown)}</textarea>`) || control!.includes(`>\n${escape(shown)}</textarea>`) || /selected=""/.test(control!), name).toBe(true);
    }
  });

  it("stays letter by letter when a place gets the value that it has, and when it is changed and changed back", () => {
    for (const place of places.filter((_, i) => i % Math.ceil(places.length / 12) === 0)) {
      const set = (to: string, of: string) => change(of, { act: "set", path: place.path, value: to, writing: writing(kind, value, place.path) });
      expect(read(set(place.value, text)).value).toEqual(value);
      const other = set("muuta", text);
      expect(at(read(other).value, place.path)).toBe("muuta");
      expect(plain(read(set(place.value, other)).value)).toEqual(plain(value));
      for (const line of text.split("\n").filter(l => l.trimStart().startsWith("#"))) expect(other).toContain(line);
      expect(other.split("\n").filter(l => !text.split("\n").includes(l)).length).toBeLessThan(4);
    }
  });

  it("names its places as the service does", () => {
    for (const place of places) expect(pathOf(value, nameOf(place.path))).toEqual(place.path);
  });
});

describe("written by the form alone", { timeout: 60_000 }, () => {
  it.each(kinds)("%s comes back as it was", kind => {
    for (const turn of [0, 1]) {
      const value = whole(documents.get(kind)!, turn);
      const back = read(written(kind, turn)).value;
      expect([...leaves(back)]).toEqual([...leaves(value)]);
    }
  });
});

describe("words", () => {
  function* named(shape: Shape, seen = new Set<Shape>()): Generator<{ name: string; shape: Shape; description: string }> {
    if (seen.has(shape)) return;
    seen.add(shape);
    if (shape.kind === "object") for (const member of shape.members()) (yield member, yield* named(member.shape, seen));
    else if (shape.kind === "map" || shape.kind === "list") yield* named(shape.item(), seen);
    else if (shape.kind === "either") (yield* named(shape.single(), seen), yield* named(shape.object(), seen));
  }
  const members = kinds.flatMap(kind => [...named(documents.get(kind)!)]);

  it("every field has a name, and every word too", () => {
    const names = new Set(Object.keys(en));
    for (const { name, shape } of members) {
      expect([...names].some(key => key === `field.${name}` || (key.startsWith("field.") && key.endsWith(`.${name}`))), `field.${name}`).toBe(true);
      const inner = shape.kind === "list" ? shape.item() : shape;
      if (inner.kind === "word") for (const word of inner.words) if (!/^\d+$/.test(word)) expect(["word", `word.${name}`, "priority", "status", "stage", "channel"].some(of => names.has(`${of}.${word}`)), `${name}: ${word}`).toBe(true);
    }
  });

  it("every explanation is in both languages, or in one for both", () => {
    for (const { description } of members) {
      if (!description) continue;
      const [inFinnish, inEnglish] = [helpOf(description, "fi"), helpOf(description, "en")];
      if (inFinnish !== inEnglish) expect(`${inFinnish} ${inEnglish}`).toBe(description);
      else expect(description.split(". ").length, description).toBe(1);
    }
  });
});
