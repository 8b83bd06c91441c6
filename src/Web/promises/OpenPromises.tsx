import { useTranslation } from "react-i18next";
import type { ConversationView } from "../api/types";
import { PromiseItem } from "./PromiseItem";
import { isOpen, usePromises } from "./usePromises";

/** What is still to be kept in this conversation, above what was said. */
export function OpenPromises({ view }: { view: ConversationView }) {
  const { t } = useTranslation();
  const promises = usePromises(view.commitments.length > 0 ? [view] : []).filter(isOpen);
  if (promises.length === 0) return null;
  return (
    <section className="open-promises" aria-label={t("promises.title")}>
      <ul>
        {promises.map(promise => <PromiseItem key={promise.number} promise={promise} />)}
      </ul>
    </section>
  );
}
