import { Fragment, memo, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "../api/types";
import { useCommands } from "../app/commands";
import { dayName } from "../look/durations";
import { Failed, Loading } from "../look/States";
import { Entry } from "./Entry";
import { useSeen } from "./seen";
import type { Story, Told } from "./story";
import { useSending } from "./sending";
import { SendingEntry } from "./SendingEntry";

/** Pixels from the bottom within which the newest message is followed. */
const followPixels = 120;

export const Thread = memo(function Thread({ story, told, view }: { story: Story; told: Told; view: ConversationView }) {
  const { t, i18n } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const sending = useSending(view.id);
  const { entries } = told;
  const newest = entries.at(-1)?.version ?? 0;
  const unreadFrom = useSeen(view.id, told.state === "ready" ? Math.max(...entries.map(e => e.version), 0) : 0);
  const [below, setBelow] = useState(false);
  const [away, setAway] = useState(false);
  const following = useRef(true);
  const before = useRef({ height: 0, first: 0 });

  // At the bottom the newest is followed; further up nothing moves, also when earlier ones come in above.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || told.state !== "ready") return;
    const first = entries[0]?.version ?? 0;
    if (before.current.first && first !== before.current.first && !following.current) element.scrollTop += element.scrollHeight - before.current.height;
    else if (following.current) element.scrollTop = element.scrollHeight;
    before.current = { height: element.scrollHeight, first };
  }, [entries, sending.length, told.state]);

  const firstUnanswered = view.waitingSince ? entries.find(e => e.direction === "inbound" && e.at >= view.waitingSince!) : undefined;
  const isLoaded = !view.waitingSince || Boolean(firstUnanswered && (!told.hasEarlier || entries[0]!.at <= view.waitingSince));
  const jumping = useRef(false);
  const look = () => {
    const element = scroller.current;
    if (!element) return;
    following.current = element.scrollHeight - element.scrollTop - element.clientHeight < followPixels;
    setBelow(!following.current);
    const first = firstUnanswered ? document.getElementById(`entry-${firstUnanswered.version}`)?.getBoundingClientRect() : undefined;
    const frame = element.getBoundingClientRect();
    setAway(view.waitingSince !== null && (!isLoaded || (first !== undefined && (first.bottom < frame.top || first.top > frame.bottom))));
  };
  // Further up than what was read: read until it is there.
  const toFirst = () => {
    jumping.current = true;
    following.current = false;
    if (isLoaded && firstUnanswered) {
      jumping.current = false;
      jump(firstUnanswered.version);
    } else void story.loadEarlier();
  };
  useEffect(() => {
    look();
    if (jumping.current) toFirst();
    else if (following.current) story.trim();
  }, [entries, told.state, view.waitingSince]);
  useCommands(t("conversation.title"), [{ label: t("conversation.firstUnanswered"), keys: "f", act: () => view.waitingSince && toFirst() }]);
  const jump = (version: number) => document.getElementById(`entry-${version}`)?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });

  if (told.state === "failed") return <Failed error={told.error} again={() => void story.load()} />;
  if (told.state === "loading") return <div className="thread"><Loading /></div>;
  let day = "";
  return (
    <div className="thread-frame">
      <div
        className="thread"
        ref={scroller}
        tabIndex={0}
        role="log"
        aria-label={t("conversation.thread")}
        onScroll={look}
      >
        {told.hasEarlier ? (
          <button type="button" className="earlier" disabled={told.loadingEarlier} onClick={() => void story.loadEarlier()}>
            {t(told.loadingEarlier ? "look.loading" : "conversation.earlier")}
          </button>
        ) : null}
        {entries.map(entry => {
          const its = new Date(entry.at).toDateString();
          const newDay = its !== day;
          day = its;
          return (
            <Fragment key={entry.version}>
              {newDay ? <div className="day-line"><span>{dayName(entry.at, i18n.language)}</span></div> : null}
              {unreadFrom && entry.version === unreadFrom ? <div className="unread-line" role="separator"><span>{t("conversation.unread")}</span></div> : null}
              <Entry entry={entry} isNew={Boolean(unreadFrom) && entry.version === newest} />
            </Fragment>
          );
        })}
        {sending.map(message => (
          <SendingEntry key={message.key} message={message} conversationId={view.id} />
        ))}
      </div>
      <div className="thread-jumps">
        {away ? (
          <button type="button" onClick={toFirst}>{t("conversation.firstUnanswered")}</button>
        ) : null}
        {below ? (
          <button type="button" onClick={() => scroller.current?.scrollTo({ top: scroller.current.scrollHeight })}>{t("conversation.newest")}</button>
        ) : null}
      </div>
    </div>
  );
});
