import { useEffect, useMemo, useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../access/session";
import { useCommands } from "../../app/commands";
import { notify } from "../../look/notices";
import { useWordsOf } from "../../look/States";
import { Refusal } from "../../api/client";
import { Conflict } from "./Conflict";
import type { Kind } from "./documents";
import { FaultList } from "./FaultList";
import { Members } from "./fields";
import { FormContext, isWithin, type FormState } from "./form";
import { useNames } from "./names";
import { Shapes, type Schema } from "./shapes";
import type { useDocument } from "./useDocument";
import { YamlPane } from "./YamlPane";
import { change } from "./yamlText";

type Document = ReturnType<typeof useDocument>;

/** A document as a form and as YAML, side by side: each shows at once what is written in the other. */
export function Editor({ kind, document, schema }: { kind: Kind; document: Document; schema: Schema }) {
  const { t } = useTranslation();
  const isReadOnly = !useMay("configure");
  const shape = useMemo(() => new Shapes(schema).document, [schema]);
  const { reading, text, faults } = document;
  const names = useNames(kind, reading.value);
  const [side, setSide] = useState<"form" | "yaml">("form");
  const [opensAll, setOpensAll] = useState(false);
  const [target, setTarget] = useState<FormState["target"]>(null);
  const form = useRef<HTMLDivElement>(null);
  const latest = useRef(text);
  latest.current = text;

  const goTo = (name: string) => setTarget(before => ({ name, turn: (before?.turn ?? 0) + 1 }));
  const faultsByField = useMemo(() => {
    const map = new Map<string, string[]>();
    for (const fault of faults) map.set(fault.field, [...(map.get(fault.field) ?? []), fault.text]);
    return map;
  }, [faults]);
  const state: FormState = {
    value: reading.value,
    text,
    isSound: !document.isChecking && faults.length === 0 && reading.trouble === null,
    apply: wanted => document.write((latest.current = change(latest.current, wanted))),
    faults: faultsByField,
    isReadOnly,
    opensAll,
    target,
    goTo,
    names,
  };

  useEffect(() => {
    if (!target) return;
    // What was closed around the place opens first.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => focusOn(form.current, target.name)));
    return () => cancelAnimationFrame(frame);
  }, [target]);

  useCommands(t(`settings.${kind}`), [{ label: t(side === "form" ? "document.showYaml" : "document.showForm"), keys: "y", act: () => setSide(side === "form" ? "yaml" : "form") }]);

  return (
    <div className="editor">
      {isReadOnly ? <p className="warning mild">{t("document.readOnly")}</p> : <SaveBar kind={kind} document={document} />}
      {document.isStale ? <Conflict kind={kind} document={document} /> : null}
      <FaultList kind={kind} faults={faults} trouble={reading.trouble} onGoTo={field => (reading.trouble ? setSide("yaml") : (setSide("form"), goTo(field)))} />
      <div className="segments narrow-only" role="group" aria-label={t("document.side")}>
        <button type="button" aria-pressed={side === "form"} onClick={() => setSide("form")}>{t("document.form")}</button>
        <button type="button" aria-pressed={side === "yaml"} onClick={() => setSide("yaml")}>YAML</button>
      </div>
      <div className="editor-sides" data-side={side}>
        <div className="editor-form" ref={form} data-kind={kind}>
          {reading.trouble ? <p className="quiet">{t("document.mendYaml")}</p> : (
            <FormContext value={state}>
              <button type="button" className="plain open-all" onClick={() => setOpensAll(!opensAll)}>{t(opensAll ? "document.closeAll" : "document.openAll")}</button>
              <Members key={String(opensAll)} shape={shape} path={[]} within={kind} />
            </FormContext>
          )}
        </div>
        <YamlPane text={text} reading={reading} faults={faults} isReadOnly={isReadOnly} onChange={document.write} />
      </div>
    </div>
  );
}

/** The first control of a place, or of what is nearest around it. */
function focusOn(form: HTMLElement | null, name: string) {
  const places = [...(form?.querySelectorAll<HTMLElement>("[data-path]") ?? [])];
  const place = places.filter(p => isWithin(name, p.dataset.path!) || p.dataset.path === name).sort((a, b) => b.dataset.path!.length - a.dataset.path!.length)[0];
  const control = place?.querySelector<HTMLElement>(".field-control :is(input, select, textarea), .token :is(input, select), .card-body :is(input, select, textarea), input, select, textarea, button");
  place?.scrollIntoView({ block: "center" });
  control?.focus({ preventScroll: true });
}

function SaveBar({ kind, document }: { kind: Kind; document: Document }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const [comment, setComment] = useState("");
  const [isSaving, setSaving] = useState(false);
  const { isDirty, isChecking, isStale, faults, reading, checkError } = document;
  const isFaulty = faults.length > 0 || reading.trouble !== null;
  const may = isDirty && !isChecking && !isFaulty && !isStale && !isSaving && !checkError;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!may) return;
    setSaving(true);
    try {
      const put = await document.save(comment.trim());
      setComment("");
      notify(t("document.saved", { version: put?.version }));
    } catch (error) {
      notify(error instanceof Refusal && error.status === 409 ? t("document.stale") : words(error), { kind: "failed" });
    } finally {
      setSaving(false);
    }
  };
  const state = !isDirty ? t("document.same") : isStale ? t("document.stale") : reading.trouble ? t("document.notYaml") : isChecking ? t("document.checking") : checkError ? words(checkError) : isFaulty ? t("document.faults", { count: faults.length }) : t("document.ready");
  return (
    <form className="save-bar" onSubmit={event => void submit(event)} aria-label={t("document.saving", { what: t(`settings.${kind}`) })}>
      <p role="status" data-state={isFaulty && isDirty ? "bad" : isDirty ? "dirty" : "same"}>{state}</p>
      {isDirty ? (
        <>
          <input value={comment} onChange={event => setComment(event.target.value)} maxLength={500} placeholder={t("document.comment")} aria-label={t("document.comment")} />
          <button type="button" onClick={() => { const text = document.text; document.discard(); notify(t("document.discarded"), { undo: () => document.write(text) }); }}>{t("document.discard")}</button>
          <button type="submit" className="primary" disabled={!may}>{t("look.save")}</button>
        </>
      ) : null}
    </form>
  );
}
