import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { ChannelMark } from "../look/ChannelMark";
import { Avatar, Empty, Failed } from "../look/States";
import { Ago } from "../look/Times";
import { useCustomerSearch } from "./search";

export function CustomersPage() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const { found, asked, isSearching, error } = useCustomerSearch(typed);
  return (
    <main className="sheet">
      <h1>{t("app.customers")}</h1>
      <label className="search-field">
        <span className="visually-hidden">{t("notes.who")}</span>
        <input type="search" value={typed} onChange={event => setTyped(event.target.value)} placeholder={t("notes.whoHint")} autoFocus />
      </label>
      {error ? <Failed error={error} /> : null}
      {!typed ? <Empty title={t("customer.searchHint")} /> : null}
      <p role="status" className="visually-hidden">{asked && !isSearching ? t("customer.found", { count: found.length }) : ""}</p>
      {asked && typed && !isSearching && !error && found.length === 0 ? <Empty title={t("notes.nobody")} /> : null}
      <ul className="people">
        {found.map(customer => (
          <li key={customer.id}>
            <Link href={`/customers/${customer.id}`}>
              <Avatar name={customer.name ?? customer.handle ?? "?"} />
              <span className="grow">
                <strong>{customer.name ?? customer.handle}</strong>
                <span className="quiet">{customer.channel ? <ChannelMark channel={customer.channel} small /> : null} {customer.handle}</span>
              </span>
              <span className="quiet">{customer.lastSeenAt ? <Ago at={customer.lastSeenAt} /> : null}</span>
            </Link>
          </li>
        ))}
      </ul>
    </main>
  );
}
