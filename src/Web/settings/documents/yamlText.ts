import { isAlias, isCollection, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, Scalar, visit, YAMLMap, YAMLSeq, Pair, type Document, type Node } from "yaml";
import { linesOf, merge } from "./lines";

/**
 * A document's meaning, as the service reads it: every single value is a text, whatever YAML calls it, and an empty one isn't there (null).
 * A mapping keeps its order.
 */
export type Value = null | string | Value[] | Mapping;
export type Mapping = Map<string, Value>;
export type Path = readonly (string | number)[];

/** What isn't YAML, or can't be edited by fields. */
export interface Trouble {
  line: number;
  column: number;
  message: string;
}

export interface Reading {
  text: string;
  value: Value;
  trouble: Trouble | null;
  /** The line, from 1 on, where a place begins; null where there is no such place. */
  lineOf: (path: Path) => number | null;
}

/** How a single value is written: a word that YAML may take for a number or truth, or a text that stays one. */
export type Writing = "word" | "text";

export function read(text: string): Reading {
  const counter = new LineCounter();
  const document = parse(text, counter);
  const at = (offset: number) => counter.linePos(offset);
  const fault = document.errors[0];
  let trouble: Trouble | null = null;
  if (fault) trouble = { line: fault.linePos?.[0].line ?? 1, column: fault.linePos?.[0].col ?? 1, message: fault.message.split("\n")[0]!.replace(/ at line \d+, column \d+:?$/, "") };
  visit(document, {
    Alias: (_, alias) => {
      const place = at(alias.range?.[0] ?? 0);
      trouble ??= { line: place.line, column: place.col, message: "alias" };
    },
  });
  const root = document.contents;
  if (!trouble && root !== null && !isMap(root) && valueOf(root) !== null) trouble = { line: 1, column: 1, message: "mapping" };
  return {
    text,
    value: trouble ? null : valueOf(root),
    trouble,
    lineOf: path => {
      const offset = offsetOf(document, path);
      return offset === null ? null : at(offset).line;
    },
  };
}

const parse = (text: string, lineCounter?: LineCounter) => parseDocument(text, { keepSourceTokens: false, ...(lineCounter ? { lineCounter } : {}) });

export function valueOf(node: unknown): Value {
  if (isMap(node)) return new Map(node.items.map(pair => [keyOf(pair), valueOf(pair.value)]));
  if (isSeq(node)) return node.items.map(item => valueOf(item));
  if (!isScalar(node)) return null;
  if (node.value === null) return null;
  return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
}

const keyOf = (pair: Pair) => (isScalar(pair.key) ? (typeof pair.key.value === "string" ? pair.key.value : (pair.key.source ?? String(pair.key.value))) : String(pair.key));

export const isMapping = (value: Value | undefined): value is Mapping => value instanceof Map;

/** What stands at a place; undefined where nothing does. */
export function at(value: Value, path: Path): Value | undefined {
  let found: Value | undefined = value;
  for (const step of path) found = isMapping(found) ? found.get(String(step)) : Array.isArray(found) && typeof step === "number" ? found[step] : undefined;
  return found ?? undefined;
}

/** As the service names places: policies[0].when. */
export const nameOf = (path: Path) => path.reduce<string>((name, step) => (typeof step === "number" ? `${name}[${step}]` : name ? `${name}.${step}` : step), "");

/** One change of a document. */
export type Change =
  /** order: the names of the members at that place as the schema has them; a new one goes before those that come after it. isWhole: not by replacing the letters of a single value alone. */
  | { act: "set"; path: Path; value: Value; writing?: Writing; order?: readonly string[]; isWhole?: true }
  | { act: "remove"; path: Path }
  | { act: "insert"; path: Path; value: Value; writing?: Writing }
  | { act: "move"; path: Path; to: number }
  | { act: "rename"; path: Path; name: string };

/** The text with the change; what it doesn't touch stays letter by letter, comments and order included. */
export function change(text: string, wanted: Change): string {
  const document = parse(text);
  const spliced = splice(document, text, wanted);
  const style = styleOf(text);
  const before = spliced === null ? write(document, style) : "";
  apply(document, wanted);
  const meaning = JSON.stringify(plain(valueOf(document.contents)));
  if (spliced !== null) return meansSo(spliced, meaning) ? spliced : change(text, { ...(wanted as Change & { act: "set" }), isWhole: true });
  const after = write(document, style);
  const merged = merge(before, after, text).text;
  return meansSo(merged, meaning) ? merged : after;
}

function meansSo(text: string, meaning: string): boolean {
  const document = parse(text);
  return document.errors.length === 0 && JSON.stringify(plain(valueOf(document.contents))) === meaning;
}

/** With the order of members, and so that JSON can write it. */
export const plain = (value: Value): unknown => (isMapping(value) ? { map: [...value].map(([k, v]) => [k, plain(v)]) } : Array.isArray(value) ? value.map(plain) : value);

/** A single value in the place of another: nothing else of the text moves. */
function splice(document: Document, text: string, wanted: Change): string | null {
  if (wanted.act !== "set" || typeof wanted.value !== "string" || wanted.isWhole) return null;
  const node = document.getIn(wanted.path, true);
  if (!isScalar(node) || !node.range || node.type?.startsWith("BLOCK")) return null;
  const [from, until] = node.range;
  if (until === from) return null;
  const copy = new Scalar<unknown>(node.value);
  copy.type = node.type ?? "PLAIN";
  give(copy, wanted.value, wanted.writing ?? "text");
  let written = alone(copy);
  if (copy.type === "PLAIN" && /[,[\]{}]/.test(written) && !/^["']/.test(written)) written = JSON.stringify(wanted.value);
  return written.includes("\n") ? null : text.slice(0, from) + written + text.slice(until);
}

/** A single value as a document of its own would have it. */
function alone(scalar: Scalar<unknown>): string {
  const document = parse("");
  document.contents = scalar as never;
  return document.toString({ lineWidth: 0 }).trimEnd();
}

function apply(document: Document, wanted: Change) {
  const { path } = wanted;
  const last = path[path.length - 1]!;
  if (wanted.act === "set" || wanted.act === "insert") {
    const parent = ensure(document, path.slice(0, -1), typeof last === "number");
    const writing = wanted.writing ?? "text";
    if (isSeq(parent)) {
      if (wanted.act === "insert") parent.items.splice(Number(last), 0, nodeOf(document, wanted.value, writing));
      else replace(parent.items[Number(last)], node => (parent.items[Number(last)] = node), document, wanted.value, writing);
      return;
    }
    const pair = parent.items.find(p => keyOf(p) === String(last));
    if (pair) replace(pair.value, node => (pair.value = node), document, wanted.value, writing);
    else {
      const order = wanted.act === "set" ? (wanted.order ?? []) : [];
      const place = order.indexOf(String(last));
      const next = place < 0 ? -1 : parent.items.findIndex(p => order.indexOf(keyOf(p)) > place);
      const made = new Pair(document.createNode(String(last)), nodeOf(document, wanted.value, writing));
      if (next < 0) parent.items.push(made);
      else parent.items.splice(next, 0, made);
    }
    return;
  }

  const parent = document.getIn(path.slice(0, -1), true) ?? document.contents;
  if (!isMap(parent) && !isSeq(parent)) return;
  const items = parent.items as unknown[];
  const index = isSeq(parent) ? Number(last) : parent.items.findIndex(p => keyOf(p) === String(last));
  if (index < 0 || index >= items.length) return;
  if (wanted.act === "remove") items.splice(index, 1);
  else if (wanted.act === "move") items.splice(wanted.to, 0, ...items.splice(index, 1));
  else {
    const pair = items[index];
    if (isPair(pair) && isScalar(pair.key)) give(pair.key, wanted.name, "text");
  }
}

/** The collection at a place, made where there is none. */
function ensure(document: Document, path: Path, isList: boolean): YAMLMap | YAMLSeq {
  const found = path.length === 0 ? document.contents : document.getIn(path, true);
  // What stands alone becomes the first of the list.
  if (isList && path.length > 0 && (isMap(found) || (isScalar(found) && valueOf(found) !== null))) {
    const list = new YAMLSeq();
    list.items.push(found);
    list.flow = isScalar(found) || Boolean(found.flow);
    if (list.flow && found.comment) {
      list.comment = found.comment;
      delete found.comment;
    }
    put(document, path, list);
    return list;
  }
  if (isMap(found) || isSeq(found)) {
    // The brackets of an empty one were only there because it was empty.
    if (found.items.length === 0 && !insideFlow(document, path)) found.flow = false;
    return found as YAMLMap | YAMLSeq;
  }
  const made = isList ? new YAMLSeq() : new YAMLMap();
  if (path.length === 0) {
    const old = document.contents;
    if (isScalar(old) && old.commentBefore) made.commentBefore = old.commentBefore;
    document.contents = made as never;
    return made;
  }
  put(document, path, made);
  return made;
}

function put(document: Document, path: Path, node: YAMLMap | YAMLSeq) {
  const last = path[path.length - 1]!;
  const parent = ensure(document, path.slice(0, -1), typeof last === "number");
  if (isSeq(parent)) {
    parent.items[Number(last)] = node;
    return;
  }
  const pair = parent.items.find(p => keyOf(p) === String(last));
  if (pair) pair.value = node;
  else parent.items.push(new Pair(document.createNode(String(last)), node));
}

function insideFlow(document: Document, path: Path): boolean {
  for (let depth = 0; depth < path.length; depth++) {
    const parent = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isCollection(parent) && parent.flow) return true;
  }
  return false;
}

function replace(old: unknown, put: (node: Node) => void, document: Document, value: Value, writing: Writing) {
  if (isScalar(old) && typeof value === "string") give(old, value, writing);
  else {
    const node = nodeOf(document, value, writing);
    if (isScalar(old) || isCollection(old)) {
      if (old.comment) node.comment = old.comment;
      if (old.commentBefore) node.commentBefore = old.commentBefore;
      if (isCollection(old) && isCollection(node) && old.flow !== undefined) node.flow = old.flow;
    }
    put(node);
  }
}

function nodeOf(document: Document, value: Value, writing: Writing): Node {
  if (isMapping(value)) {
    const map = new YAMLMap();
    for (const [key, member] of value) map.items.push(new Pair(document.createNode(key), nodeOf(document, member, writing)));
    return map;
  }
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    for (const item of value) list.items.push(nodeOf(document, item, writing));
    list.flow = value.length === 0 || value.every(item => typeof item === "string");
    return list;
  }
  const scalar = new Scalar<unknown>(null);
  if (value !== null) give(scalar, value, writing);
  return scalar;
}

/** Writes a value into a scalar: as a number or truth where that is what the word means, else as a text, in quotes where YAML needs them. */
function give(scalar: Scalar<unknown>, value: string, writing: Writing) {
  delete scalar.source;
  delete scalar.minFractionDigits;
  delete scalar.format;
  const parsed = writing === "word" ? parseDocument(value).contents : null;
  if (isScalar(parsed) && (typeof parsed.value === "number" || typeof parsed.value === "boolean") && parsed.source === value) {
    scalar.value = parsed.value;
    scalar.source = value;
    if (parsed.minFractionDigits !== undefined) scalar.minFractionDigits = parsed.minFractionDigits;
    if (parsed.format) scalar.format = parsed.format;
    scalar.type = "PLAIN";
  } else {
    scalar.value = value;
    if (value.includes("\n")) scalar.type = "BLOCK_LITERAL";
    else if (scalar.type?.startsWith("BLOCK")) delete scalar.type;
  }
}

interface Style {
  indent: number;
  indentSeq: boolean;
}

/** How the writer indents; what isn't seen is as the program's own documents are. */
function styleOf(text: string): Style {
  let indent = 0;
  let indentSeq: boolean | null = null;
  let before = -1;
  for (const line of linesOf(text)) {
    if (!line.trim() || line.trimStart().startsWith("#")) continue;
    const depth = line.length - line.trimStart().length;
    if (before >= 0 && line.trimStart().startsWith("- ")) indentSeq ??= depth > before;
    else if (before >= 0 && depth > before && !indent) indent = depth - before;
    before = /:\s*(#.*)?$/.test(line) && !line.trimStart().startsWith("- ") ? depth : -1;
  }
  return { indent: indent >= 2 && indent <= 8 ? indent : 2, indentSeq: indentSeq ?? true };
}

/** Lists in brackets without spaces at their ends, mappings in braces with, as people write them; lines break where the writer broke them. */
function write(document: Document, style: Style): string {
  visit(document, {
    Collection: (_, node) => {
      const padding = isSeq(node) ? "" : " ";
      const kind = isSeq(node) ? YAMLSeq : YAMLMap;
      node.toString = (context?: object, ...rest: (() => void)[]) => kind.prototype.toString.call(node, context && { ...context, flowCollectionPadding: padding } as never, ...rest);
    },
  });
  return document.toString({ ...style, lineWidth: 0, blockQuote: "literal" });
}

function offsetOf(document: Document, path: Path): number | null {
  if (path.length === 0) return 0;
  const last = path[path.length - 1]!;
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isAlias(parent)) return null;
  if (isMap(parent)) {
    const pair = parent.items.find(p => keyOf(p) === String(last));
    return pair && isScalar(pair.key) ? (pair.key.range?.[0] ?? null) : null;
  }
  const item = isSeq(parent) ? (parent.items[Number(last)] as Node | undefined) : undefined;
  return item?.range?.[0] ?? null;
}
