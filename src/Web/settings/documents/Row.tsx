import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../look/icons";
import { useField, useForm } from "./form";
import type { Member } from "./shapes";
import { useFieldWords } from "./words";
import type { Path } from "./yamlText";

export interface Place {
  path: Path;
  member: Member;
  /** The name of the member around it. */
  within: string;
  /** The names of the members beside it, as the schema orders them. */
  order: readonly string[];
}

export const useLabel = ({ member, within }: Place) => useFieldWords().field(member.name, within);

/** A field's name, its control, what it means and what is wrong with it. */
export function Row({ path, member, within, isGroup = false, id, children, tools }: Place & { isGroup?: boolean; id?: string; children: ReactNode; tools?: ReactNode }) {
  const words = useFieldWords();
  const { name, faults } = useField(path);
  const own = useId();
  const label = words.field(member.name, within);
  const help = words.help(member);
  return (
    <div className="field-row" data-path={name} data-fault={faults.length > 0 || undefined} role={isGroup ? "group" : undefined} aria-labelledby={isGroup ? `${own}-label` : undefined}>
      {isGroup ? <span className="field-label" id={`${own}-label`}>{label}{member.isRequired ? <Required /> : null}</span> : <label className="field-label" htmlFor={id}>{label}{member.isRequired ? <Required /> : null}</label>}
      <div className="field-control">
        {children}
        {tools}
        {help ? <p className="quiet" id={id ? `${id}-help` : undefined}>{help}</p> : null}
        <FaultTexts faults={faults} id={id ? `${id}-faults` : undefined} />
      </div>
    </div>
  );
}

export function Required() {
  const { t } = useTranslation();
  return <span className="required" title={t("document.required")} aria-hidden="true"> *</span>;
}

export function FaultTexts({ faults, id }: { faults: readonly string[]; id?: string | undefined }) {
  return <>{faults.length > 0 ? <p className="problem field-fault" id={id}>{faults.join(". ")}</p> : null}</>;
}

export function RemoveButton({ path, label }: { path: Path; label: string }) {
  const { t } = useTranslation();
  const form = useForm();
  if (form.isReadOnly) return null;
  return (
    <button type="button" className="plain icon-button" onClick={() => form.apply({ act: "remove", path })} aria-label={t("document.removeWhat", { what: label })} title={t("document.removeWhat", { what: label })}>
      <Icon name="close" size={16} />
    </button>
  );
}
