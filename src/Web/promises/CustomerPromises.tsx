import { useTranslation } from "react-i18next";
import type { CustomerView } from "../api/types";
import { PromiseItem } from "./PromiseItem";
import { isOpen, usePromises } from "./usePromises";

/** Open conversations whose promises are read at once. */
const maxConversations = 20;

/** What was promised to the customer in everything that is open. What is still to be kept here stands above the conversation. */
export function CustomerPromises({ customer, here }: { customer: CustomerView; here?: string }) {
  const { t } = useTranslation();
  const promises = usePromises(customer.openConversations.slice(-maxConversations)).filter(promise => promise.conversationId !== here || !isOpen(promise));
  if (promises.length === 0) return null;
  return (
    <section>
      <h3>{t("promises.title")}</h3>
      <ul className="promises">
        {promises.map(promise => <PromiseItem key={`${promise.conversationId} ${promise.number}`} promise={promise} />)}
      </ul>
    </section>
  );
}
