import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/client";
import type { SavedView, SavedViews } from "../api/types";
import { Dialog } from "../look/Dialog";
import { Icon } from "../look/icons";
import { notify } from "../look/notices";
import { useWordsOf } from "../look/States";
import { sameFilter, sorts, type Filter, type Sort } from "./filter";

const filterOfView = (view: SavedView): Filter => ({
  status: view.status,
  queue: view.queue,
  assignee: view.assignee,
  channel: view.channel,
  sort: sorts.includes(view.sort as Sort) ? (view.sort as Sort) : "waiting",
});

/** One's own lists under names: any filter can be kept, and is there on every computer. */
export function SavedViewList({ filter, onFilter }: { filter: Filter; onFilter: (filter: Filter) => void }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const queries = useQueryClient();
  const [naming, setNaming] = useState(false);
  const saved = useQuery({ queryKey: ["views"], queryFn: ({ signal }) => call<SavedViews>("/api/me/views", { signal }), staleTime: 60_000 });
  const save = useMutation({
    mutationFn: (views: SavedView[]) => call<SavedViews>("/api/me/views", { method: "PUT", body: { views, expectedVersion: saved.data?.version ?? 0 }, key: "views" }),
    onSuccess: now => queries.setQueryData(["views"], now),
    onError: error => {
      notify(words(error), { kind: "failed" });
      void saved.refetch();
    },
  });
  const views = saved.data?.views ?? [];
  const isKept = views.some(view => sameFilter(filterOfView(view), filter));

  const remove = (view: SavedView) => {
    save.mutate(views.filter(v => v !== view), {
      onSuccess: () => notify(t("inbox.viewRemoved", { name: view.name }), { undo: () => save.mutate(views) }),
    });
  };
  const keep = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name")).trim();
    if (name) save.mutate([...views, { name, ...filter }], { onSuccess: () => setNaming(false) });
  };

  return (
    <>
      <h2>{t("inbox.views")}</h2>
      <ul>
        {views.map(view => (
          <li key={view.name} className="view">
            <button type="button" className="place" aria-current={sameFilter(filterOfView(view), filter) ? "true" : undefined} onClick={() => onFilter(filterOfView(view))}>
              <Icon name="save" size={16} />
              <span className="grow">{view.name}</span>
            </button>
            <button type="button" className="plain icon-button" onClick={() => remove(view)} aria-label={t("inbox.removeView", { name: view.name })}>
              <Icon name="close" size={14} />
            </button>
          </li>
        ))}
        {isKept ? null : (
          <li>
            <button type="button" className="place quiet" onClick={() => setNaming(true)} disabled={!saved.data}>
              <Icon name="save" size={16} />
              <span className="grow">{t("inbox.keepView")}</span>
            </button>
          </li>
        )}
      </ul>
      {naming ? (
        <Dialog title={t("inbox.keepView")} onClose={() => setNaming(false)}>
          <form onSubmit={keep}>
            <label>
              {t("inbox.viewName")}
              <input name="name" maxLength={128} required autoFocus />
            </label>
            <div className="row end">
              <button type="submit" className="primary" disabled={save.isPending}>
                {t("look.save")}
              </button>
            </div>
          </form>
        </Dialog>
      ) : null}
    </>
  );
}
