import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FoundCustomer } from "../api/types";
import { ChannelMark } from "../look/ChannelMark";
import { Icon } from "../look/icons";
import { Avatar } from "../look/States";
import { useCustomerSearch } from "./search";

export type Picked = Pick<FoundCustomer, "id" | "name" | "handle">;

/** Finds a customer while a name or handle is typed. */
export function CustomerPicker({ chosen, onChoose, autoFocus = false }: { chosen: Picked | null; onChoose: (customer: Picked | null) => void; autoFocus?: boolean }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { found, asked, isSearching } = useCustomerSearch(typed);
  const field = useId();
  const active = Math.min(at, found.length - 1);

  if (chosen) {
    return (
      <div className="picked">
        <Avatar name={chosen.name ?? chosen.handle ?? "?"} small />
        <strong>{chosen.name ?? chosen.handle}</strong>
        <button type="button" className="plain icon-button" onClick={() => onChoose(null)} aria-label={t("notes.another")}>
          <Icon name="close" size={16} />
        </button>
      </div>
    );
  }

  const choose = (customer: FoundCustomer | undefined) => {
    if (!customer) return;
    onChoose(customer);
    setTyped("");
  };

  return (
    <div className="picker">
      <label htmlFor={field}>{t("notes.who")}</label>
      <input
        id={field}
        type="text"
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={`${field}-list`}
        aria-activedescendant={found[active] ? `${field}-${active}` : undefined}
        autoComplete="off"
        autoFocus={autoFocus}
        placeholder={t("notes.whoHint")}
        value={typed}
        onChange={event => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={event => {
          if (event.key === "ArrowDown") setAt(Math.min(active + 1, found.length - 1));
          else if (event.key === "ArrowUp") setAt(Math.max(active - 1, 0));
          else if (event.key === "Enter") choose(found[active]);
          else return;
          event.preventDefault();
        }}
      />
      <ul id={`${field}-list`} role="listbox" aria-label={t("notes.who")} className="found" hidden={found.length === 0}>
        {found.map((customer, i) => (
          <li key={customer.id} id={`${field}-${i}`} role="option" aria-selected={i === active} onMouseMove={() => setAt(i)} onClick={() => choose(customer)}>
            <Avatar name={customer.name ?? customer.handle ?? "?"} small />
            <span>{customer.name ?? customer.handle}</span>
            {customer.channel ? <ChannelMark channel={customer.channel} small /> : null}
            <span className="quiet">{customer.handle}</span>
          </li>
        ))}
      </ul>
      <p className="quiet" role="status">
        {asked && typed && !isSearching && found.length === 0 ? t("notes.nobody") : ""}
      </p>
    </div>
  );
}
