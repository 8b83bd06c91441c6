import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useColleagues } from "../access/session";
import type { CustomerView } from "../api/types";
import { ChannelMark, useChannelName } from "../look/ChannelMark";
import { Ago, Waiting } from "../look/Times";

export function OpenConversations({ customer, here }: { customer: CustomerView; here?: string }) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const { nameOf } = useColleagues();
  return (
    <section>
      <h3>{t("customer.open", { count: customer.openConversations.length })}</h3>
      {customer.openConversations.length === 0 ? <p className="quiet">{t("customer.noneOpen")}</p> : null}
      <ul className="open-conversations">
        {customer.openConversations.map(conversation => (
          <li key={conversation.id} aria-current={conversation.id === here ? "true" : undefined}>
            <Link href={`/conversations/${conversation.id}`}>
              <ChannelMark channel={conversation.channel} small />
              <span className="grow">
                {channelName(conversation.channel)}
                <span className="quiet"> {conversation.assignee ? nameOf(conversation.assignee) : t("inbox.nobody")}</span>
              </span>
              {conversation.waitingSince ? <Waiting since={conversation.waitingSince} /> : <span className="quiet"><Ago at={conversation.lastInteractionAt} /></span>}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
