// A client of /hub/live as an application would write it: keeps the states it watches, and what it applied, by the rules of the contract.
import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel } from "@microsoft/signalr";

const method = { customer: "WatchCustomer", conversation: "WatchConversation" };

export class LiveClient {
  constructor(url, { key, headers, retryMs = 20 } = {}) {
    this.watched = new Map();
    this.queues = new Map();
    this.resyncs = 0;
    this.reconnects = 0;
    this.several = 0;
    this.waiters = new Set();
    // WebSockets only: cut off while it falls back to server-sent events, @microsoft/signalr 10.0.11 may take itself for reconnected for ever.
    const transport = { transport: HttpTransportType.WebSockets, skipNegotiation: true, ...(headers ? { headers } : {}) };
    this.viewers = new Map();
    this.agents = new Map();
    this.connection = new HubConnectionBuilder()
      .withUrl(url, { ...transport, ...(key ? { accessTokenFactory: () => key } : {}) })
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: () => retryMs })
      .configureLogging(LogLevel.None)
      .build();
    this.connection.serverTimeoutInMilliseconds = 120_000;
    this.connection.on("customerChanged", change => this.changed("customer", change));
    this.connection.on("conversationChanged", change => this.changed("conversation", change));
    this.connection.on("queueChanged", change => this.queueChanged(change));
    this.connection.on("viewersChanged", ({ conversation, viewers }) => { this.viewers.set(conversation, viewers); this.notify(); });
    this.connection.on("agentsChanged", ({ agents }) => this.agentsChanged(agents));
    this.connection.on("resync", ({ scope, id }) => this.resync(scope, id));
    this.connection.onreconnected(() => { this.reconnects++; this.askAll(); });
  }

  async start() {
    while (this.connection.state !== HubConnectionState.Connected) {
      try { await this.connection.start(); } catch { await new Promise(resolve => setTimeout(resolve, 20)); }
    }
  }

  async watch(scope, id) {
    this.watched.set(`${scope}:${id}`, { scope, id, version: null, state: null, log: [], asking: 0, held: [] });
    await this.ask(scope, id);
  }

  async watchQueue(queue) {
    this.queues.set(queue, this.queues.get(queue) ?? { conversations: {}, messages: 0, resyncs: 0 });
    await this.connection.invoke("WatchQueue", queue);
  }

  async ask(scope, id) {
    const w = this.watched.get(`${scope}:${id}`);
    if (!w) return;
    w.asking++;
    try {
      await this.askUntilAnswered(w, scope, id);
    } finally {
      // What came in one piece with the answer was seen before it: a promise's continuation runs after the handlers.
      if (--w.asking === 0) for (const change of w.held.splice(0)) this.changed(scope, change);
    }
  }

  async askUntilAnswered(w, scope, id) {
    for (;;) {
      try {
        const answer = await this.connection.invoke(method[scope], id, w.version);
        if (answer.state !== null) {
          // Older than what is here is news that came before the answer to an earlier question.
          if (w.version === null || answer.version > w.version) {
            w.state = answer.state;
            w.version = answer.version;
            w.log.push({ snapshot: answer.version });
          }
        } else if (answer.version !== w.version && !(w.version > answer.version)) {
          throw new Error(`no state for ${answer.version}, here is ${w.version}`);
        }
        this.notify();
        return;
      } catch (error) {
        if (/not-found|invalid-id|too-many|no state for/.test(error.message)) throw error;
        // Cut off: the reconnect asks again for everything. Else a moment's rest, or a connection that is just ending never gets to end.
        if (this.connection.state !== HubConnectionState.Connected) return;
        await new Promise(resolve => setTimeout(resolve, 20));
      }
    }
  }

  askAll() {
    for (const { scope, id } of this.watched.values()) this.ask(scope, id).catch(e => this.fail(e));
    for (const queue of this.queues.keys()) this.watchQueue(queue).catch(() => { });
  }

  changed(scope, { id, from, version, kind, delta }) {
    const w = this.watched.get(`${scope}:${id}`);
    if (!w) return;
    if (w.asking > 0) { w.held.push({ id, from, version, kind, delta }); return; }
    if (w.version === null || from < w.version) return;
    if (from > w.version) { this.fail(new Error(`${id}: a change from ${from}, here is ${w.version}`)); return; }
    w.state = { ...w.state, ...delta, version };
    w.version = version;
    w.log.push({ from, version, kind });
    if (kind === "several") this.several++;
    this.notify();
    this.onchange?.(w, delta);
  }

  queueChanged({ queue, version, conversation }) {
    const q = this.queues.get(queue);
    q.messages++;
    if (!(q.conversations[conversation.id]?.version >= version)) q.conversations[conversation.id] = conversation;
    this.notify();
  }

  resync(scope, id) {
    this.resyncs++;
    if (scope === "queue") {
      this.queues.get(id).resyncs++;
      this.watchQueue(id).catch(() => { });
      this.notify();
    } else this.ask(scope, id).catch(e => this.fail(e));
  }

  // Its answer, or the news, whichever is later.
  async view(conversation, typing = false) {
    const { viewers } = await this.connection.invoke(typing ? "Typing" : "Viewing", conversation);
    if (!this.viewers.has(conversation)) this.viewers.set(conversation, viewers);
  }

  async watchAgents() {
    this.agentsChanged((await this.connection.invoke("WatchAgents")).agents);
  }

  agentsChanged(agents) {
    for (const agent of agents) this.agents.set(agent.agent, agent.presence);
    this.notify();
  }

  // Completes when everything named has at least the version.
  until(condition) {
    return new Promise(resolve => {
      const waiter = () => { if (condition()) { this.waiters.delete(waiter); resolve(); } };
      this.waiters.add(waiter);
      waiter();
    });
  }

  notify() { for (const waiter of [...this.waiters]) waiter(); }

  fail(error) { this.failure ??= error.message; this.notify(); }

  get socket() { return this.connection.connection.transport._webSocket._socket; }
}
