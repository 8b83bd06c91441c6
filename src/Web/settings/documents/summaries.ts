import type { useFieldWords } from "./words";
import { isMapping, type Mapping, type Value } from "./yamlText";

type Words = ReturnType<typeof useFieldWords>;

/** What a mapping is called in a list of them. */
export function titleOf(value: Value | undefined, otherwise: string, words: Words): string {
  if (!isMapping(value)) return otherwise;
  for (const name of ["name", "id", "at", "channel", "after"]) {
    const written = value.get(name);
    const found = isMapping(written) ? written.get(words.language) : written;
    if (typeof found === "string" && found !== "") return name === "after" ? `+ ${found}` : name === "at" || name === "channel" ? words.word(found, name) : found;
  }
  return otherwise;
}

/** The first few things that a mapping says, in words. */
export function summaryOf(value: Value | undefined, field: string, title: string, words: Words): string {
  const parts: string[] = [];
  const add = (map: Mapping, within: string) => {
    for (const [name, member] of map) {
      if (["id", "name"].includes(name) || parts.length >= 5) continue;
      if (typeof member === "string" && words.word(member, name) !== title && member.length < 60) parts.push(`${words.field(name, within)}: ${words.word(member, name)}`);
      else if (Array.isArray(member) && member.every(m => typeof m === "string")) parts.push(`${words.field(name, within)}: ${member.slice(0, 3).map(m => words.word(m as string, name)).join(", ")}${member.length > 3 ? " …" : ""}`);
      else if (isMapping(member)) add(member, name);
    }
  };
  if (isMapping(value)) add(value, field);
  if (Array.isArray(value)) return value.map((v, i) => titleOf(v, String(i + 1), words)).join(" → ");
  return parts.join(" · ");
}
