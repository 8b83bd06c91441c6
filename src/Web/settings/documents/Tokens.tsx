import { useId, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../look/icons";
import { useField } from "./form";
import { nameKindOf } from "./names";
import { FaultTexts, RemoveButton, type Place } from "./Row";
import { writingOf, type Shape } from "./shapes";
import { SingleControl } from "./SingleControl";
import { useFieldWords } from "./words";
import { nameOf, type Path } from "./yamlText";

/** Several single values in a row. Alt and an arrow key moves one. */
export function Tokens({ path, member, within, order }: Place) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const { form, name, value } = useField(path);
  const { shape } = member;
  if (shape.kind !== "list") return null;
  const item = shape.item();
  const list = Array.isArray(value);
  const values: string[] = list ? value.map(v => (typeof v === "string" ? v : "")) : typeof value === "string" ? [value] : [];
  const pathOf = (i: number): Path => (list ? [...path, i] : path);
  const label = words.field(member.name, within);
  const add = () => {
    const first = item.kind === "word" ? (item.words.find(w => !values.includes(w)) ?? item.words[0]!) : "";
    if (value === undefined) form.apply({ act: "set", path, value: shape.single ? first : [first], writing: writingOf(item), order });
    else form.apply({ act: "insert", path: [...path, values.length], value: first, writing: writingOf(item) });
    form.goTo(value === undefined && shape.single ? name : `${name}[${values.length}]`);
  };
  const remove = (i: number) => form.apply({ act: "remove", path: pathOf(i) });
  const pressed = (event: KeyboardEvent, i: number) => {
    const step = event.key === "ArrowLeft" || event.key === "ArrowUp" ? -1 : event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : 0;
    const to = i + step;
    if (!event.altKey || step === 0 || form.isReadOnly) return;
    event.preventDefault();
    if (to < 0 || to >= values.length) return;
    form.apply({ act: "move", path: pathOf(i), to });
    form.goTo(nameOf(pathOf(to)));
  };
  return (
    <>
      <ul className="tokens">
        {values.map((word, i) => <Token key={i} path={pathOf(i)} shape={item} field={member.name} word={word} label={t("document.nth", { what: label, n: i + 1 })} onRemove={() => remove(i)} onKeyDown={event => pressed(event, i)} />)}
        {list && values.length === 0 ? <li className="quiet">{t("document.emptyList")}</li> : null}
        {form.isReadOnly ? (values.length === 0 ? <li className="quiet">–</li> : null) : (
          <li>
            <button type="button" className="plain add" onClick={add} aria-label={t("document.addWhat", { what: label })}>+ {t("look.add")}</button>
          </li>
        )}
        {list && !member.isRequired && values.length === 0 ? <li><RemoveButton path={path} label={label} /></li> : null}
      </ul>
    </>
  );
}

function Token({ path, shape, field, word, label, onRemove, onKeyDown }: { path: Path; shape: Shape; field: string; word: string; label: string; onRemove: () => void; onKeyDown: (event: KeyboardEvent) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const { form, name, faults } = useField(path);
  return (
    <li className="token" data-path={name} data-fault={faults.length > 0 || undefined} onKeyDown={onKeyDown}>
      <SingleControl id={id} shape={shape} field={field} value={word} isMissing={false} isFaulty={faults.length > 0} isRequired label={label} isNamed isShort suggestions={nameKindOf(field)}
        onChange={next => form.apply({ act: "set", path, value: next, writing: writingOf(shape) })} />
      {form.isReadOnly ? null : (
        <button type="button" className="plain icon-button" onClick={onRemove} aria-label={t("document.removeWhat", { what: label })}>
          <Icon name="close" size={14} />
        </button>
      )}
      <FaultTexts faults={faults} id={`${id}-faults`} />
    </li>
  );
}
