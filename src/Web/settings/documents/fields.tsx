import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../look/icons";
import { faultsWithin, isWithin, useField, useForm } from "./form";
import { nameKindOf } from "./names";
import { OpeningsField } from "./OpeningsField";
import { isSingle, writingOf, type Member, type Shape } from "./shapes";
import { SingleControl } from "./SingleControl";
import { isMapping, nameOf, type Mapping, type Path, type Value } from "./yamlText";
import { WeekPicture } from "./WeekPicture";
import { weekdays } from "./week";
import { useFieldWords } from "./words";

/** A mapping with more kinds of members than this shows only those that it has; the others wait in a list. A document shows all of its own. */
const maxShown = 11;

interface Place {
  path: Path;
  member: Member;
  /** The name of the member around it. */
  within: string;
  /** The names of the members beside it, as the schema orders them. */
  order: readonly string[];
}

/** The members of a mapping. */
export function Members({ shape, path, within }: { shape: Shape & { kind: "object" }; path: Path; within: string }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const { form, value } = useField(path);
  const members = shape.members();
  const order = members.map(m => m.name);
  const present = isMapping(value) ? value : new Map<string, Value>();
  const isSparse = members.length > maxShown && path.length > 0;
  const has = (member: Member) => (present.get(member.name) ?? null) !== null;
  const shown = isSparse ? members.filter(m => m.isRequired || has(m)) : members;
  const absent = members.filter(m => !shown.includes(m));
  const strangers = [...present.keys()].filter(key => !order.includes(key));
  const add = (member: Member | undefined) => {
    if (!member) return;
    form.apply({ act: "set", path: [...path, member.name], value: firstOf(member.shape), writing: writingOf(member.shape), order });
    form.goTo(nameOf([...path, member.name]));
  };
  return (
    <div className="members">
      {shown.map(member => <MemberField key={member.name} path={[...path, member.name]} member={member} within={within} order={order} isKept={isSparse} />)}
      {strangers.map(key => <Stranger key={key} path={[...path, key]} />)}
      {absent.length > 0 && !form.isReadOnly ? (
        <select className="adder" value="" onChange={event => add(absent.find(m => m.name === event.target.value))} aria-label={t("document.addTo", { what: words.field(within, "") })}>
          <option value="">{t("document.addField")}</option>
          {absent.map(m => <option key={m.name} value={m.name}>{words.field(m.name, within)}</option>)}
        </select>
      ) : null}
    </div>
  );
}

function MemberField({ isKept, ...place }: Place & { isKept: boolean }) {
  const { member, path } = place;
  const { value } = useField(path);
  const { shape } = member;
  if (value !== undefined && !fits(shape, value)) return <Stranger path={path} />;
  if (isSingle(shape)) return <SingleField {...place} isKept={isKept} />;
  if (shape.kind === "either") return <EitherField {...place} />;
  if (shape.kind === "list" && isSingle(shape.item())) return <Row {...place} isGroup><Tokens {...place} /></Row>;
  if (shape.kind === "object") return <ObjectField {...place} />;
  return <CardsField {...place} />;
}

/** Whether the value can be shown by the shape's control; else it is left to the YAML. */
function fits(shape: Shape, value: Value): boolean {
  if (isSingle(shape)) return typeof value === "string";
  if (shape.kind === "object" || shape.kind === "map") return isMapping(value);
  if (shape.kind === "openings") return typeof value === "string" || (Array.isArray(value) && value.every(v => typeof v === "string"));
  if (shape.kind === "either") return fits(shape.single(), value) || fits(shape.object(), value);
  if (shape.kind !== "list") return false;
  return Array.isArray(value) ? value.every(v => v === null || fits(shape.item(), v)) : shape.single && fits(shape.item(), value);
}

/** What a place begins with when it is added. */
function firstOf(shape: Shape): Value {
  switch (shape.kind) {
    case "object":
    case "map":
      return new Map();
    case "list":
      return isSingle(shape.item()) ? "" : [];
    case "either":
      return firstOf(shape.single());
    case "openings":
      return "08:00-16:00";
    case "word":
      return shape.words[0]!;
    case "flag":
      return "true";
    default:
      return "";
  }
}

const useLabel = ({ member, within }: Place) => useFieldWords().field(member.name, within);

/** A field's name, its control, what it means and what is wrong with it. */
function Row({ path, member, within, isGroup = false, id, children, tools }: Place & { isGroup?: boolean; id?: string; children: ReactNode; tools?: ReactNode }) {
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

function Required() {
  const { t } = useTranslation();
  return <span className="required" title={t("document.required")} aria-hidden="true"> *</span>;
}

function FaultTexts({ faults, id }: { faults: readonly string[]; id?: string | undefined }) {
  return <>{faults.length > 0 ? <p className="problem field-fault" id={id}>{faults.join(". ")}</p> : null}</>;
}

function SingleField({ isKept = false, ...place }: Place & { isKept?: boolean }) {
  const { t } = useTranslation();
  const { path, member, order } = place;
  const { form, value, faults } = useField(path);
  const id = useId();
  const set = (next: string) => {
    if (next === "" && !isKept) form.apply({ act: "remove", path });
    else form.apply({ act: "set", path, value: next, writing: writingOf(member.shape), order });
  };
  const label = useLabel(place);
  return (
    <Row {...place} id={id} tools={isKept && !member.isRequired ? <RemoveButton path={path} label={label} /> : null}>
      <SingleControl
        id={id}
        shape={member.shape}
        field={member.name}
        value={typeof value === "string" ? value : ""}
        isMissing={value === undefined}
        isFaulty={faults.length > 0}
        isRequired={member.isRequired}
        label={t("document.other", { what: label })}
        suggestions={nameKindOf(member.name)}
        onChange={set}
      />
    </Row>
  );
}

function RemoveButton({ path, label }: { path: Path; label: string }) {
  const { t } = useTranslation();
  const form = useForm();
  if (form.isReadOnly) return null;
  return (
    <button type="button" className="plain icon-button" onClick={() => form.apply({ act: "remove", path })} aria-label={t("document.removeWhat", { what: label })} title={t("document.removeWhat", { what: label })}>
      <Icon name="close" size={16} />
    </button>
  );
}

/** What the schema doesn't know, or knows otherwise: it stays as it is written. */
function Stranger({ path }: { path: Path }) {
  const { t } = useTranslation();
  const { name, value, faults } = useField(path);
  const label = String(path.at(-1));
  return (
    <div className="field-row" data-path={name} data-fault={faults.length > 0 || undefined} role="group" aria-label={label}>
      <span className="field-label">{label}</span>
      <div className="field-control">
        <p className="quiet">{t("document.onlyYaml")} {typeof value === "string" ? <code>{value}</code> : null}</p>
        <RemoveButton path={path} label={label} />
        <FaultTexts faults={faults} />
      </div>
    </div>
  );
}

/** A mapping of its own within another. */
function ObjectField(place: Place) {
  const { t } = useTranslation();
  const { path, member, order } = place;
  const { form, name, value, faults } = useField(path);
  const words = useFieldWords();
  const label = useLabel(place);
  if (member.shape.kind !== "object") return null;
  if (value === undefined && !member.isRequired) {
    return (
      <Row {...place} isGroup>
        <button
          type="button"
          className="plain add"
          disabled={form.isReadOnly}
          aria-label={t("document.addWhat", { what: label })}
          onClick={() => {
            form.apply({ act: "set", path, value: new Map(), order });
            form.goTo(name);
          }}
        >
          {form.isReadOnly ? "–" : `+ ${t("look.add")}`}
        </button>
      </Row>
    );
  }
  return (
    <fieldset className="field-group" data-path={name} data-fault={faults.length > 0 || undefined}>
      <legend>
        {label}
        {member.isRequired ? <Required /> : <RemoveButton path={path} label={label} />}
      </legend>
      {words.help(member) ? <p className="quiet">{words.help(member)}</p> : null}
      <FaultTexts faults={faults} />
      <Members shape={member.shape} path={path} within={member.name} />
    </fieldset>
  );
}

/** One value for all, or one each: two ways to say the same thing. */
function EitherField(place: Place) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const { path, member, order } = place;
  const { form, value, faults } = useField(path);
  const id = useId();
  const label = useLabel(place);
  const { shape } = member;
  if (shape.kind !== "either") return null;
  const [single, object] = [shape.single(), shape.object()];
  if (object.kind !== "object") return null;
  const names = object.members();
  const choose = (mode: string) => {
    const old = typeof value === "string" ? value : isMapping(value) ? [...value.values()].find(v => typeof v === "string") : null;
    const kept = typeof old === "string" && old !== "" && (names[0]!.shape.kind === single.kind) ? old : null;
    if (mode === "single") form.apply({ act: "set", path, value: kept ?? (single.kind === "duration" ? "1h" : "-"), order });
    else form.apply({ act: "set", path, value: new Map(names.filter((m, i) => i === 0 || m.isRequired).map(m => [m.name, kept ?? (member.name === "snooze" ? "always" : "-")])), order });
  };
  return (
    <Row {...place} isGroup>
      <div className="either">
        <div className="segments" role="group" aria-label={t("document.way", { what: label })}>
          {(["single", "object"] as const).map(mode => {
            const isOn = mode === "object" ? isMapping(value) : !isMapping(value);
            return <button key={mode} type="button" aria-pressed={isOn} disabled={form.isReadOnly} onClick={() => (isOn ? undefined : choose(mode))}>{words.field(`${mode}`, member.name)}</button>;
          })}
        </div>
        {isMapping(value) ? null : (
          <SingleControl id={id} shape={single} field={member.name} value={typeof value === "string" ? value : ""} isMissing={value === undefined} isFaulty={faults.length > 0} isRequired={false} label={label} isNamed suggestions={nameKindOf(member.name)}
            onChange={next => form.apply(next === "" ? { act: "remove", path } : { act: "set", path, value: next, order })} />
        )}
      </div>
      {isMapping(value) ? <Members shape={object} path={path} within={member.name} /> : null}
    </Row>
  );
}

/** Several single values in a row. Alt and an arrow key moves one. */
function Tokens({ path, member, within, order }: Place) {
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

/** Mappings one below the other, in an order or under names: closed until they are looked at. */
function CardsField(place: Place) {
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

function freeKey(keys: "name" | "weekday" | "date", taken: readonly string[]): string {
  const days = ["monday-friday", "saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday"];
  const candidates = keys === "weekday" ? days : keys === "date" ? Array.from({ length: 400 }, (_, i) => new Date(Date.now() + i * 86_400_000).toISOString().slice(0, 10)) : [];
  return candidates.find(c => !taken.includes(c)) ?? Array.from({ length: taken.length + 1 }, (_, i) => (keys === "name" ? `new${i || ""}` : `day${i}`)).find(c => !taken.includes(c))!;
}

interface CardProps {
  path: Path;
  shape: Shape;
  /** Of a mapping: what kind of names its members have. */
  keys: "name" | "weekday" | "date" | null;
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
  const [isOpen, setOpen] = useState(isTarget);
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
          {shape.kind === "openings" ? <OpeningsField path={path} order={[]} label={title} /> : null}
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

function titleOf(value: Value | undefined, otherwise: string, words: ReturnType<typeof useFieldWords>): string {
  if (!isMapping(value)) return otherwise;
  for (const name of ["name", "id", "at", "channel", "after"]) {
    const found = value.get(name);
    if (typeof found === "string" && found !== "") return name === "after" ? `+ ${found}` : name === "at" || name === "channel" ? words.word(found, name) : found;
  }
  return otherwise;
}

/** The first few things that a mapping says, in words. */
function summaryOf(value: Value | undefined, field: string, title: string, words: ReturnType<typeof useFieldWords>): string {
  const parts: string[] = [];
  const add = (map: Mapping, within: string) => {
    for (const [name, member] of map) {
      if (["id", "name"].includes(name) || parts.length >= 5) continue;
      if (typeof member === "string" && words.word(member, name) !== title && member.length < 60) parts.push(`${words.field(name, within)}: ${words.word(member, name)}`);
      else if (Array.isArray(member) && member.every(m => typeof m === "string")) parts.push(`${words.field(name, within)}: ${member.slice(0, 3).map(m => words.word(m as string, name)).join(", ")}${member.length > 3 ? " …" : ""}`);
      else if (isMapping(member)) add(member, name);
    }
  };
  if (isMapping(value)) add(value, field);
  if (Array.isArray(value)) return value.map((v, i) => titleOf(v, String(i + 1), words)).join(" → ");
  return parts.join(" · ");
}

/** The name of a member: it is changed when one leaves the field, so that no two are ever the same on the way. */
function KeyField({ path, keys, siblings }: { path: Path; keys: "name" | "weekday" | "date"; siblings: readonly string[] }) {
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
      <input id={id} value={typed} disabled={form.isReadOnly} aria-label={t("document.key")} aria-invalid={isTaken || undefined} onChange={event => setTyped(event.target.value)} onBlur={() => rename(typed.trim())}
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

