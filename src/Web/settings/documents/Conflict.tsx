import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useColleagues } from "../../access/session";
import { Ago } from "../../look/Times";
import { DiffView } from "./DiffView";
import { historyPage, type Kind } from "./documents";
import { merge } from "./lines";
import type { useDocument } from "./useDocument";

/** Somebody else saved while this was written: who, what, and how to go on. Nothing that was written is lost. */
export function Conflict({ kind, document }: { kind: Kind; document: ReturnType<typeof useDocument> }) {
  const { t } = useTranslation();
  const { nameOf } = useColleagues();
  const theirs = document.stored.data!;
  const base = document.base!;
  const { data } = useQuery({ queryKey: ["config", kind, "history", "newest", theirs.version], queryFn: ({ signal }) => historyPage(kind, null, 1, signal) });
  const [isShown, setShown] = useState(true);
  const newest = data?.items[0];
  const { clashes } = merge(base.text, document.text, theirs.text);
  return (
    <section className="conflict" role="alert">
      <p>
        <strong>{newest ? t("document.savedBy", { who: nameOf(newest.author), version: newest.version }) : t("document.stale")}</strong> {newest ? <Ago at={newest.at} /> : null}
        {newest?.comment ? <span className="quiet"> {newest.comment}</span> : null}
      </p>
      <p className="quiet">{clashes > 0 ? t("document.clash", { count: clashes }) : t("document.mergeable")}</p>
      <div className="row">
        <button type="button" className="primary" onClick={() => document.takeUp("both")}>{t("document.takeBoth")}</button>
        <button type="button" onClick={() => document.takeUp("mine")}>{t("document.takeMine")}</button>
        <button type="button" onClick={document.discard}>{t("document.takeTheirs")}</button>
        <button type="button" className="plain" aria-expanded={isShown} onClick={() => setShown(!isShown)}>{t("document.theirChanges")}</button>
      </div>
      {isShown ? <DiffView before={base.text} after={theirs.text} label={t("document.theirChanges")} /> : null}
    </section>
  );
}
