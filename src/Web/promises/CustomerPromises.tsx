import { useTranslation } from "react-i18next";
import type { CustomerView } from "../api/types";
import { PromiseItem } from "./PromiseItem";
import { usePromises } from "./usePromises";

/** Open conversations whose promises are read at once. */
const maxConversations = 20;

/** What was promised to the customer in everything that is open. */
export function CustomerPromises({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const promises = usePromises(customer.openConversations.slice(-maxConversations));
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
