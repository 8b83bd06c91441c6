import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useColleagues, useMe } from "../access/session";
import { Refusal } from "../api/client";
import type { ConversationView } from "../api/types";
import { useCommands } from "../app/commands";
import { useChannelName } from "../look/ChannelMark";
import { Icon } from "../look/icons";
import { notify } from "../look/notices";
import { useWordsOf } from "../look/States";
import type { Audience, Colleague } from "../live/viewers";
import { TemplatesDialog } from "../templates/TemplatesDialog";
import { ApprovalPart, useMayDecide } from "./ApprovalPart";
import { CollisionWords } from "./CollisionWords";
import { collisionOf, isThere } from "./collision";
import { useDraft } from "./drafts";
import { SendAnywayDialog } from "./SendAnywayDialog";
import { drop, send } from "./sending";
import type { Told } from "./story";
import { toneHints } from "./tone";
import { waysOf } from "./ways";

interface Props {
  view: ConversationView;
  told: Told;
  customerName: string;
  audience: Audience;
  colleagues: readonly Colleague[];
}

/** Writes to the customer, or to colleagues; says where it goes, and what others did meanwhile. */
export function ReplyBox({ view, told, customerName, audience, colleagues }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const words = useWordsOf();
  const queries = useQueryClient();
  const { nameOf } = useColleagues();
  const channelName = useChannelName();
  const [mode, setMode] = useState<"reply" | "note">("reply");
  const [{ text: draft, began }, keep] = useDraft(view.id, mode);
  const ways = waysOf(view);
  const mayDecide = useMayDecide(view);
  const [isPublic, setPublic] = useState(view.public);
  const [asking, setAsking] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  const taken = (state: ConversationView) => queries.setQueryData<ConversationView>(["conversation", view.id], known => (known && known.version > state.version ? known : state));
  const newest = Math.max(0, ...told.entries.map(e => e.version));
  const setDraft = (text: string) => keep(text, newest);
  const answer = told.entries.findLast(e => e.direction === "outbound");
  useEffect(() => {
    if (answer?.actor) audience.sent(answer.actor);
  }, [audience, answer?.version, answer?.actor]);
  const collision = collisionOf(told.entries, mode === "reply" && draft ? began : 0, me.name, mode === "reply" ? colleagues : []);
  const lastTheirs = told.entries.findLast(e => e.direction === "inbound");
  const hints = mode === "reply" ? toneHints(draft, lastTheirs?.sentiment ?? null) : [];
  const isHeld = mode === "reply" && !mayDecide && view.approval !== null && view.approval.state !== "granted";
  const theirs = view.assignee && view.assignee !== me.name ? nameOf(view.assignee) : null;

  // What has to be approved is shown to those who may, as a note.
  const asNote = (text: string) => void send(view.id, { act: "notes", text: text.trim() }, undefined, taken).catch(() => {});
  const focus = (next: "reply" | "note") => {
    setMode(next);
    // At once: what is typed after the key goes into the text.
    field.current?.focus();
  };
  const chooseTemplate = () => {
    focus("reply");
    setChoosing(true);
  };
  // Where the cursor is, in place of what is selected; whoever sends it reads it first.
  const insert = (text: string) => {
    const area = field.current;
    if (!area) return;
    area.focus();
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    setDraft(area.value);
    audience.typed();
  };
  useCommands(t("conversation.title"), [
    { label: t("conversation.reply"), keys: "r", act: () => focus("reply") },
    { label: t("conversation.writeNote"), keys: "n", act: () => focus("note") },
    { label: t("templates.insert"), keys: "/", act: chooseTemplate },
  ]);

  async function submit(despite = false) {
    const text = draft.trim();
    if (!text) return;
    if (isHeld) {
      notify(t("approval.how"), { kind: "failed" });
      return;
    }
    if (isThere(collision) && !despite) {
      setAsking(true);
      return;
    }
    setAsking(false);
    const key = crypto.randomUUID();
    setDraft("");
    try {
      if (mode === "note") await send(view.id, { act: "notes", text }, undefined, taken, key);
      else await send(view.id, { act: "replies", text, public: isPublic }, despite ? undefined : view.version, taken, key);
    } catch (error) {
      if (!(error instanceof Refusal && error.kind === "stale")) return;
      // Somebody was faster: the text comes back, and what they did is on the screen.
      drop(view.id, key);
      setDraft(text);
      if (error.problem.current) taken(error.problem.current);
      notify(`${words(error)} ${t("conversation.readFirst")}`, { kind: "failed" });
    }
  }

  const destination = t(isPublic ? "conversation.toPublic" : "conversation.toPrivate", { name: customerName, channel: channelName(view.channel), account: view.account || t("conversation.us") });
  return (
    <section className={`reply-box ${mode}`} aria-label={t(mode === "reply" ? "conversation.reply" : "conversation.writeNote")}>
      <div className="row">
        <div className="segments" role="group" aria-label={t("conversation.kind")}>
          <button type="button" aria-pressed={mode === "reply"} onClick={() => focus("reply")}>{t("conversation.reply")}</button>
          <button type="button" aria-pressed={mode === "note"} onClick={() => focus("note")}>{t("conversation.writeNote")}</button>
        </div>
        {mode === "reply" ? (
          <button type="button" className="plain" aria-haspopup="dialog" onClick={chooseTemplate} title={`${t("templates.insert")} (/)`}>
            <Icon name="template" size={16} /> {t("templates.button")}
          </button>
        ) : null}
        <span className="destination quiet">
          <Icon name={mode === "note" ? "note" : isPublic ? "globe" : "lock"} size={15} /> {mode === "note" ? t("conversation.toColleagues") : destination}
        </span>
        {mode === "reply" && ways.both ? (
          <button type="button" className="plain" onClick={() => setPublic(!isPublic)}>{t(isPublic ? "conversation.makePrivate" : "conversation.makePublic")}</button>
        ) : mode === "reply" ? (
          <span className="quiet why-closed">{t(ways.why)}</span>
        ) : null}
      </div>
      {mode === "reply" ? <ApprovalPart view={view} /> : null}
      <div role="status" className="collision">
        {isThere(collision) ? (
          <CollisionWords collision={collision} />
        ) : theirs && mode === "reply" ? (
          <p className="warning mild"><Icon name="user" size={16} /> {t("conversation.theirs", { name: theirs })}</p>
        ) : view.status === "resolved" && mode === "reply" ? (
          <p className="warning mild"><Icon name="check" size={16} /> {t("conversation.isResolved")}</p>
        ) : null}
      </div>
      <textarea
        ref={field}
        value={draft}
        rows={3}
        aria-label={mode === "note" ? t("conversation.toColleagues") : destination}
        placeholder={t(mode === "note" ? "conversation.notePlaceholder" : "conversation.replyPlaceholder")}
        onChange={event => {
          setDraft(event.target.value);
          if (mode === "reply" && event.target.value.trim()) audience.typed();
        }}
        onKeyDown={event => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void submit();
          } else if (event.key === "/" && mode === "reply" && !draft) {
            event.preventDefault();
            chooseTemplate();
          } else if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      <div className="row">
        <span className="quiet hints" role="status">
          {hints.map(hint => <span key={hint}><Icon name="hint" size={14} /> {t(`tone.${hint}`)}</span>)}
        </span>
        <span className="quiet">{draft ? t("conversation.draftKept") : t("conversation.sendHint")}</span>
        <span className="grow" />
        {isHeld && draft.trim() ? <button type="button" onClick={() => asNote(draft)}>{t("approval.asNote")}</button> : null}
        <button type="button" className="primary" disabled={!draft.trim() || isHeld} onClick={() => void submit()}>
          <Icon name="send" size={16} /> {t(mode === "note" ? "conversation.keepNote" : "conversation.send")}
        </button>
      </div>
      {choosing ? <TemplatesDialog view={view} onChoose={insert} onClose={() => setChoosing(false)} /> : null}
      {asking ? <SendAnywayDialog collision={collision} onSend={() => void submit(true)} onClose={() => setAsking(false)} /> : null}
    </section>
  );
}
