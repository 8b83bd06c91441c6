import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { isKind, type Fault, type Kind } from "./documents";
import type { Trouble } from "./yamlText";

/** Everything that is wrong; each leads to its place. */
export function FaultList({ kind, faults, trouble, onGoTo }: { kind: Kind; faults: readonly Fault[]; trouble: Trouble | null; onGoTo: (field: string) => void }) {
  const { t } = useTranslation();
  if (!trouble && faults.length === 0) return null;
  return (
    <section className="fault-list" aria-label={t("document.wrong")}>
      <ul>
        {trouble ? (
          <li>
            <button type="button" className="plain" onClick={() => onGoTo("")}>{t("document.line", { line: trouble.line, column: trouble.column })}</button>{" "}
            {trouble.message === "alias" ? t("document.alias") : trouble.message === "mapping" ? t("document.notMapping") : trouble.message}
          </li>
        ) : null}
        {faults.map((fault, i) => {
          // Another document that would miss a name is named before its field.
          const [other, field] = fault.field.includes(": ") ? fault.field.split(": ", 2) : [kind, fault.field];
          return (
            <li key={i}>
              {other !== kind && isKind(other!) ? <Link href={`/settings/${other}`}>{t(`settings.${other}`)}: {field}</Link> : <button type="button" className="plain" onClick={() => onGoTo(fault.field)}>{field || t(`settings.${kind}`)}</button>}{" "}
              {fault.text}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
