import { exact } from "../look/durations";

const time = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;

/** A sentence of the service with its times as the reader's clock shows them. */
export const withTimes = (text: string, language: string) => text.replace(time, at => exact(at, language));
