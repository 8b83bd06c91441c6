import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../access/session";
import { Refusal } from "../../api/client";
import { checkQuery, documentQuery, putDocument, useVersions, type Fault, type Kind } from "./documents";
import { merge } from "./lines";
import { draftKey, keptDraft, keepDraft, type Draft } from "./useDrafts";
import { read } from "./yamlText";

/** How long nothing is typed before the service is asked what it thinks of it, in milliseconds. */
const pauseMs = 350;

/** A document as it is in force, and as somebody is writing it. What is written stays in this browser until it is saved or thrown away. */
export function useDocument(kind: Kind) {
  const { i18n } = useTranslation();
  const queries = useQueryClient();
  const key = draftKey(useMe().name, kind);
  const stored = useQuery(documentQuery(kind));
  const versions = useVersions();
  const [draft, setDraft] = useState(() => keptDraft(key));
  const keep = (next: Draft | null) => {
    setDraft(next);
    keepDraft(key, next);
  };

  const newest = versions.data?.documents.find(d => d.kind === kind)?.version;
  const { data, refetch } = stored;
  useEffect(() => {
    if (data && newest !== undefined && newest > data.version) void refetch();
  }, [newest, data, refetch]);

  const text = draft?.text ?? data?.text ?? "";
  const reading = useMemo(() => read(text), [text]);
  const isDirty = draft !== null && draft.text !== data?.text;
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isDirty]);

  const asked = usePause(text);
  const check = useQuery({ ...checkQuery(kind, asked, i18n.language), enabled: stored.isSuccess && !reading.trouble, placeholderData: keepPreviousData });
  const isChecking = !reading.trouble && (asked !== text || check.isFetching);
  const faults: Fault[] = reading.trouble ? [] : (check.data?.faults ?? []);

  /** Somebody else saved since this was begun. */
  const isStale = isDirty && data !== undefined && draft.base.version < data.version;
  const write = (next: string) => {
    if (!data) return;
    keep(next === data.text && !isStale ? null : { base: draft?.base ?? data, text: next });
  };

  return {
    stored,
    text,
    reading,
    faults,
    isChecking,
    checkError: check.error,
    isDirty,
    isStale,
    base: draft?.base ?? data,
    write,
    discard: () => keep(null),
    /** Goes on from what is in force now: with both sides' changes, or with mine alone. */
    takeUp: (which: "both" | "mine") => {
      if (!draft || !data) return;
      keep({ base: data, text: which === "both" ? merge(draft.base.text, draft.text, data.text).text : draft.text });
    },
    save: async (comment: string) => {
      const base = draft?.base ?? data;
      if (!base) return;
      try {
        const put = await putDocument(kind, { version: base.version, text }, comment);
        queries.setQueryData(documentQuery(kind).queryKey, { version: put.version, text });
        keep(null);
        void queries.invalidateQueries({ queryKey: ["config"] });
        return put;
      } catch (error) {
        if (error instanceof Refusal && error.status === 409) void stored.refetch();
        throw error;
      }
    },
  };
}

function usePause(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
