import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearch } from "wouter";
import { useMay } from "../../access/session";
import { notify } from "../../look/notices";
import { Failed, Loading } from "../../look/States";
import { ApplyView } from "./ApplyView";
import { schemaQuery, type Kind } from "./documents";
import { Editor } from "./Editor";
import { HistoryView } from "./HistoryView";
import { ImportView } from "./ImportView";
import { TrialView } from "./TrialView";
import "./documents.css";
import { useDocument } from "./useDocument";

/** One of the documents: written, looked back at, and tried. */
export function DocumentSection({ kind }: { kind: Kind }) {
  const { t } = useTranslation();
  const mayConfigure = useMay("configure");
  const document = useDocument(kind);
  const schema = useQuery(schemaQuery(kind));
  // Who leaves is told that what was written waits here.
  const left = useRef(() => {});
  left.current = () => document.isDirty && notify(t("document.kept", { what: t(`settings.${kind}`) }));
  useEffect(() => () => left.current(), []);
  const views = ["edit", ...(mayConfigure ? (viewsOf[kind] ?? []) : []), "history"];
  const asked = new URLSearchParams(useSearch()).get("view") ?? "edit";
  const view = views.includes(asked) ? asked : "edit";
  const error = document.stored.error ?? schema.error;
  return (
    <>
      <header className="document-head">
        <h2>{t(`settings.${kind}`)}</h2>
        <nav aria-label={t("document.views", { what: t(`settings.${kind}`) })}>
          <ul className="segments links">
            {views.map(name => (
              <li key={name}>
                <Link href={name === "edit" ? `/settings/${kind}` : `/settings/${kind}?view=${name}`} aria-current={name === view ? "page" : undefined}>{t(`document.view.${name === "edit" && !mayConfigure ? "look" : name}`)}</Link>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <p className="quiet">{t(`document.about.${kind}`)}</p>
      {error ? <Failed error={error} again={() => void (document.stored.error ? document.stored.refetch() : schema.refetch())} /> : null}
      {!error && (!document.stored.data || !schema.data) ? <Loading /> : null}
      {document.stored.data && schema.data && !error ? (
        <>
          {view === "edit" ? <Editor kind={kind} document={document} schema={schema.data} /> : null}
          {view === "trial" ? <TrialView kind={kind} text={document.text} isDirty={document.isDirty} isFaulty={document.faults.length > 0 || document.reading.trouble !== null} /> : null}
          {view === "apply" ? <ApplyView isDirty={document.isDirty} /> : null}
          {view === "import" ? <ImportView stored={document.stored.data} isDirty={document.isDirty} /> : null}
          {view === "history" ? <HistoryView kind={kind} stored={document.stored.data} isDirty={document.isDirty} /> : null}
        </>
      ) : null}
    </>
  );
}

/** Views that only some documents have. */
const viewsOf: Partial<Record<Kind, string[]>> = { calendars: ["import"], rules: ["trial"], "response-times": ["trial", "apply"] };
