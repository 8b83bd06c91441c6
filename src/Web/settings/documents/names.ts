import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { useColleagues } from "../../access/session";
import { documentQuery, kinds, type Kind } from "./documents";
import { at, isMapping, read, type Value } from "./yamlText";

/** What can be named, by what it is. */
export type Names = Record<NameKind, readonly string[]>;
export type NameKind = "calendar" | "ladder" | "queue" | "person" | "personOrNone" | "policy" | "webhook" | "team" | "skill" | "role" | "recipient" | "zone";

/** Which kind of name a member holds. */
const kindsByMember: Record<string, NameKind> = {
  calendar: "calendar", calendarOpen: "calendar", untilOpen: "calendar", shifts: "calendar",
  escalation: "ladder", queue: "queue", moveTo: "queue", assign: "personOrNone", assignee: "personOrNone", policy: "policy",
  webhook: "webhook", webhooks: "webhook", callOut: "webhook", teams: "team", members: "person", people: "person", agents: "person", skills: "skill", role: "role", zone: "zone",
  notify: "recipient", mustReact: "recipient", shouldKnow: "recipient", approval: "recipient", lateTo: "recipient",
};

export const nameKindOf = (member: string): NameKind | null => kindsByMember[member] ?? null;

/** From all documents as they are in force; the one that is being written counts as it is written. */
export function useNames(kind: Kind, value: Value): Names {
  const { all: colleagues } = useColleagues();
  const queries = useQueries({ queries: kinds.map(k => documentQuery(k)) });
  const texts = queries.map(q => q.data?.text ?? "").join("\0");
  const others = useMemo(() => Object.fromEntries(kinds.map((k, i) => [k, read(texts.split("\0")[i] ?? "").value])) as Record<Kind, Value>, [texts]);
  return useMemo(() => {
    const of = { ...others, [kind]: value };
    const keys = (document: Kind, member: string) => keysOf(at(of[document], [member]));
    const queues = distinct(["inbox", ...keys("routing", "queues")]);
    const teams = keys("routing", "teams");
    const people = distinct([...colleagues.map(c => c.name), ...keys("routing", "agents")]);
    const roles = distinct(["agent", "supervisor", "administrator", ...keys("notices", "roles")]);
    return {
      calendar: ["always", ...keys("calendars", "calendars")],
      ladder: keys("escalation", "ladders"),
      queue: queues,
      person: people,
      personOrNone: ["none", ...people],
      policy: items(at(of["response-times"], ["policies"])).flatMap(p => (isMapping(p) && typeof p.get("id") === "string" ? [p.get("id") as string] : [])),
      webhook: keys("notices", "webhooks"),
      team: teams,
      skill: distinct(["queues", "agents"].flatMap(m => values(at(of.routing, [m])).flatMap(v => items(isMapping(v) ? (v.get("skills") ?? undefined) : undefined).filter(s => typeof s === "string")))),
      role: roles,
      recipient: ["assignee", "on-call", ...roles.map(r => `role:${r}`), ...teams.map(t => `team:${t}`), ...queues.map(q => `queue:${q}`), ...people],
      zone: Intl.supportedValuesOf("timeZone"),
    };
  }, [others, kind, value, colleagues]);
}

const keysOf = (value: Value | undefined) => (isMapping(value) ? [...value.keys()] : []);
const values = (value: Value | undefined) => (isMapping(value) ? [...value.values()] : []);
const items = (value: Value | undefined): Value[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);
const distinct = (words: readonly (string | unknown)[]) => [...new Set(words as string[])];
