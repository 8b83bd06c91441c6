import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { Notice } from "../api/types";
import { usePreviews } from "../inbox/useInbox";
import { Dialog } from "../look/Dialog";
import { Icon } from "../look/icons";
import { Empty, Failed, Loading, useWordsOf } from "../look/States";
import { Ago } from "../look/Times";
import { useAboutWords } from "./about";
import { useNotices, useReading } from "./useNotices";

/** Everything that one is told, the newest first; what was acknowledged stays to be looked up. */
export function NoticesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const words = useWordsOf();
  const aboutWords = useAboutWords();
  const [unread, setUnread] = useState(true);
  const { notices, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useNotices(unread);
  const { read, readAll } = useReading();
  const preview = usePreviews(notices.filter(n => n.conversationId).map(n => ({ id: n.conversationId!, version: 0 })));

  const open = (notice: Notice) => {
    if (notice.readAt === null) read.mutate(notice.id);
    onClose();
    // The dialog gives the focus back first.
    setTimeout(() => go(`/conversations/${notice.conversationId}`));
  };

  return (
    <Dialog title={t("notices.title")} onClose={onClose} className="notices-dialog">
      <div className="row">
        <div className="segments" role="group" aria-label={t("customer.show")}>
          <button type="button" aria-pressed={unread} onClick={() => setUnread(true)}>{t("notices.showUnread")}</button>
          <button type="button" aria-pressed={!unread} onClick={() => setUnread(false)}>{t("notices.showAll")}</button>
        </div>
        <span className="grow" />
        <button type="button" disabled={readAll.isPending || !notices.some(n => n.readAt === null)} onClick={() => readAll.mutate()}>
          <Icon name="check" size={16} /> {t("notices.readAll")}
        </button>
      </div>
      <div role="alert">{(read.error ?? readAll.error) ? <p className="problem">{words(read.error ?? readAll.error)}</p> : null}</div>
      {isPending ? <Loading rows={3} /> : null}
      {error ? <Failed error={error} again={() => void refetch()} /> : null}
      {!isPending && !error && notices.length === 0 ? <Empty title={t(unread ? "notices.none" : "notices.noneEver")} /> : null}
      <ul className="notice-list">
        {notices.map(notice => (
          <li key={notice.id} data-level={notice.level} data-read={notice.readAt !== null}>
            <div className="grow">
              <p className="row">
                <span className={notice.level === "must-react" ? "priority urgent" : "status"}>{t(`notices.level.${notice.level}`)}</span>
                <span className="quiet"><Ago at={notice.at} /></span>
              </p>
              <p>{aboutWords(notice.about)}</p>
              {notice.conversationId ? (
                <button type="button" className="plain notice-open" onClick={() => open(notice)}>
                  {preview(notice.conversationId)?.name ?? t("conversation.title")}
                </button>
              ) : null}
            </div>
            {notice.readAt === null ? (
              <button type="button" onClick={() => read.mutate(notice.id)} disabled={read.isPending && read.variables === notice.id}>
                {t("notices.read")}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <button type="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t("notices.earlier")}</button>
      ) : null}
    </Dialog>
  );
}
