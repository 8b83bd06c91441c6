import type { Problem } from "./types";

/** The service said no, in words. */
export class Refusal extends Error {
  readonly status: number;
  readonly problem: Partial<Problem>;

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
  }

  /** The problem's name, such as stale. */
  get kind(): string {
    return (this.problem.type ?? "").replace("/problems/", "");
  }

  /** What the service says in the reader's language: of a field where it names one. */
  get words(): string {
    const field = Object.entries(this.problem.errors ?? {})[0];
    return field ? `${field[0]}: ${field[1].join(", ")}` : [this.problem.title, this.problem.detail].filter(Boolean).join(". ").replace("..", ".");
  }
}

/** The service can't be reached. */
export class Unreachable extends Error {}

let csrfToken = "";
let language = "en";
let onSignedOut = () => {};

export const rememberToken = (token: string) => (csrfToken = token);
export const speakIn = (tag: string) => (language = tag);
export const whenSignedOut = (action: () => void) => (onSignedOut = action);

interface Call {
  method?: "GET" | "POST" | "PUT" | "DELETE" | "PATCH";
  body?: unknown;
  /** Instead of a body in JSON: a text, and what kind of one it is. */
  text?: { type: string; content: string };
  /** The ETag that was seen. */
  ifMatch?: string;
  /** The same again changes nothing: such a call is repeated by itself when it gets no answer. */
  key?: string;
  signal?: AbortSignal;
}

/** Tries of a call that is safe to repeat, and the pauses before each in milliseconds. */
const pausesMs = [0, 300, 1000, 2500];

export async function call<T>(path: string, call: Call = {}): Promise<T> {
  const text = await (await send(path, call)).text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** The same for answers that aren't JSON. */
export async function send(path: string, { method = "GET", body, text, ifMatch, key, signal }: Call = {}): Promise<Response> {
  const headers: Record<string, string> = { "Accept-Language": language };
  if (method !== "GET") headers["X-CSRF-Token"] = csrfToken;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (text) headers["Content-Type"] = text.type;
  if (ifMatch) headers["If-Match"] = ifMatch;
  if (key) headers["Idempotency-Key"] = key;
  const content = text?.content ?? (body === undefined ? null : JSON.stringify(body));
  const pauses = method === "GET" || key ? pausesMs : [0];
  for (let attempt = 0; ; attempt++) {
    if (pauses[attempt]) await new Promise(resolve => setTimeout(resolve, pauses[attempt]));
    const last = attempt + 1 >= pauses.length;
    let response: Response;
    try {
      response = await fetch(path, { method, headers, body: content, signal: signal ?? null });
    } catch (error) {
      if (signal?.aborted) throw error;
      if (last) throw new Unreachable("unreachable");
      continue;
    }
    if (response.ok) return response;
    if (!last && (response.status === 503 || response.status === 502 || response.status === 504)) continue;
    const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
    if (response.status === 401 && !path.startsWith("/api/session")) onSignedOut();
    throw new Refusal(response.status, problem);
  }
}

export const post = <T>(path: string, body: unknown = {}, key?: string) => call<T>(path, { method: "POST", body, ...(key ? { key } : {}) });

/** What makes a repeated request one. */
export const newKey = () => crypto.randomUUID();
