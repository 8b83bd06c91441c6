import { useEffect, useState } from "react";

/** Something that can be done from where one is: by its keys, from the palette, and told on the help sheet. */
export interface Command {
  label: string;
  /** One key, two in a row ("g i"), or one with Ctrl or Cmd ("mod k"). */
  keys?: string;
  act: () => void;
}

/** Milliseconds within which the second of two keys has to follow. */
const pairMs = 900;

const groups = new Map<symbol, { name: string; commands: readonly Command[] }>();

/** While the component is there, its commands are offered. */
export function useCommands(name: string, commands: readonly Command[]) {
  const [id] = useState(() => Symbol(name));
  useEffect(() => {
    groups.set(id, { name, commands });
    return () => void groups.delete(id);
  });
}

/** Those offered right now, by group. */
export const allCommands = () => [...groups.values()].filter(g => g.commands.length > 0);

const find = (keys: string) =>
  [...groups.values()]
    .reverse()
    .flatMap(g => g.commands)
    .find(c => c.keys === keys);

/** Letters are commands only while nobody writes and no dialog or menu is open. */
function isBusy(target: EventTarget | null): boolean {
  return Boolean((target as HTMLElement | null)?.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu]") ?? document.querySelector("dialog[open]"));
}

export function useKeyboard() {
  useEffect(() => {
    let first: { key: string; at: number } | null = null;
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const modified = event.ctrlKey || event.metaKey;
      if (isBusy(event.target) && !(modified && event.key === "k")) return;
      const key = modified ? `mod ${event.key.toLowerCase()}` : event.key;
      const before = first && event.timeStamp - first.at < pairMs ? first.key : null;
      first = null;
      const command = (before && find(`${before} ${key}`)) || find(key);
      if (command) {
        event.preventDefault();
        command.act();
      } else if (!modified && key.length === 1) {
        first = { key, at: event.timeStamp };
      }
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
