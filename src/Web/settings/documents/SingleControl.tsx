import { useId, type ChangeEvent } from "react";
import { useTranslation } from "react-i18next";
import { useForm } from "./form";
import type { NameKind } from "./names";
import type { Shape, Single } from "./shapes";
import { useFieldWords } from "./words";

interface Props {
  id: string;
  shape: Shape;
  field: string;
  value: string;
  isMissing: boolean;
  isFaulty: boolean;
  isRequired: boolean;
  /** The control's name where no label on the page belongs to it. */
  label: string;
  isNamed?: boolean;
  isShort?: boolean;
  suggestions: NameKind | null;
  onChange: (value: string) => void;
}

/** Stands in lists of words for a value that isn't one of them. */
const otherWord = "\u0000other";

/** The control of one value. An empty one isn't written at all. */
export function SingleControl({ id, shape, field, value, isMissing, isFaulty, isRequired, label, isNamed = false, isShort = false, suggestions, onChange }: Props) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const form = useForm();
  const list = useId();
  const common = {
    id,
    disabled: form.isReadOnly,
    "aria-invalid": isFaulty || undefined,
    "aria-describedby": `${id}-help ${id}-faults`,
    ...(isNamed ? { "aria-label": label } : {}),
  };
  const changed = (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => onChange(event.target.value);

  if (shape.kind === "flag") {
    const said = value === "yes" ? "true" : value === "no" ? "false" : value;
    return (
      <select {...common} value={said} onChange={changed}>
        {isMissing || !isRequired ? <option value="">{t("document.byDefault")}</option> : null}
        <option value="true">{t("document.yes")}</option>
        <option value="false">{t("document.no")}</option>
        {["", "true", "false"].includes(said) ? null : <option value={said}>{said}</option>}
      </select>
    );
  }

  if (shape.kind === "word") {
    const isOther = !isMissing && value !== "" && !shape.words.includes(value);
    return (
      <span className="word-control">
        <select {...common} value={isOther ? (shape.other ? otherWord : value) : value} onChange={event => onChange(event.target.value === otherWord ? otherStart(shape.other!, field) : event.target.value)}>
          {isMissing || !isRequired || value === "" ? <option value="">{isRequired ? t("document.choose") : t("document.byDefault")}</option> : null}
          {shape.words.map(word => <option key={word} value={word}>{words.word(word, field)}</option>)}
          {shape.other ? <option value={otherWord}>{words.word("other", field)}</option> : null}
          {isOther && !shape.other ? <option value={value}>{value}</option> : null}
        </select>
        {isOther && shape.other ? <input value={value} onChange={changed} aria-label={label} aria-invalid={isFaulty || undefined} disabled={form.isReadOnly} size={12} spellCheck={false} autoCapitalize="none" /> : null}
      </span>
    );
  }

  if ((shape.kind === "text" && shape.isLong) || value.includes("\n")) return <textarea {...common} value={value} onChange={changed} rows={Math.min(12, Math.max(2, value.split("\n").length))} />;

  const known = suggestions ? form.names[suggestions] : [];
  return (
    <>
      <input
        {...common}
        value={value}
        onChange={changed}
        placeholder={placeholders[shape.kind] ?? ""}
        inputMode={shape.kind === "number" ? "decimal" : undefined}
        list={known.length > 0 ? list : undefined}
        size={isShort ? Math.max(8, value.length + 3) : undefined}
        className={shape.kind === "text" && !isShort ? undefined : "short"}
        spellCheck={shape.kind === "text" && !shape.pattern && !suggestions}
        autoCapitalize="none"
        autoComplete="off"
      />
      {known.length > 0 ? <datalist id={list}>{known.map(name => <option key={name} value={name} />)}</datalist> : null}
    </>
  );
}

const placeholders: Partial<Record<Shape["kind"], string>> = { duration: "1h30m", percent: "80", time: "08:00" };

function otherStart(other: Single, field: string): string {
  if (other.kind === "percent") return "80%";
  return field === "channel" ? "custom:" : "";
}
