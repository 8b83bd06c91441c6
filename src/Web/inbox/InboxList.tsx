import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommands } from "../app/commands";
import { useGlance } from "../live/viewers";
import { Icon } from "../look/icons";
import { Empty, Failed, Loading } from "../look/States";
import { BulkBar } from "./BulkBar";
import type { Filter } from "./filter";
import { FilterBar } from "./FilterBar";
import { InboxRow } from "./InboxRow";
import type { useInbox } from "./useInbox";
import { usePreviews } from "./useInbox";

/** Pixels of a row, as in look.css. */
const rowHeight = 76;
const estimateSize = () => rowHeight;

/** Rows from the end at which the next page is asked for. */
const earlyRows = 60;

/** Milliseconds without a movement after which a resting pointer no longer counts as a hand. */
const restMs = 4000;

interface Props {
  inbox: ReturnType<typeof useInbox>;
  filter: Filter;
  openId: string | null;
  onOpen: (id: string) => void;
  onFilter: (filter: Filter) => void;
}

export function InboxList({ inbox: { list, shown }, filter, openId, onOpen, onFilter }: Props) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState<string | null>(openId);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { rows } = shown;
  // The same as long as the rows are: else all of them are measured anew with every frame.
  const keyOf = useCallback((i: number) => rows[i]!.id, [rows]);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize, overscan: 8, getItemKey: keyOf });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useGlance(items.map(item => rows[item.index]?.id).filter(id => id !== undefined));
  const preview = usePreviews(items.map(item => rows[item.index]!).filter(Boolean));

  useEffect(() => {
    if (shown.hasMore && last > rows.length - earlyRows) void list.more();
  }, [list, last, rows.length, shown.hasMore]);

  // A hand on the list: a pointer that moved over it lately, a selection, or the keyboard's mark.
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const pointing = useRef(false);
  const hold = useCallback(() => {
    list.hold(pointing.current || selected.size > 0 || (scroller.current?.scrollTop ?? 0) > 0, last);
  }, [list, last, selected]);
  useEffect(hold, [hold]);
  const moved = () => {
    pointing.current = true;
    clearTimeout(resting.current);
    resting.current = setTimeout(left, restMs);
    hold();
  };
  const left = () => {
    pointing.current = false;
    clearTimeout(resting.current);
    hold();
  };
  useEffect(() => () => clearTimeout(resting.current), []);

  useEffect(() => {
    if (openId) setCursor(openId);
  }, [openId]);
  useEffect(() => setSelected(new Set()), [list]);

  const at = rows.findIndex(row => row.id === cursor);
  const step = (by: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by));
    if (!rows[next]) return;
    setCursor(rows[next].id);
    virtual.scrollToIndex(next);
    if (openId) onOpen(rows[next].id);
  };
  const toggle = (id: string) =>
    setSelected(before => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  useCommands(t("inbox.list"), [
    { label: t("inbox.next"), keys: "j", act: () => step(1) },
    { label: t("inbox.previous"), keys: "k", act: () => step(-1) },
    { label: t("inbox.open"), keys: "o", act: () => cursor && onOpen(cursor) },
    { label: t("inbox.select"), keys: "x", act: () => cursor && toggle(cursor) },
    { label: t("inbox.showNew"), keys: ".", act: () => list.apply() },
  ]);

  return (
    <section className="inbox" aria-label={t("inbox.list")}>
      <FilterBar filter={filter} onFilter={onFilter} />
      {selected.size > 0 ? <BulkBar rows={rows.filter(row => selected.has(row.id))} onDone={() => setSelected(new Set())} /> : null}
      <div aria-live="polite" className="pending">
        {shown.pending > 0 ? (
          <button
            type="button"
            onClick={() => {
              list.apply();
              scroller.current?.scrollTo({ top: 0 });
            }}
          >
            <Icon name="refresh" size={15} /> {t("inbox.pending", { count: shown.pending })}
          </button>
        ) : null}
      </div>
      <div className="rows" ref={scroller} onPointerMove={moved} onPointerLeave={left} onScroll={hold} tabIndex={-1}>
        {shown.state === "loading" ? <Loading rows={9} /> : null}
        {shown.state === "failed" ? <Failed error={shown.error} again={() => void list.load()} /> : null}
        {shown.state === "ready" && rows.length === 0 ? <Empty title={t("inbox.empty")}>{t(filter.sort === "waiting" ? "inbox.emptyWaiting" : "inbox.emptyHint")}</Empty> : null}
        <ul style={{ height: virtual.getTotalSize() }} aria-label={t("inbox.list")}>
          {items.map(item => {
            const row = rows[item.index];
            return row ? (
              <InboxRow
                key={row.id}
                row={row}
                preview={preview(row.id)}
                top={item.start}
                size={rows.length}
                index={item.index}
                isOpen={row.id === openId}
                isMarked={row.id === cursor}
                isSelected={selected.has(row.id)}
                onOpen={onOpen}
                onToggle={toggle}
              />
            ) : null;
          })}
        </ul>
      </div>
    </section>
  );
}
