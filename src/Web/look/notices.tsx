import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./icons";

/** Seconds that a notice stays; one with an undo stays longer. */
const plainSeconds = 5;
const undoSeconds = 12;
const maxNotices = 4;

export interface Notice {
  id: number;
  text: string;
  kind: "done" | "failed";
  undo?: () => void;
}

let notices: readonly Notice[] = [];
let ids = 0;
const listeners = new Set<() => void>();

function set(next: readonly Notice[]) {
  notices = next;
  listeners.forEach(listener => listener());
}

const dismiss = (id: number) => set(notices.filter(n => n.id !== id));

export function notify(text: string, { kind = "done", undo }: { kind?: Notice["kind"]; undo?: () => void } = {}) {
  const notice: Notice = { id: ++ids, text, kind, ...(undo ? { undo } : {}) };
  set([...notices.slice(-maxNotices + 1), notice]);
  setTimeout(() => dismiss(notice.id), (undo || kind === "failed" ? undoSeconds : plainSeconds) * 1000);
}

/** The newest undo that is still offered. */
export const newestUndo = () => notices.findLast(n => n.undo);

export function takeBack(notice: Notice) {
  dismiss(notice.id);
  notice.undo?.();
}

/** Short words about what was done, read out, and taken back by a press. */
export function Notices() {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notices,
  );
  return (
    <div className="notices" role="status" aria-live="polite">
      {shown.map(notice => (
        <div key={notice.id} className={`notice ${notice.kind}`}>
          <span>{notice.text}</span>
          {notice.undo ? (
            <button type="button" className="plain" onClick={() => takeBack(notice)}>
              <Icon name="undo" size={16} /> {t("look.undo")}
            </button>
          ) : null}
          <button type="button" className="plain icon-button" onClick={() => dismiss(notice.id)} aria-label={t("look.close")}>
            <Icon name="close" size={16} />
          </button>
        </div>
      ))}
    </div>
  );
}
