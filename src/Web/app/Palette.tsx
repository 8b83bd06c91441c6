import { useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useCustomerSearch } from "../customers/search";
import { Dialog } from "../look/Dialog";
import { allCommands } from "./commands";
import { Keys } from "./Keys";

interface Choice {
  key: string;
  label: string;
  hint: string;
  keys?: string;
  act: () => void;
}

const maxChoices = 40;

/** One field from which everything can be done and everybody found. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const [groups] = useState(allCommands);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { found } = useCustomerSearch(typed);
  const list = useId();

  const choices = useMemo<Choice[]>(() => {
    const words = typed.trim().toLowerCase().split(/\s+/);
    const commands = groups.flatMap(group =>
      group.commands
        .filter(command => words.every(word => `${command.label} ${group.name}`.toLowerCase().includes(word)))
        .map(command => ({ key: `${group.name} ${command.label}`, label: command.label, hint: group.name, act: command.act, ...(command.keys ? { keys: command.keys } : {}) })),
    );
    const people = found.map(customer => ({
      key: customer.id,
      label: customer.name ?? customer.handle ?? customer.id,
      hint: customer.handle ?? "",
      act: () => go(`/customers/${customer.id}`),
    }));
    return [...people, ...commands].slice(0, maxChoices);
  }, [typed, groups, found, go]);
  const chosen = Math.min(at, choices.length - 1);

  const run = (choice: Choice | undefined) => {
    if (!choice) return;
    onClose();
    // The dialog gives the focus back first.
    setTimeout(choice.act);
  };

  return (
    <Dialog title={t("app.palette")} onClose={onClose} className="palette" quiet>
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={choices[chosen] ? `${list}-${chosen}` : undefined}
        aria-label={t("app.palette")}
        placeholder={t("app.paletteHint")}
        value={typed}
        onChange={event => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={event => {
          if (event.key === "ArrowDown") setAt(Math.min(chosen + 1, choices.length - 1));
          else if (event.key === "ArrowUp") setAt(Math.max(chosen - 1, 0));
          else if (event.key === "Enter") run(choices[chosen]);
          else return;
          event.preventDefault();
        }}
      />
      <ul id={list} role="listbox" aria-label={t("app.palette")}>
        {choices.map((choice, i) => (
          <li
            key={choice.key}
            id={`${list}-${i}`}
            role="option"
            aria-selected={i === chosen}
            ref={element => {
              if (i === chosen) element?.scrollIntoView({ block: "nearest" });
            }}
            onMouseMove={() => setAt(i)}
            onClick={() => run(choice)}
          >
            <span>{choice.label}</span>
            <span className="quiet">{choice.hint}</span>
            {choice.keys ? <Keys keys={choice.keys} /> : null}
          </li>
        ))}
      </ul>
      {choices.length === 0 ? <p className="quiet palette-none">{t("app.nothingFound")}</p> : null}
    </Dialog>
  );
}
