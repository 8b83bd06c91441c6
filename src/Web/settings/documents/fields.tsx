import { useId } from "react";
import { useTranslation } from "react-i18next";
import { CardsField } from "./Cards";
import { useField } from "./form";
import { freeKey } from "./KeyField";
import { nameKindOf } from "./names";
import { FaultTexts, RemoveButton, Required, Row, useLabel, type Place } from "./Row";
import { firstOf, fits, isSingle, writingOf, type Member, type Shape } from "./shapes";
import { SingleControl } from "./SingleControl";
import { Tokens } from "./Tokens";
import { useFieldWords } from "./words";
import { isMapping, nameOf, type Path, type Value } from "./yamlText";

/** A mapping with more kinds of members than this shows only those that it has; the others wait in a list. A document shows all of its own. */
const maxShown = 11;

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
  const names = object.kind === "object" ? object.members() : [];
  const inner = object.kind === "map" ? object.item() : names[0]!.shape;
  const choose = (mode: string) => {
    const old = typeof value === "string" ? value : isMapping(value) ? [...value.values()].find(v => typeof v === "string") : null;
    const kept = typeof old === "string" && old !== "" && inner.kind === single.kind ? old : null;
    if (mode === "single") form.apply({ act: "set", path, value: kept ?? (single.kind === "duration" ? "1h" : "-"), order });
    else if (object.kind === "map") form.apply({ act: "set", path, value: new Map([[freeKey(object.keys, []), kept ?? "-"]]), order });
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
      {isMapping(value) && object.kind === "object" ? <Members shape={object} path={path} within={member.name} /> : null}
      {isMapping(value) && object.kind === "map" ? <CardsField path={path} member={{ name: `${member.name}s`, shape: object, isRequired: true, description: "" }} within={member.name} order={order} /> : null}
    </Row>
  );
}
