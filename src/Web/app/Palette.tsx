import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useCustomerSearch } from "../customers/search";
import { Dialog } from "../look/Dialog";
import { SearchList } from "../look/SearchList";
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
  const { found } = useCustomerSearch(typed);

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

  const run = (choice: Choice) => {
    onClose();
    // The dialog gives the focus back first.
    setTimeout(choice.act);
  };

  return (
    <Dialog title={t("app.palette")} onClose={onClose} className="palette" quiet>
      <SearchList label={t("app.palette")} hint={t("app.paletteHint")} typed={typed} onType={setTyped} choices={choices} onChoose={run}>
        {choice => (
          <>
            <span>{choice.label}</span>
            <span className="quiet">{choice.hint}</span>
            {choice.keys ? <Keys keys={choice.keys} /> : null}
          </>
        )}
      </SearchList>
      {choices.length === 0 ? <p className="quiet palette-none">{t("app.nothingFound")}</p> : null}
    </Dialog>
  );
}
