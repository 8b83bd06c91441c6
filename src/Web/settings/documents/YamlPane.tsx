import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Fault } from "./documents";
import { pathOf } from "./paths";
import type { Reading } from "./yamlText";

/** The document as it is written, with the numbers of its lines; those with a fault are marked. */
export function YamlPane({ text, reading, faults, isReadOnly, onChange }: { text: string; reading: Reading; faults: readonly Fault[]; isReadOnly: boolean; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLPreElement>(null);
  const lines = text.split("\n").length;
  const marked = useMemo(() => {
    if (reading.trouble) return new Set([reading.trouble.line]);
    return new Set(faults.flatMap(fault => reading.lineOf(pathOf(reading.value, fault.field)) ?? []));
  }, [reading, faults]);

  useEffect(() => {
    if (reading.trouble) gutter.current?.querySelector("[data-fault]")?.scrollIntoView({ block: "nearest" });
  }, [reading.trouble]);

  return (
    <div className="yaml-pane">
      <pre ref={gutter} className="yaml-lines" aria-hidden="true">
        {Array.from({ length: lines }, (_, i) => <span key={i} data-fault={marked.has(i + 1) || undefined}>{i + 1}</span>)}
      </pre>
      <textarea
        ref={area}
        value={text}
        readOnly={isReadOnly}
        onChange={event => onChange(event.target.value)}
        onScroll={event => gutter.current && (gutter.current.scrollTop = event.currentTarget.scrollTop)}
        aria-label={t("document.yaml")}
        aria-invalid={reading.trouble !== null || undefined}
        spellCheck={false}
        autoCapitalize="none"
        wrap="off"
        rows={Math.max(12, lines + 1)}
      />
    </div>
  );
}
