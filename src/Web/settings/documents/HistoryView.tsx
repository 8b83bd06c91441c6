import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useColleagues, useMay } from "../../access/session";
import { Dialog } from "../../look/Dialog";
import { notify } from "../../look/notices";
import { Failed, Loading, useWordsOf } from "../../look/States";
import { Ago } from "../../look/Times";
import { DiffView } from "./DiffView";
import { documentQuery, historyPage, oldDocumentQuery, revertDocument, type Kind, type Stored } from "./documents";

const pageSize = 30;

/** Who changed the document when and why; what each version differs in from now, and the way back. */
export function HistoryView({ kind, stored, isDirty }: { kind: Kind; stored: Stored; isDirty: boolean }) {
  const { t } = useTranslation();
  const { nameOf } = useColleagues();
  const [chosen, setChosen] = useState<number | null>(null);
  const query = useInfiniteQuery({
    queryKey: ["config", kind, "history"],
    queryFn: ({ pageParam, signal }) => historyPage(kind, pageParam, pageSize, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  });
  if (query.error) return <Failed error={query.error} again={() => void query.refetch()} />;
  if (!query.data) return <Loading rows={4} />;
  const changes = query.data.pages.flatMap(page => page.items);
  return (
    <div className="history">
      <ol className="versions">
        {changes.map(change => (
          <li key={change.version}>
            <button type="button" className="plain" aria-pressed={chosen === change.version} onClick={() => setChosen(change.version)}>
              <span><strong>{t("document.version", { version: change.version })}</strong>{change.version === stored.version ? <span className="status open">{t("document.inForce")}</span> : null}</span>
              <span className="quiet">{nameOf(change.author)} · <Ago at={change.at} /></span>
              {change.comment ? <span>{change.comment}</span> : null}
            </button>
          </li>
        ))}
        <li>
          <button type="button" className="plain" aria-pressed={chosen === 0} onClick={() => setChosen(0)}>
            <span><strong>{t("document.original")}</strong>{stored.version === 0 ? <span className="status open">{t("document.inForce")}</span> : null}</span>
            <span className="quiet">{t("document.originalHint")}</span>
          </button>
        </li>
      </ol>
      {query.hasNextPage ? <button type="button" onClick={() => void query.fetchNextPage()} disabled={query.isFetchingNextPage}>{t("document.older")}</button> : null}
      {chosen === null ? <p className="quiet">{t("document.chooseVersion")}</p> : <Version kind={kind} version={chosen} stored={stored} isDirty={isDirty} />}
    </div>
  );
}

function Version({ kind, version, stored, isDirty }: { kind: Kind; version: number; stored: Stored; isDirty: boolean }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const queries = useQueryClient();
  const mayConfigure = useMay("configure");
  const query = useQuery(oldDocumentQuery(kind, version));
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const title = version === 0 ? t("document.original") : t("document.version", { version });
  if (query.error) return <Failed error={query.error} again={() => void query.refetch()} />;
  if (!query.data) return <Loading rows={3} />;
  const old = query.data;
  const revert = async (comment: string) => {
    setBusy(true);
    setError(null);
    try {
      const put = await revertDocument(kind, version, stored.version, comment);
      queries.setQueryData(documentQuery(kind).queryKey, { version: put.version, text: old.text });
      await queries.invalidateQueries({ queryKey: ["config"] });
      setAsking(false);
      notify(t("document.reverted", { version: put.version }));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="version" aria-label={title}>
      <div className="row">
        <h3>{old.text === stored.text ? title : t("document.differsFromNow", { what: title })}</h3>
        <span className="grow" />
        {mayConfigure && old.text !== stored.text ? <button type="button" onClick={() => setAsking(true)}>{t("document.revert")}</button> : null}
      </div>
      {old.text === stored.text ? <p className="quiet">{t("document.sameAsNow")}</p> : <DiffView before={old.text} after={stored.text} label={t("document.differsFromNow", { what: title })} />}
      {isAsking ? (
        <Dialog title={t("document.revertTo", { what: title })} onClose={() => setAsking(false)} className="wide-dialog">
          <form onSubmit={event => { event.preventDefault(); void revert(String(new FormData(event.currentTarget).get("comment")).trim()); }}>
            <p>{t("document.revertHint")}</p>
            {isDirty ? <p className="warning mild">{t("document.revertDraft")}</p> : null}
            <DiffView before={stored.text} after={old.text} label={t("document.revertTo", { what: title })} />
            <label>{t("document.comment")}<input name="comment" maxLength={500} autoFocus /></label>
            <div role="alert">{error ? <p className="problem">{words(error)}</p> : null}</div>
            <div className="row end"><button type="submit" className="primary" disabled={isBusy}>{t("document.revert")}</button></div>
          </form>
        </Dialog>
      ) : null}
    </section>
  );
}
