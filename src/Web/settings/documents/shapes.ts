import { isMapping, type Value, type Writing } from "./yamlText";

/** What is used of a JSON schema of a document. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  description?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  required?: string[];
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  anyOf?: Schema[];
  enum?: (string | number)[];
  const?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
}

/** What the names in a mapping of one's own names are. */
export type Keys = "name" | "weekday" | "date" | "language";

/** What kind of control a place of a document gets. */
export type Shape =
  | { kind: "object"; members: () => Member[] }
  /** Members under names of one's own. */
  | { kind: "map"; keys: Keys; item: () => Shape }
  /** single: one item may stand there without the list. */
  | { kind: "list"; single: boolean; item: () => Shape }
  /** One of some words; with another, also a value of that kind. */
  | { kind: "word"; words: string[]; other: Single | null }
  /** A single value, or a mapping in its place. */
  | { kind: "either"; single: () => Shape; object: () => Shape }
  /** Opening hours of a day. */
  | { kind: "openings" }
  | Single;

export type Single =
  | { kind: "flag" }
  | { kind: "duration" }
  | { kind: "number"; min: number; max: number }
  | { kind: "percent" }
  | { kind: "time" }
  | { kind: "text"; isLong: boolean; max: number | null; pattern: string | null };

export interface Member {
  name: string;
  shape: Shape;
  isRequired: boolean;
  description: string;
}

const longFrom = 1_000;

/** Definitions and members whose name says more than their rules do. */
const named: Record<string, Shape> = {
  openings: { kind: "openings" },
  duration: { kind: "duration" },
  percent: { kind: "percent" },
  ics: { kind: "text", isLong: true, max: null, pattern: null },
  time: { kind: "time" },
};

export class Shapes {
  private readonly known = new Map<Schema, Shape>();

  constructor(private readonly root: Schema) {}

  get document(): Shape & { kind: "object" } {
    const shape = this.of(this.root);
    if (shape.kind !== "object") throw new Error("a document is a mapping");
    return shape;
  }

  of(schema: Schema): Shape {
    const name = schema.$ref?.split("/").at(-1);
    if (name && named[name]) return named[name];
    const target = this.resolve(schema);
    let shape = this.known.get(target);
    if (!shape) this.known.set(target, (shape = this.make(target)));
    return shape;
  }

  private resolve(schema: Schema): Schema {
    if (!schema.$ref) return schema;
    const found = this.root.$defs?.[schema.$ref.replace("#/$defs/", "")];
    if (!found) throw new Error(`the schema has no ${schema.$ref}`);
    return this.resolve(found);
  }

  private make(schema: Schema): Shape {
    if (schema.anyOf && !schema.properties) return this.makeChoice(schema.anyOf);
    if (schema.properties) return { kind: "object", members: once(() => this.membersOf(schema)) };
    if (typeof schema.additionalProperties === "object") {
      const item = schema.additionalProperties;
      return { kind: "map", keys: keysOf(this.resolve(schema.propertyNames ?? {}).pattern ?? ""), item: once(() => this.of(item)) };
    }
    if (schema.items) {
      const { items } = schema;
      return { kind: "list", single: false, item: once(() => this.of(items)) };
    }
    if (schema.enum) return { kind: "word", words: distinct(schema.enum), other: null };
    return singleOf(schema);
  }

  private makeChoice(options: Schema[]): Shape {
    const resolved = options.map(option => this.resolve(option));
    const list = resolved.find(o => o.items);
    if (list) return { kind: "list", single: resolved.length > 1, item: once(() => this.of(list.items!)) };
    const object = resolved.findIndex(o => o.properties ?? typeof o.additionalProperties === "object");
    if (object >= 0) {
      const single = options.find((_, i) => i !== object)!;
      return { kind: "either", single: once(() => this.of(single)), object: once(() => this.of(options[object]!)) };
    }
    const words = distinct(resolved.flatMap(o => o.enum ?? (o.const === undefined ? [] : [o.const])));
    const others = options.filter((_, i) => !resolved[i]!.enum && resolved[i]!.const === undefined);
    if (resolved.some(o => o.type === "boolean")) return { kind: "flag" };
    const other = others[0] ? (others.length > 1 ? { kind: "percent" as const } : (this.of(others[0]) as Single)) : null;
    return words.length > 0 ? { kind: "word", words, other } : (other ?? singleOf({}));
  }

  private membersOf(schema: Schema): Member[] {
    return Object.entries(schema.properties!).map(([name, member]) => ({
      name,
      shape: named[name] ?? this.of(member),
      isRequired: schema.required?.includes(name) ?? false,
      description: member.description ?? this.resolve(member).description ?? "",
    }));
  }
}

const keysOf = (pattern: string): Keys => (pattern.includes("monday") ? "weekday" : pattern.includes("\\d{4}") ? "date" : pattern.includes("{2,8}") ? "language" : "name");

const distinct = (words: (string | number)[]) => [...new Set(words.map(String))];

function singleOf(schema: Schema): Single {
  if (schema.type === "boolean") return { kind: "flag" };
  if (schema.type === "integer" || schema.type === "number") return { kind: "number", min: schema.minimum ?? -Infinity, max: schema.maximum ?? Infinity };
  if (schema.pattern?.includes("\\d{1,7}d")) return { kind: "duration" };
  return { kind: "text", isLong: !schema.pattern && (schema.maxLength ?? 0) >= longFrom, max: schema.maxLength ?? null, pattern: schema.pattern ?? null };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Whether a shape is one control on one line. */
export const isSingle = (shape: Shape) => !["object", "map", "list", "either", "openings"].includes(shape.kind);

/** How a value of the shape is written. */
export const writingOf = (shape: Shape): Writing => (["flag", "number", "percent", "word"].includes(shape.kind) ? "word" : "text");

/** Whether the value can be shown by the shape's control; else it is left to the YAML. */
export function fits(shape: Shape, value: Value): boolean {
  if (isSingle(shape)) return typeof value === "string";
  if (shape.kind === "object" || shape.kind === "map") return isMapping(value);
  if (shape.kind === "openings") return typeof value === "string" || (Array.isArray(value) && value.every(v => typeof v === "string"));
  if (shape.kind === "either") return fits(shape.single(), value) || fits(shape.object(), value);
  if (shape.kind !== "list") return false;
  return Array.isArray(value) ? value.every(v => v === null || fits(shape.item(), v)) : shape.single && fits(shape.item(), value);
}

/** What a place begins with when it is added. */
export function firstOf(shape: Shape): Value {
  switch (shape.kind) {
    case "object":
    case "map":
      return new Map();
    case "list":
      return isSingle(shape.item()) ? "" : [];
    case "either":
      return firstOf(shape.single());
    case "openings":
      return "08:00-16:00";
    case "word":
      return shape.words[0]!;
    case "flag":
      return "true";
    default:
      return "";
  }
}

/** A schema's description is Finnish first, then English: as many sentences of each, or one text for both. */
export function helpOf(description: string, language: string): string {
  const sentences = description.split(/(?<=\.)\s+(?=[A-ZÅÄÖ])/);
  if (sentences.length < 2 || sentences.length % 2 !== 0) return description;
  const half = sentences.length / 2;
  return (language.startsWith("fi") ? sentences.slice(0, half) : sentences.slice(half)).join(" ");
}
