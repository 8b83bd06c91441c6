import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommands } from "../app/commands";
import { Icon } from "../look/icons";
import { useAnnouncing } from "./useAnnouncing";
import { useUnread } from "./useNotices";

const NoticesDialog = lazy(() => import("./NoticesDialog").then(m => ({ default: m.NoticesDialog })));

/** Most that the mark says in numbers. */
const maxShown = 99;

/** How much one hasn't acknowledged yet, live on every page. */
export function NoticeBell() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { count, more } = useUnread();
  useAnnouncing();
  useCommands(t("app.everywhere"), [{ label: t("notices.title"), keys: "g n", act: () => setOpen(true) }]);
  const shown = more || count > maxShown ? `${Math.min(count, maxShown)}+` : String(count);
  return (
    <>
      <button type="button" className="rail-button bell" onClick={() => setOpen(true)} title={`${t("notices.title")} (g n)`}>
        <Icon name="bell" size={21} />
        {count > 0 ? <span className="badge" aria-hidden="true">{shown}</span> : null}
        <span>{t("notices.title")}</span>
        <span className="visually-hidden" role="status">{count > 0 ? t("notices.unread", { count }) : ""}</span>
      </button>
      {open ? (
        <Suspense fallback={null}>
          <NoticesDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
