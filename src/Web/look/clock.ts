import { useSyncExternalStore } from "react";

/** One clock for everything that shows how long something takes: it goes once a second, and only while something shows it. */
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    listeners.forEach(l => l());
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The time by this computer's clock, in steps: a reader is only told when a step is over. */
export const useNow = (stepMs = 1000) =>
  useSyncExternalStore(subscribe, () => {
    if (!timer) now = Date.now();
    return Math.floor(now / stepMs) * stepMs;
  });
