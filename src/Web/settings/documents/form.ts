import { createContext, useContext } from "react";
import type { Names } from "./names";
import { at, nameOf, type Change, type Path, type Value } from "./yamlText";

/** What all fields of a form share. */
export interface FormState {
  value: Value;
  text: string;
  /** The service found nothing wrong with the text as it is. */
  isSound: boolean;
  apply: (change: Change) => void;
  /** What is wrong, by place, as the service names places. */
  faults: ReadonlyMap<string, readonly string[]>;
  isReadOnly: boolean;
  /** Everything that can be closed is open at first. */
  opensAll: boolean;
  /** Where the reader is to be taken: what is closed around it opens. The number makes the same place new again. */
  target: { name: string; turn: number } | null;
  goTo: (name: string) => void;
  names: Names;
}

export const FormContext = createContext<FormState | null>(null);

export function useForm(): FormState {
  const form = useContext(FormContext);
  if (!form) throw new Error("there is no form around this field");
  return form;
}

export function useField(path: Path) {
  const form = useForm();
  const name = nameOf(path);
  return { form, name, value: at(form.value, path), faults: form.faults.get(name) ?? [] };
}

/** Whether a place is that one or inside of it. */
export const isWithin = (name: string, around: string) => around === "" || name === around || name.startsWith(`${around}.`) || name.startsWith(`${around}[`);

export const faultsWithin = (form: FormState, around: string) => [...form.faults].reduce((n, [name, texts]) => n + (isWithin(name, around) ? texts.length : 0), 0);
