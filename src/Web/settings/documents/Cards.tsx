import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Members } from "./fields";
import { faultsWithin, isWithin, useField } from "./form";
import { freeKey, KeyField } from "./KeyField";
import { OpeningsField } from "./OpeningsField";
import { FaultTexts, RemoveButton, type Place } from "./Row";
import { firstOf, isSingle, writingOf, type Keys, type Shape, type Single } from "./shapes";
import { SingleControl } from "./SingleControl";
import { summaryOf, titleOf } from "./summaries";
import { WeekPicture } from "./WeekPicture";
import { useFieldWords } from "./words";
import { isMapping, nameOf, type Path } from "./yamlText";

/** Mappings one below the other, in an order or under names: closed until they are looked at. */
export function CardsField(place: Place) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const { path, member, within, order } = place;
  const { form, name, value, faults } = useField(path);
  const { shape } = member;
  if (shape.kind !== "list" && shape.kind !== "map") return null;
  const label = words.field(member.name, within);
  const item = shape.item();
  const isMap = shape.kind === "map";
  const steps: (string | number)[] = isMapping(value) && isMap ? [...value.keys()] : Array.isArray(value) ? value.map((_, i) => i) : [];
  const paths: Path[] = steps.length > 0 ? steps.map(step => [...path, step]) : isMapping(value) && !isMap ? [path] : [];
  const add = () => {
    const first = firstOf(item);
    if (isMap) {
      const key = freeKey(shape.keys, isMapping(value) ? [...value.keys()] : []);
      form.apply({ act: "set", path: [...path, key], value: first, order: [] });
      form.goTo(nameOf([...path, key]));
      return;
    }
    if (value === undefined) form.apply({ act: "set", path, value: [], order });
    form.apply({ act: "insert", path: [...path, paths.length], value: first });
    form.goTo(`${name}[${paths.length}]`);
  };
  return (
    <section className="cards" data-path={name} data-kind={member.name} aria-label={label}>
      <h3>{label}</h3>
      {words.help(member) ? <p className="quiet">{words.help(member)}</p> : null}
      <FaultTexts faults={faults} />
      {paths.length === 0 ? <p className="quiet">{t("document.none")}</p> : null}
      <ol>
        {paths.map((p, i) => (
          <Card key={i} path={p} shape={item} keys={isMap ? shape.keys : null} field={member.name} index={i} count={!isMap && Array.isArray(value) ? paths.length : 1} siblings={isMap ? (steps as string[]) : []} />
        ))}
      </ol>
      {form.isReadOnly ? null : (
        <div className="row">
          <button type="button" className="add" onClick={add}>+ {words.one(member.name)}</button>
          {value !== undefined && paths.length === 0 && !member.isRequired ? <RemoveButton path={path} label={label} /> : null}
        </div>
      )}
    </section>
  );
}

interface CardProps {
  path: Path;
  shape: Shape;
  /** Of a mapping: what kind of names its members have. */
  keys: Keys | null;
  field: string;
  index: number;
  /** How many there are beside it among which it can be moved. */
  count: number;
  siblings: readonly string[];
}

function Card({ path, shape, keys, field, index, count, siblings }: CardProps) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const { form, name, value, faults } = useField(path);
  const isTarget = form.target !== null && isWithin(form.target.name, name);
  const [isOpen, setOpen] = useState(isTarget || form.opensAll);
  const body = useId();
  useEffect(() => {
    if (isTarget) setOpen(true);
  }, [isTarget, form.target]);
  const inside = faultsWithin(form, name);
  const title = keys ? String(path.at(-1)) : titleOf(value, `${words.one(field)} ${index + 1}`, words);
  const move = (to: number) => {
    form.apply({ act: "move", path, to });
    form.goTo(nameOf([...path.slice(0, -1), to]));
  };
  const isFlat = shape.kind === "openings" || isSingle(shape);
  const tools = form.isReadOnly ? null : (
    <span className="card-tools">
      {count > 1 ? (
        <>
          <button type="button" className="plain icon-button" disabled={index === 0} onClick={() => move(index - 1)} aria-label={t("document.up", { what: title })} title={t("document.up", { what: title })}>↑</button>
          <button type="button" className="plain icon-button" disabled={index === count - 1} onClick={() => move(index + 1)} aria-label={t("document.down", { what: title })} title={t("document.down", { what: title })}>↓</button>
        </>
      ) : null}
      <RemoveButton path={path} label={title} />
    </span>
  );
  if (isFlat) {
    return (
      <li className="card flat" data-path={name} data-fault={inside > 0 || undefined}>
        <KeyField path={path} keys={keys ?? "name"} siblings={siblings} />
        <div className="grow">
          {shape.kind === "openings" ? <OpeningsField path={path} order={[]} label={title} /> : <FlatField path={path} shape={shape as Single} label={`${words.field(field, "")}: ${title}`} />}
          <FaultTexts faults={faults} />
        </div>
        {tools}
      </li>
    );
  }
  return (
    <li className="card" data-path={name} data-fault={inside > 0 || undefined}>
      <div className="card-head">
        <button type="button" className="plain card-title" aria-expanded={isOpen} aria-controls={body} onClick={() => setOpen(!isOpen)}>
          <span className="card-arrow" aria-hidden="true">{isOpen ? "▾" : "▸"}</span>
          <strong>{title}</strong>
          <span className="quiet">{summaryOf(value, field, title, words)}</span>
          {inside > 0 ? <span className="card-faults">{t("document.faults", { count: inside })}</span> : null}
        </button>
        {tools}
      </div>
      <div id={body} hidden={!isOpen}>
        {isOpen ? (
          <div className="card-body">
            <FaultTexts faults={faults} />
            {keys ? <div className="field-row"><span className="field-label">{words.field("key", field)}</span><div className="field-control"><KeyField path={path} keys={keys} siblings={siblings} /></div></div> : null}
            {field === "calendars" ? <WeekPicture path={path} /> : null}
            {shape.kind === "object" ? <Members shape={shape} path={path} within={field} /> : null}
            {shape.kind === "list" ? <CardsField path={path} member={{ name: field === "ladders" ? "steps" : field, shape, isRequired: true, description: "" }} within={field} order={[]} /> : null}
          </div>
        ) : null}
      </div>
    </li>
  );
}

/** One value under a name of one's own. */
function FlatField({ path, shape, label }: { path: Path; shape: Single; label: string }) {
  const { form, value, faults } = useField(path);
  const id = useId();
  return (
    <SingleControl id={id} shape={shape} field="" value={typeof value === "string" ? value : ""} isMissing={false} isFaulty={faults.length > 0} isRequired label={label} isNamed suggestions={null}
      onChange={next => form.apply({ act: "set", path, value: next, writing: writingOf(shape) })} />
  );
}
