import { queryOptions, useQuery } from "@tanstack/react-query";
import { call, send } from "../../api/client";
import type { Page } from "../../api/types";
import type { Schema } from "./shapes";

export const kinds = ["calendars", "response-times", "escalation", "rules", "routing", "notices", "templates"] as const;
export type Kind = (typeof kinds)[number];

export const isKind = (name: string): name is Kind => kinds.includes(name as Kind);

/** A document as it is in force; version 0 is the one that the program brings along. */
export interface Stored {
  version: number;
  text: string;
}

export interface Fault {
  field: string;
  rule: string;
  text: string;
}

export interface DocumentChange {
  version: number;
  kind: Kind;
  author: string;
  at: string;
  comment: string | null;
}

export interface Put {
  kind: Kind;
  version: number;
  changed: boolean;
}

const yaml = (content: string) => ({ type: "application/yaml", content });

/** How often it is asked whether somebody else changed a document, in milliseconds. */
const lookAgainMs = 10_000;

export async function documentAt(kind: Kind, version: number | null, signal?: AbortSignal): Promise<Stored> {
  const response = await send(version === null ? `/api/config/${kind}` : `/api/config/${kind}?version=${version}`, signal ? { signal } : {});
  return { version: Number((response.headers.get("ETag") ?? "0").replace(/\D/g, "")), text: await response.text() };
}

export const documentQuery = (kind: Kind) => queryOptions({ queryKey: ["config", kind, "text"], queryFn: ({ signal }) => documentAt(kind, null, signal), staleTime: lookAgainMs });

export const oldDocumentQuery = (kind: Kind, version: number) =>
  queryOptions({ queryKey: ["config", kind, "text", version], queryFn: ({ signal }) => documentAt(kind, version, signal), staleTime: Infinity });

export const schemaQuery = (kind: Kind) =>
  queryOptions({ queryKey: ["config-schema", kind], queryFn: ({ signal }) => call<Schema>(`/api/config/${kind}/schema`, { signal }), staleTime: Infinity });

/** Which versions are in force. */
export const useVersions = () =>
  useQuery({
    queryKey: ["config", "versions"],
    queryFn: ({ signal }) => call<{ version: number; documents: { kind: Kind; version: number; readable: boolean }[] }>("/api/config", { signal }),
    refetchInterval: lookAgainMs,
  });

/** What would be wrong with a text, in the reader's language. */
export const checkQuery = (kind: Kind, text: string, language: string) =>
  queryOptions({
    queryKey: ["config-check", kind, language, text],
    queryFn: ({ signal }) => call<{ ok: boolean; faults: Fault[] }>(`/api/config/${kind}/check`, { method: "POST", text: yaml(text), signal }),
    gcTime: 60_000,
  });

export const historyPage = (kind: Kind, before: string | null, limit: number, signal?: AbortSignal) =>
  call<Page<DocumentChange>>(`/api/config/${kind}/history?limit=${limit}${before ? `&before=${before}` : ""}`, signal ? { signal } : {});

export const putDocument = (kind: Kind, { version, text }: Stored, comment: string) =>
  call<Put>(`/api/config/${kind}${comment ? `?comment=${encodeURIComponent(comment)}` : ""}`, { method: "PUT", text: yaml(text), ifMatch: `"${version}"` });

export const revertDocument = (kind: Kind, version: number, expectedVersion: number, comment: string) =>
  call<Put>(`/api/config/${kind}/revert`, { method: "POST", body: { version, expectedVersion, ...(comment ? { comment } : {}) } });
