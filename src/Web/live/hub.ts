import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from "@microsoft/signalr";

export type Link = "connecting" | "live" | "lost";
export type Scope = "customer" | "conversation" | "queue" | "notices" | "agents" | "viewers" | "glance";

/** What a watcher does with what comes. */
export interface Watcher {
  scope: Scope;
  id: string;
  /** Asks the hub; called at the start, after a lost connection, and after a resync. */
  begin(invoke: (method: string, ...args: unknown[]) => Promise<unknown>): Promise<void>;
  changed(message: unknown): void;
}

/** Milliseconds before each attempt to come back; the last one goes on. */
const pausesMs = [0, 250, 500, 1000, 2000, 4000];

/** What ends a watch. */
const endings: Record<Scope, (id: string) => [method: string, ...args: unknown[]]> = {
  customer: id => ["UnwatchCustomer", id],
  conversation: id => ["UnwatchConversation", id],
  queue: id => ["UnwatchQueue", id],
  notices: () => ["UnwatchNotices"],
  agents: () => ["UnwatchAgents"],
  viewers: id => ["Left", id],
  glance: () => ["Glance", []],
};

/** One connection for the whole page: comes back by itself, and watches again what was watched. */
class Hub {
  link: Link = "connecting";
  private connection: HubConnection | null = null;
  private readonly watchers = new Map<string, Set<Watcher>>();
  private readonly listeners = new Set<() => void>();
  private wanted = false;
  private running = false;

  start() {
    this.wanted = true;
    if (!this.running) void this.run();
  }

  stop() {
    this.wanted = false;
    void this.connection?.stop();
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Ends with the returned function. */
  watch(watcher: Watcher): () => void {
    const key = `${watcher.scope} ${watcher.id}`;
    const others = this.watchers.get(key) ?? new Set();
    others.add(watcher);
    this.watchers.set(key, others);
    if (this.link === "live") void this.begin(watcher);
    return () => {
      others.delete(watcher);
      if (others.size > 0) return;
      this.watchers.delete(key);
      void this.tell(...endings[watcher.scope](watcher.id));
    };
  }

  /** Asks something; fails while the link is gone. */
  ask<T>(method: string, ...args: unknown[]): Promise<T> {
    return this.link === "live" && this.connection ? this.connection.invoke<T>(method, ...args) : Promise.reject(new Error("no link"));
  }

  /** Says something that needs no answer; while the link is gone, nothing. */
  async tell(method: string, ...args: unknown[]): Promise<void> {
    await this.ask(method, ...args).catch(() => {});
  }

  private async run() {
    this.running = true;
    for (let attempt = 0; this.wanted; attempt++) {
      await new Promise(resolve => setTimeout(resolve, pausesMs[Math.min(attempt, pausesMs.length - 1)]));
      const connection = new HubConnectionBuilder()
        .withUrl("/hub/live", { transport: HttpTransportType.WebSockets, skipNegotiation: true })
        .configureLogging(LogLevel.None)
        .build();
      const closed = new Promise<void>(resolve => connection.onclose(() => resolve()));
      connection.on("customerChanged", message => this.changed("customer", message.id, message));
      connection.on("conversationChanged", message => this.changed("conversation", message.id, message));
      connection.on("queueChanged", message => this.changed("queue", message.queue, message));
      connection.on("noticeRaised", message => this.changed("notices", "", message));
      connection.on("agentsChanged", message => this.changed("agents", "", message));
      connection.on("viewersChanged", message => {
        this.changed("viewers", message.conversation, message);
        this.changed("glance", "", message);
      });
      connection.on("resync", ({ scope, id }: { scope: Scope; id: string }) => this.watchers.get(`${scope} ${scope === "notices" ? "" : id}`)?.forEach(w => void this.begin(w)));
      this.connection = connection;
      try {
        await connection.start();
      } catch {
        this.say("lost");
        continue;
      }
      attempt = 0;
      this.say("live");
      for (const watchers of this.watchers.values()) for (const watcher of watchers) void this.begin(watcher);
      await closed;
      this.say(this.wanted ? "lost" : "connecting");
    }
    this.running = false;
  }

  private async begin(watcher: Watcher) {
    const connection = this.connection;
    if (!connection) return;
    try {
      await watcher.begin((method, ...args) => connection.invoke(method, ...args));
    } catch (error) {
      // Not there: the watcher's own question has said so. Unavailable: asked again.
      if (String(error).includes("unavailable") && this.connection === connection) setTimeout(() => void this.begin(watcher), 1000);
    }
  }

  private changed(scope: Scope, id: string, message: unknown) {
    this.watchers.get(`${scope} ${id}`)?.forEach(watcher => watcher.changed(message));
  }

  private say(link: Link) {
    if (this.link === link) return;
    this.link = link;
    this.listeners.forEach(listener => listener());
  }
}

export const hub = new Hub();
