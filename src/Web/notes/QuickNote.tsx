import { useQueryClient } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { newKey, post } from "../api/client";
import type { CustomerView, FoundCustomer } from "../api/types";
import { CustomerPicker } from "../customers/CustomerPicker";
import { Dialog } from "../look/Dialog";
import { notify } from "../look/notices";
import { useWordsOf } from "../look/States";

const channels = ["note", "phone", "meeting", "store"] as const;

/** Two fields: who, and what was heard. On a customer's own page the first is filled in. */
export function QuickNote({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const queries = useQueryClient();
  const [location] = useLocation();
  const [customer, setCustomer] = useState<Pick<FoundCustomer, "id" | "name" | "handle"> | null>(() => here(location, queries.getQueryData.bind(queries)));
  const [text, setText] = useState("");
  const [channel, setChannel] = useState<(typeof channels)[number]>("note");
  const [key] = useState(newKey);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const field = useId();

  async function save(event?: FormEvent) {
    event?.preventDefault();
    if (!customer || !text.trim() || busy) return;
    setBusy(true);
    setError(null);
    try {
      await post(`/api/customers/${customer.id}/notes`, { text, channel }, key);
      notify(t("notes.kept", { name: customer.name ?? customer.handle }));
      void queries.invalidateQueries({ queryKey: ["timeline", customer.id] });
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <Dialog title={t("notes.quick")} onClose={onClose} className="quick-note">
      <form onSubmit={event => void save(event)}>
        <CustomerPicker chosen={customer} onChoose={setCustomer} autoFocus={!customer} />
        <label htmlFor={field}>{t("notes.heard")}</label>
        <textarea
          id={field}
          value={text}
          rows={4}
          autoFocus={Boolean(customer)}
          onChange={event => setText(event.target.value)}
          onKeyDown={event => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
          }}
        />
        <div className="row">
          <div className="segments" role="group" aria-label={t("notes.where")}>
            {channels.map(name => (
              <button key={name} type="button" aria-pressed={channel === name} onClick={() => setChannel(name)}>
                {t(`channel.${name}`)}
              </button>
            ))}
          </div>
          <span className="grow" />
          <button type="submit" className="primary" disabled={!customer || !text.trim() || busy}>
            {t("notes.keep")}
          </button>
        </div>
        <div role="alert">{error ? <p className="problem">{words(error)}</p> : null}</div>
      </form>
    </Dialog>
  );
}

/** Who the page is about. */
function here(location: string, read: (key: string[]) => unknown): Pick<FoundCustomer, "id" | "name" | "handle"> | null {
  const [, place, id] = location.split("/");
  if (!id) return null;
  const customerId = place === "customers" ? id : place === "conversations" ? (read(["conversation", id]) as { customerId: string } | undefined)?.customerId : undefined;
  const customer = customerId ? (read(["customer", customerId]) as CustomerView | undefined) : undefined;
  return customer ? { id: customer.id, name: customer.name, handle: customer.identities[0]?.handle ?? null } : null;
}
