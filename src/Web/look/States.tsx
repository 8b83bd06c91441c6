import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Refusal, Unreachable } from "../api/client";

export function useWordsOf() {
  const { t } = useTranslation();
  return (error: unknown): string => (error instanceof Refusal ? error.words : error instanceof Unreachable ? t("look.unreachable") : t("look.failed"));
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children ? <div className="quiet">{children}</div> : null}
    </div>
  );
}

/** Grey lines where text is going to be. */
export function Loading({ rows = 6, label }: { rows?: number; label?: string }) {
  const { t } = useTranslation();
  return (
    <div className="loading" role="status">
      <span className="visually-hidden">{label ?? t("look.loading")}</span>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className="loading-row" aria-hidden="true" />
      ))}
    </div>
  );
}

export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  return (
    <div className="empty" role="alert">
      <p className="empty-title">{words(error)}</p>
      {again ? (
        <button type="button" onClick={again}>
          {t("look.again")}
        </button>
      ) : null}
    </div>
  );
}

/** A round picture of nobody: the first letters of a name in a colour of its own. */
export function Avatar({ name, small = false }: { name: string; small?: boolean }) {
  const letters = name
    .replace(/^[@+]/, "")
    .split(/[\s._-]+/)
    .slice(0, 2)
    .map(word => [...word][0] ?? "")
    .join("")
    .toUpperCase();
  let hue = 0;
  for (const c of name) hue = (hue * 31 + c.codePointAt(0)!) % 8;
  return (
    <span className={small ? "avatar small" : "avatar"} data-hue={hue} aria-hidden="true">
      {letters || "?"}
    </span>
  );
}
