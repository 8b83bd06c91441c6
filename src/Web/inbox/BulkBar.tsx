import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../access/session";
import type { ConversationView, Priority } from "../api/types";
import { doAct, type Act } from "../conversations/acts";
import { snoozeTimes } from "../conversations/snoozeTimes";
import { Icon } from "../look/icons";
import { Menu } from "../look/Menu";
import { notify } from "../look/notices";
import { priorities } from "../look/priorities";
import { usePeople, usePersonWords } from "../people/usePeople";
import type { Row } from "./filter";

/** Requests of a bulk act that are under way at once. */
const atOnce = 6;

/** How to take an act back; of what can't be taken back there is none. */
function reverse(act: Act, before: Row): Act | null {
  switch (act.act) {
    case "claim":
    case "assignment":
      return { act: "assignment", assignee: before.assignee };
    case "priority":
      return { act: "priority", priority: before.priority };
    case "resolve":
    case "snooze":
      return before.status === "open" || before.status === "waiting" ? { act: "reopen" } : null;
    case "tags":
      return { act: "tags", add: act.remove ?? [], remove: act.add ?? [] };
    default:
      return null;
  }
}

async function forEach<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<PromiseSettledResult<R>[]> {
  const results: PromiseSettledResult<R>[] = [];
  for (let i = 0; i < items.length; i += atOnce) results.push(...(await Promise.allSettled(items.slice(i, i + atOnce).map(act))));
  return results;
}

/** One act on all that are selected; each with the version that was seen, so what somebody else changed meanwhile is left as it is, and told. */
export function BulkBar({ rows, onDone }: { rows: readonly Row[]; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const mayGive = useMay("overOthers");
  const people = usePeople();
  const personWords = usePersonWords();
  const [busy, setBusy] = useState(false);

  async function run(act: Act) {
    setBusy(true);
    const results = await forEach(rows, row => doAct(row.id, act, row.version));
    const done = results.flatMap((result, i) => (result.status === "fulfilled" ? [{ before: rows[i]!, after: result.value }] : []));
    const left = rows.length - done.length;
    const undo = () => void takeBack(act, done);
    if (done.length > 0) notify(t(`bulk.${act.act}`, { count: done.length }), { undo });
    if (left > 0) notify(t("bulk.left", { count: left }), { kind: "failed" });
    setBusy(false);
    onDone();
  }

  async function takeBack(act: Act, done: { before: Row; after: ConversationView }[]) {
    const results = await forEach(done, ({ before, after }) => {
      const back = reverse(act, before);
      return back ? doAct(after.id, back, after.version) : Promise.resolve(after);
    });
    const left = results.filter(r => r.status === "rejected").length;
    notify(left > 0 ? t("bulk.left", { count: left }) : t("bulk.takenBack"), left > 0 ? { kind: "failed" } : {});
  }

  return (
    <div className="bulk-bar" role="toolbar" aria-label={t("bulk.selected", { count: rows.length })} aria-busy={busy}>
      <strong>{t("bulk.selected", { count: rows.length })}</strong>
      <span className="grow" />
      <button type="button" disabled={busy} onClick={() => void run({ act: "claim" })} title={t("acts.claim")} aria-label={t("acts.claim")}>
        <Icon name="user" size={16} />
      </button>
      {mayGive ? (
        <Menu label={t("acts.assign")} trigger={<Icon name="hand" size={16} />} items={[{ label: t("inbox.nobody"), act: () => void run({ act: "assignment", assignee: null }) }, ...people.map(p => ({ label: p.displayName, hint: personWords(p), checked: p.name === me.name, act: () => void run({ act: "assignment", assignee: p.name }) }))]} />
      ) : null}
      <Menu label={t("acts.snooze")} trigger={<Icon name="clock" size={16} />} items={snoozeTimes(new Date()).map(({ key, at }) => ({ label: t(`snooze.${key}`), act: () => void run({ act: "snooze", until: at.toISOString() }) }))} />
      <Menu label={t("acts.priority")} trigger={<Icon name="flag" size={16} />} items={priorities.map((p: Priority) => ({ label: t(`priority.${p}`), act: () => void run({ act: "priority", priority: p }) }))} />
      <button type="button" disabled={busy} onClick={() => void run({ act: "resolve" })} title={t("acts.resolve")} aria-label={t("acts.resolve")}>
        <Icon name="check" size={16} />
      </button>
      <button type="button" className="plain icon-button" onClick={onDone} aria-label={t("bulk.none")}>
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
