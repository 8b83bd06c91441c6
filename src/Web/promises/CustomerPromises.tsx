import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerView } from "../api/types";
import { Failed } from "../look/States";
import { PromiseItem } from "./PromiseItem";
import { shownOf, useCustomerPromises } from "./usePromises";

/** Settled promises that are shown until more are asked for. */
const firstSettled = 4;

/** What was ever promised to the customer, in resolved conversations too. What is still to be kept here stands above the conversation. */
export function CustomerPromises({ customer, here }: { customer: CustomerView; here?: string }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { promises, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useCustomerPromises(customer.id, customer.version);
  const { shown, hidden } = shownOf(promises, all ? Infinity : firstSettled, here);
  if (!error && shown.length === 0 && !hasNextPage) return null;
  return (
    <section>
      <h3>{t("promises.title")}</h3>
      {error ? <Failed error={error} again={() => void refetch()} /> : null}
      <ul className="promises">
        {shown.map(promise => <PromiseItem key={`${promise.conversationId} ${promise.number}`} promise={promise} leads={promise.conversationId !== here} />)}
      </ul>
      {hidden > 0 ? (
        <button type="button" className="plain" onClick={() => setAll(true)}>{t("customer.moreEarlier", { count: hidden })}</button>
      ) : hasNextPage ? (
        <button type="button" className="plain" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t("notices.earlier")}</button>
      ) : null}
    </section>
  );
}
