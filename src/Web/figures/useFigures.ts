import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call } from "../api/client";
import { withQuery } from "../api/paths";
import type { ResponseFigures } from "../api/types";
import { useAgain } from "../api/useAgain";
import { useEveryQueue } from "../inbox/everyQueue";
import { chartSpan, searchOfQuestion, span, type Question } from "./question";

/** Milliseconds between two readings while changes come in: the figures are a second or so behind them. */
const pauseMs = 2_500;

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function ask(question: Question, { from, to }: { from: Date; to: Date | null }, by: string, signal: AbortSignal) {
  const { kind, queue, channel, agent } = question;
  return call<ResponseFigures>(withQuery("/api/figures/response-times", { from: from.toISOString(), to: to?.toISOString(), kind, by, zone, queue, channel, agent }), { signal });
}

/** The figures of a period and their days; live while the period isn't over. */
export function useFigures(question: Question) {
  const asked = searchOfQuestion({ ...question, time: "customer" });
  const isLive = span(question, new Date()).to === null;
  const figures = useQuery({
    queryKey: ["figures", asked],
    queryFn: async ({ signal }) => {
      const now = new Date();
      const [period, days] = await Promise.all([ask(question, span(question, now), question.by, signal), ask(question, chartSpan(question, now), "day", signal)]);
      return { period, days, at: now };
    },
    placeholderData: keepPreviousData,
    refetchInterval: isLive ? 60_000 : false,
  });
  const again = useAgain(["figures"], pauseMs);
  const changed = () => {
    if (isLive) again();
  };
  useEveryQueue(changed, changed);
  return figures;
}
