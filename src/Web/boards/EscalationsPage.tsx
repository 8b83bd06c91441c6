import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Commitment } from "../api/types";
import { usePreviews } from "../inbox/useInbox";
import { useNow } from "../look/clock";
import { count } from "../look/durations";
import { Icon } from "../look/icons";
import { Empty, Failed, Loading } from "../look/States";
import { Countdown } from "../look/Times";
import { AlarmList } from "./AlarmList";
import { boardOf, type Card } from "./board";
import { ConversationCard } from "./ConversationCard";
import { PromiseCard } from "./PromiseCard";
import { useBoard } from "./useBoard";
import { useCardActs } from "./useCardActs";

/** Cards of a group that are shown until more are asked for. */
const firstCards = 30;

/** Deadlines that are near or missed, ladders, promises and silences, as they are this second. */
export function EscalationsPage() {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { board: query, alarms, again } = useBoard();
  const [shown, setShown] = useState(firstCards);
  const board = useMemo(() => boardOf(query.data?.rows ?? [], query.data?.promises ?? [], now), [query.data, now]);
  const seen = [...board.late.flatMap(group => group.items.slice(0, shown)), ...board.near.slice(0, shown), ...board.early.slice(0, shown)];
  const promises = [...board.latePromises, ...board.nearPromises].slice(0, shown);
  const preview = usePreviews([
    ...seen.map(card => card.row),
    ...promises.map(p => ({ id: p.conversationId, version: 0 })),
    ...alarms.filter(a => a.conversationId).map(a => ({ id: a.conversationId!, version: 0 })),
  ]);
  const acts = useCardActs(t("app.escalations"), id => seen.find(card => card.row.id === id)?.row, again);

  if (!query.data) return <main className="board-page">{query.error ? <Failed error={query.error} again={() => void query.refetch()} /> : <Loading />}</main>;
  const lateCount = board.late.reduce((n, group) => n + group.items.length, 0);
  const card = ({ row, kind, dueAt }: Card) => <ConversationCard key={row.id} row={row} preview={preview(row.id)} acts={acts} time={<Countdown at={dueAt} />} about={t(`deadline.${kind}`)} />;
  const promise = (p: Commitment) => <PromiseCard key={`${p.conversationId} ${p.number}`} promise={p} name={preview(p.conversationId)?.name ?? ""} />;
  const more = (n: number) =>
    n > shown ? (
      <button type="button" className="plain" onClick={() => setShown(shown * 2)}>
        {t("boards.more", { count: n - shown })}
      </button>
    ) : null;
  const number = (n: number, plus = false) => <span className="n">{count(n, i18n.language)}{plus ? "+" : ""}</span>;

  return (
    <main className="board-page" ref={acts.page}>
      <div className="row board-head">
        <h1>{t("app.escalations")}</h1>
        <span className="quiet">{t("boards.keys")}</span>
      </div>
      <AlarmList alarms={alarms} nameOf={id => preview(id)?.name ?? ""} />
      {lateCount + board.near.length + board.early.length + promises.length === 0 ? (
        <div className="all-well">
          <Icon name="check" size={40} />
          <Empty title={t("boards.allWell")}>{t("boards.allWellHint")}</Empty>
        </div>
      ) : (
        <div className="board">
          <section aria-labelledby="board-late" className="board-column late">
            <h2 id="board-late">{t("boards.late")} {number(lateCount, query.data.hasMore)}</h2>
            <div className="board-cards" tabIndex={-1}>
              {lateCount === 0 ? <p className="quiet">{t("boards.noneLate")}</p> : null}
              {board.late.map(group => (
                <div key={group.step} className="board-group">
                  {board.late.length > 1 || group.step > 0 ? <h3>{group.step > 0 ? t("boards.onStep", { step: group.step }) : t("boards.noStep")} {number(group.items.length)}</h3> : null}
                  <ul>{group.items.slice(0, shown).map(card)}</ul>
                  {more(group.items.length)}
                </div>
              ))}
            </div>
          </section>
          <section aria-labelledby="board-near" className="board-column">
            <h2 id="board-near">{t("boards.near")} {number(board.near.length)}</h2>
            <div className="board-cards" tabIndex={-1}>
              {board.near.length === 0 ? <p className="quiet">{t("boards.noneNear")}</p> : null}
              <ul>{board.near.slice(0, shown).map(card)}</ul>
              {more(board.near.length)}
              {board.early.length > 0 ? (
                <div className="board-group">
                  <h3>{t("boards.early")} {number(board.early.length)}</h3>
                  <ul>{board.early.slice(0, shown).map(card)}</ul>
                  {more(board.early.length)}
                </div>
              ) : null}
            </div>
          </section>
          <section aria-labelledby="board-promises" className="board-column">
            <h2 id="board-promises">{t("boards.promises")} {number(board.latePromises.length + board.nearPromises.length)}</h2>
            <div className="board-cards" tabIndex={-1}>
              {promises.length === 0 ? <p className="quiet">{t("boards.nonePromised")}</p> : null}
              <ul>{promises.map(promise)}</ul>
              {more(board.latePromises.length + board.nearPromises.length)}
            </div>
          </section>
        </div>
      )}
    </main>
  );
}
