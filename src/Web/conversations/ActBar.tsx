import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useColleagues, useMay, useMe } from "../access/session";
import { Refusal } from "../api/client";
import type { ConversationView } from "../api/types";
import { useCommands } from "../app/commands";
import { Icon } from "../look/icons";
import { Menu } from "../look/Menu";
import { notify } from "../look/notices";
import { priorities } from "../look/priorities";
import { Avatar, useWordsOf } from "../look/States";
import { usePeople, usePersonWords } from "../people/usePeople";
import { doAct, useAct, type Act } from "./acts";
import { HandOverDialog } from "./HandOverDialog";
import { ResolveDialog } from "./ResolveDialog";
import { snoozeTimes } from "./snoozeTimes";
import { TagsDialog } from "./TagsDialog";

const PromiseDialog = lazy(() => import("../promises/PromiseDialog").then(m => ({ default: m.PromiseDialog })));
const ClaimDialog = lazy(() => import("../standing/ClaimDialog").then(m => ({ default: m.ClaimDialog })));
const AbuseDialog = lazy(() => import("../standing/AbuseDialog").then(m => ({ default: m.AbuseDialog })));

/** What can be done with the conversation. Each act goes out with the version on the screen, so somebody else's is told first. */
export function ActBar({ view }: { view: ConversationView }) {
  const { t } = useTranslation();
  const me = useMe();
  const mayGive = useMay("overOthers");
  const words = useWordsOf();
  const { nameOf } = useColleagues();
  const people = usePeople();
  const personWords = usePersonWords();
  const act = useAct(view.id);
  const [dialog, setDialog] = useState<"handover" | "resolve" | "tags" | "promise" | "claim" | "abuse" | null>(null);
  const mine = view.assignee === me.name;
  const resolved = view.status === "resolved";

  const run = (what: Act, said?: string, back?: Act) =>
    act.mutate(
      { act: what, expectedVersion: view.version },
      {
        onSuccess: state => said && notify(said, back ? { undo: () => void doAct(view.id, back, state.version).catch(error => notify(words(error), { kind: "failed" })) } : {}),
        onError: error => {
          const current = error instanceof Refusal ? error.problem.current : undefined;
          const whose = error instanceof Refusal && error.kind === "taken-by-another" && current?.assignee ? t("acts.takenBy", { name: nameOf(current.assignee) }) : "";
          notify([words(error), whose].filter(Boolean).join(" "), { kind: "failed" });
        },
      },
    );
  const claim = () => run({ act: "claim" }, t("acts.claimed"), { act: "assignment", assignee: view.assignee });
  const leave = () => run({ act: "assignment", assignee: null }, t("acts.left"));
  const reopen = () => run({ act: "reopen" }, t("acts.reopened"));

  useCommands(t("conversation.title"), [
    ...(mine ? [{ label: t("acts.leave"), act: leave }] : [{ label: t("acts.claim"), keys: "c", act: claim }]),
    { label: t("acts.handOver"), keys: "h", act: () => setDialog("handover") },
    ...(resolved || view.status === "snoozed" ? [{ label: t("acts.reopen"), keys: "e", act: reopen }] : [{ label: t("acts.resolve"), keys: "e", act: () => setDialog("resolve") }]),
    { label: t("acts.tags"), keys: "t", act: () => setDialog("tags") },
    { label: t("promises.make"), keys: "p", act: () => setDialog("promise") },
    { label: t("claim.title"), act: () => setDialog("claim") },
    { label: t("standing.title"), act: () => setDialog("abuse") },
    ...(resolved ? [] : snoozeTimes(new Date()).map(({ key, at }, i) => ({ label: `${t("acts.snooze")}: ${t(`snooze.${key}`)}`, keys: `s ${i + 1}`, act: () => run({ act: "snooze", until: at.toISOString() }, t("acts.snoozed"), { act: "reopen" }) }))),
    ...priorities.map(p => ({ label: `${t("acts.priority")}: ${t(`priority.${p}`)}`, act: () => run({ act: "priority", priority: p }, t("acts.prioritySet"), { act: "priority", priority: view.priority }) })),
  ]);

  return (
    <div className="act-bar" role="toolbar" aria-label={t("acts.all")}>
      {mine ? (
        <button type="button" onClick={leave} title={t("acts.leave")}>
          <Avatar name={me.displayName} small /> {t("acts.yours")}
        </button>
      ) : (
        <button type="button" className={view.assignee ? "" : "primary"} onClick={claim} title={`${t("acts.claim")} (c)`}>
          {view.assignee ? <Avatar name={nameOf(view.assignee)} small /> : <Icon name="user" size={16} />}
          {view.assignee ? nameOf(view.assignee) : t("acts.claim")}
        </button>
      )}
      {mayGive ? (
        <Menu
          label={t("acts.assign")}
          trigger={<Icon name="down" size={16} />}
          items={[
            { label: t("inbox.nobody"), checked: view.assignee === null, act: () => run({ act: "assignment", assignee: null }, t("acts.assigned"), { act: "assignment", assignee: view.assignee }) },
            "line" as const,
            ...people.map(p => ({ label: p.displayName, hint: personWords(p), checked: p.name === view.assignee, act: () => run({ act: "assignment", assignee: p.name }, t("acts.assigned"), { act: "assignment", assignee: view.assignee }) })),
          ]}
        />
      ) : null}
      <button type="button" onClick={() => setDialog("handover")} title={`${t("acts.handOver")} (h)`}>
        <Icon name="hand" size={16} /> <span className="wide-only">{t("acts.handOver")}</span>
      </button>
      {resolved ? null : (
        <Menu
          label={t("acts.snooze")}
          trigger={<Icon name="clock" size={16} />}
          items={snoozeTimes(new Date()).map(({ key, at }, i) => ({ label: t(`snooze.${key}`), hint: `s ${i + 1}`, act: () => run({ act: "snooze", until: at.toISOString() }, t("acts.snoozed"), { act: "reopen" }) }))}
        />
      )}
      <Menu
        label={`${t("acts.priority")}: ${t(`priority.${view.priority}`)}`}
        className={`priority-${view.priority}`}
        trigger={<Icon name="flag" size={16} />}
        items={priorities.map(p => ({ label: t(`priority.${p}`), checked: p === view.priority, act: () => run({ act: "priority", priority: p }, t("acts.prioritySet"), { act: "priority", priority: view.priority }) }))}
      />
      <button type="button" onClick={() => setDialog("tags")} title={`${t("acts.tags")} (t)`} aria-label={t("acts.tags")}>
        <Icon name="tag" size={16} />
        {view.tags.length > 0 ? <span className="tags-short">{view.tags.slice(0, 2).join(", ")}{view.tags.length > 2 ? ` +${view.tags.length - 2}` : ""}</span> : null}
      </button>
      <button type="button" onClick={() => setDialog("promise")} title={`${t("promises.make")} (p)`} aria-label={t("promises.make")}>
        <Icon name="handshake" size={16} />
      </button>
      <Menu
        label={t("acts.more")}
        trigger={<Icon name="more" size={16} />}
        items={[
          { label: t("claim.title"), act: () => setDialog("claim") },
          { label: t("standing.title"), danger: true, act: () => setDialog("abuse") },
        ]}
      />
      <span className="grow" />
      {resolved || view.status === "snoozed" ? (
        <button type="button" onClick={reopen} title={`${t("acts.reopen")} (e)`}>
          <Icon name="undo" size={16} /> {t("acts.reopen")}
        </button>
      ) : (
        <button type="button" onClick={() => setDialog("resolve")} title={`${t("acts.resolve")} (e)`}>
          <Icon name="check" size={16} /> {t("acts.resolve")}
        </button>
      )}
      {dialog === "handover" ? <HandOverDialog view={view} onClose={() => setDialog(null)} /> : null}
      {dialog === "resolve" ? <ResolveDialog view={view} onClose={() => setDialog(null)} /> : null}
      <Suspense fallback={null}>
        {dialog === "promise" ? <PromiseDialog view={view} onClose={() => setDialog(null)} /> : null}
        {dialog === "claim" ? <ClaimDialog view={view} onClose={() => setDialog(null)} /> : null}
        {dialog === "abuse" ? <AbuseDialog view={view} onClose={() => setDialog(null)} /> : null}
      </Suspense>
      {dialog === "tags" ? <TagsDialog view={view} onClose={() => setDialog(null)} /> : null}
    </div>
  );
}
