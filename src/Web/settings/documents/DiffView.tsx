import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { difference, type DiffLine } from "./lines";

/** Lines that stay the same are shown so many before and after what differs. */
const around = 3;

/** What differs between two texts, line by line. */
export function DiffView({ before, after, label }: { before: string; after: string; label: string }) {
  const { t } = useTranslation();
  const parts = useMemo(() => shown(difference(before, after)), [before, after]);
  if (parts.length === 0) return <p className="quiet">{t("document.noDifference")}</p>;
  return (
    <div className="diff" tabIndex={0} role="region" aria-label={label}>
      {parts.map((line, i) =>
        line === null ? <div key={i} className="diff-gap" aria-hidden="true">⋯</div> : (
          <div key={i} className={`diff-line ${line.kind}`}>
            <span aria-hidden="true">{line.kind === "added" ? "+" : line.kind === "removed" ? "−" : " "}</span>
            {line.kind === "same" ? null : <span className="visually-hidden">{t(`document.${line.kind}`)}</span>}
            <code>{line.text}</code>
          </div>
        ),
      )}
    </div>
  );
}

/** Null stands for lines that are left out. */
function shown(lines: readonly DiffLine[]): (DiffLine | null)[] {
  const near = lines.map((_, i) => lines.slice(Math.max(0, i - around), i + around + 1).some(l => l.kind !== "same"));
  return lines.flatMap((line, i) => (near[i] ? [line] : near[i - 1] ? [null] : []));
}
