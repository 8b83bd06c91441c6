import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useWordsOf } from "../look/States";
import { drop, send, type Sending } from "./sending";

export function SendingEntry({ message, conversationId }: { message: Sending; conversationId: string }) {
  const { t } = useTranslation();
  const words = useWordsOf();
  const queries = useQueryClient();
  const again = () =>
    void send(conversationId, message.act, undefined, state => queries.setQueryData(["conversation", conversationId], state), message.key).catch(() => {});
  return (
    <article className={`entry ${message.act.act === "notes" ? "internal" : "outbound"} sending`} data-state={message.state}>
      <p className="entry-text">{message.act.text}</p>
      <p className="entry-foot" role="status">
        {message.state === "sending" ? (
          t("conversation.sending")
        ) : (
          <>
            <span className="problem">{t("conversation.notSent", { why: words(message.error) })}</span>
            <button type="button" className="plain" onClick={again}>{t("look.again")}</button>
            <button type="button" className="plain" onClick={() => drop(conversationId, message.key)}>{t("conversation.discard")}</button>
          </>
        )}
      </p>
    </article>
  );
}
