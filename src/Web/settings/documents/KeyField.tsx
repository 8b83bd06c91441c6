import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useField, useForm } from "./form";
import { weekdays } from "./week";
import type { Keys } from "./shapes";
import { useFieldWords } from "./words";
import { nameOf, type Path } from "./yamlText";

/** Languages that are offered first; any other can be written. */
const languages = ["fi", "en", "sv", "et", "ru", "de", "fr", "es"];

export function freeKey(keys: Keys, taken: readonly string[]): string {
  const days = ["monday-friday", "saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday"];
  const candidates = keys === "weekday" ? days : keys === "language" ? languages : keys === "date" ? Array.from({ length: 400 }, (_, i) => new Date(Date.now() + i * 86_400_000).toISOString().slice(0, 10)) : [];
  return candidates.find(c => !taken.includes(c)) ?? Array.from({ length: taken.length + 1 }, (_, i) => (keys === "name" || keys === "language" ? `new${i || ""}` : `day${i}`)).find(c => !taken.includes(c))!;
}

/** The name of a member: it is changed when one leaves the field, so that no two are ever the same on the way. */
export function KeyField({ path, keys, siblings }: { path: Path; keys: Keys; siblings: readonly string[] }) {
  const { t } = useTranslation();
  const { form } = useField(path);
  const old = String(path.at(-1));
  const id = useId();
  const [typed, setTyped] = useState(old);
  useEffect(() => setTyped(old), [old]);
  const isTaken = typed !== old && siblings.includes(typed);
  const rename = (name: string) => {
    if (name === "" || name === old || siblings.includes(name)) return setTyped(old);
    form.apply({ act: "rename", path, name });
    form.goTo(nameOf([...path.slice(0, -1), name]));
  };
  if (keys === "weekday") {
    const [from = "", until = from] = old.split("-");
    const put = (a: string, b: string) => rename(a === b ? a : `${a}-${b}`);
    return (
      <span className="key-pair">
        <WeekdaySelect value={from} label={t("document.fromDay")} onChange={day => put(day, until)} />
        <span aria-hidden="true">–</span>
        <WeekdaySelect value={until} label={t("document.untilDay")} onChange={day => put(from, day)} />
        {isTaken ? <span className="problem">{t("document.taken")}</span> : null}
      </span>
    );
  }
  if (keys === "date") {
    const [from = "", until = ""] = old.split("..");
    return (
      <span className="key-pair">
        <input type="date" value={from} disabled={form.isReadOnly} aria-label={t("document.fromDate")} onChange={event => event.target.value && rename(until ? `${event.target.value}..${until}` : event.target.value)} />
        <span aria-hidden="true">–</span>
        <input type="date" value={until} disabled={form.isReadOnly} aria-label={t("document.untilDate")} onChange={event => rename(event.target.value ? `${from}..${event.target.value}` : from)} />
      </span>
    );
  }
  return (
    <>
      <input id={id} value={typed} disabled={form.isReadOnly} aria-label={t(keys === "language" ? "field.language" : "document.key")} size={keys === "language" ? 4 : undefined} aria-invalid={isTaken || undefined} onChange={event => setTyped(event.target.value)} onBlur={() => rename(typed.trim())}
        onKeyDown={event => event.key === "Enter" && rename(typed.trim())} spellCheck={false} autoCapitalize="none" />
      {isTaken ? <p className="problem">{t("document.taken")}</p> : null}
    </>
  );
}

function WeekdaySelect({ value, label, onChange }: { value: string; label: string; onChange: (day: string) => void }) {
  const form = useForm();
  const words = useFieldWords();
  return (
    <select value={value} aria-label={label} disabled={form.isReadOnly} onChange={event => onChange(event.target.value)}>
      {weekdays.some(day => day === value) ? null : <option value={value}>{value}</option>}
      {weekdays.map(day => <option key={day} value={day}>{words.word(day, "")}</option>)}
    </select>
  );
}
