import { useTranslation } from "react-i18next";
import { Icon } from "../../look/icons";
import { useField } from "./form";
import type { Path } from "./yamlText";

/** Opening hours of a day: closed, or from when until when, several times. */
export function OpeningsField({ path, order, label }: { path: Path; order: readonly string[]; label: string }) {
  const { t } = useTranslation();
  const { form, name, value } = useField(path);
  const isList = Array.isArray(value);
  const hours = isList ? value.map(v => String(v ?? "")) : typeof value === "string" && value !== "closed" ? [value] : [];
  const isClosed = hours.length === 0;
  const set = (next: string | string[]) => form.apply({ act: "set", path, value: next, order });
  const add = () => {
    if (isClosed) set("08:00-16:00");
    else form.apply({ act: "insert", path: [...path, hours.length], value: "16:00-18:00" });
  };
  const write = (i: number, from: string, until: string) => form.apply({ act: "set", path: isList ? [...path, i] : path, value: `${from}-${until}` });
  return (
    <span className="openings">
      <label className="check">
        <input type="checkbox" checked={!isClosed} disabled={form.isReadOnly} onChange={() => set(isClosed ? "08:00-16:00" : "closed")} aria-label={t("document.openOn", { what: label })} /> {isClosed ? t("document.closed") : t("document.open")}
      </label>
      {hours.map((hour, i) => {
        const [from = "", until = ""] = hour.split("-").map(part => part.trim());
        const nth = hours.length > 1 ? ` ${i + 1}` : "";
        const faults = isList ? (form.faults.get(`${name}[${i}]`) ?? []) : [];
        return (
          <span key={i} className="opening" data-path={isList ? `${name}[${i}]` : undefined}>
            <input value={from} disabled={form.isReadOnly} aria-label={`${t("document.opens", { what: label })}${nth}`} onChange={event => write(i, event.target.value, until)} size={5} inputMode="numeric" placeholder="08:00" />
            <span aria-hidden="true">–</span>
            <input value={until} disabled={form.isReadOnly} aria-label={`${t("document.closes", { what: label })}${nth}`} onChange={event => write(i, from, event.target.value)} size={5} inputMode="numeric" placeholder="16:00" />
            {hours.length > 1 && !form.isReadOnly ? (
              <button type="button" className="plain icon-button" onClick={() => form.apply({ act: "remove", path: [...path, i] })} aria-label={t("document.removeWhat", { what: hour })}><Icon name="close" size={14} /></button>
            ) : null}
            {faults.length > 0 ? <span className="problem">{faults.join(". ")}</span> : null}
          </span>
        );
      })}
      {form.isReadOnly || isClosed ? null : <button type="button" className="plain add" onClick={add} aria-label={t("document.addHours", { what: label })}>+</button>}
    </span>
  );
}
