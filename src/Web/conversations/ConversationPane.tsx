import { lazy, memo, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useCommands } from "../app/commands";
import { CustomerSide } from "../customers/CustomerSide";
import { nameOf, useCustomer } from "../customers/useCustomer";
import { ChannelMark, useChannelName } from "../look/ChannelMark";
import { Icon } from "../look/icons";
import { Failed, Loading } from "../look/States";
import { Due, Waiting } from "../look/Times";
import { useAudience } from "../live/viewers";
import { OpenPromises } from "../promises/OpenPromises";
import { StandingMarks } from "../standing/StandingMarks";
import { ActBar } from "./ActBar";
import { ReplyBox } from "./ReplyBox";
import { Thread } from "./Thread";
import { useConversation, useStory } from "./useConversation";
import { ViewerMarks } from "./ViewerMarks";

// Opened now and then.
const WhyPanel = lazy(() => import("../why/WhyPanel").then(m => ({ default: m.WhyPanel })));

interface Props {
  id: string;
  onBack: () => void;
  onNext: () => void;
  onPrevious: () => void;
}

/** Drawn anew for its own changes only: a hundred a second in the list beside are none of them. */
export const ConversationPane = memo(function ConversationPane({ id, onBack, onNext, onPrevious }: Props) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const { story, told } = useStory(id);
  const conversation = useConversation(id, story);
  const view = conversation.data;
  const customer = useCustomer(view?.customerId);
  const { audience, colleagues } = useAudience(id);
  const [side, setSide] = useState<"customer" | "why" | null>(() => (window.matchMedia("(min-width: 1200px)").matches ? "customer" : null));
  const toggle = (which: "customer" | "why") => setSide(now => (now === which ? null : which));
  const name = nameOf(customer.data);

  useEffect(() => {
    document.title = name ? `${name} · SocialCrm` : "SocialCrm";
    return () => void (document.title = "SocialCrm");
  }, [name]);

  useCommands(t("inbox.list"), [
    { label: t("conversation.back"), keys: "u", act: onBack },
    { label: t("conversation.next"), keys: "]", act: onNext },
    { label: t("conversation.previous"), keys: "[", act: onPrevious },
    { label: t("conversation.side"), keys: "i", act: () => toggle("customer") },
    { label: t("why.open"), keys: "w", act: () => toggle("why") },
  ]);

  if (conversation.error) return <Failed error={conversation.error} again={() => void conversation.refetch()} />;
  if (!view) return <section className="conversation"><Loading /></section>;
  return (
    <>
      <section className="conversation" aria-labelledby="conversation-name">
        <header className="conversation-head">
          <button type="button" className="plain icon-button back" onClick={onBack} aria-label={t("conversation.back")}>
            <Icon name="back" />
          </button>
          <div className="conversation-title">
            <h1 id="conversation-name">
              <Link href={`/customers/${view.customerId}`}>{name || "…"}</Link>
            </h1>
            <p className="quiet">
              <ChannelMark channel={view.channel} small /> {channelName(view.channel)}
              {view.account ? ` · ${view.account}` : ""} · {t(view.public ? "conversation.public" : "conversation.private")}
            </p>
          </div>
          <ViewerMarks colleagues={colleagues} />
          <div className="conversation-state">
            <StandingMarks claim={view.claim} standing={view.standing} />
            <span className={`status ${view.status}`}>{t(`status.${view.status}`)}</span>
            {view.waitingSince ? <Waiting since={view.waitingSince} /> : null}
            {view.nextDueAt ? <Due at={view.nextDueAt} /> : null}
          </div>
          <button type="button" className="icon-button" aria-pressed={side === "why"} onClick={() => toggle("why")} aria-label={t("why.open")} title={`${t("why.open")} (w)`}>
            <Icon name="scales" />
          </button>
          <button type="button" className="icon-button" aria-pressed={side === "customer"} onClick={() => toggle("customer")} aria-label={t("conversation.side")} title={`${t("conversation.side")} (i)`}>
            <Icon name="person" />
          </button>
        </header>
        <ActBar view={view} />
        <OpenPromises view={view} />
        <Thread story={story} told={told} view={view} />
        <ReplyBox view={view} told={told} customerName={name} audience={audience} colleagues={colleagues} />
      </section>
      {side === "customer" ? <CustomerSide id={view.customerId} conversationId={id} onClose={() => setSide(null)} /> : null}
      {side === "why" ? (
        <Suspense fallback={<aside className="side"><Loading rows={4} /></aside>}>
          <WhyPanel view={view} onClose={() => setSide(null)} />
        </Suspense>
      ) : null}
    </>
  );
});
